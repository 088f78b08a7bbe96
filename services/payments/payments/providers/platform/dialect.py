"""The dialect of the payment platform as data: what was read, and what is assumed."""

from functools import cache
from pathlib import Path
from typing import Final, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict

FILE: Final = Path(__file__).with_name("dialect.json")
T = TypeVar("T")
SessionState = Literal["open", "processing", "paid", "expired"]


class Fact(BaseModel, Generic[T]):
    """A value, and how sure it is; `why` says what was found."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    value: T
    confidence: Literal["read", "assumed"]
    why: str = ""


class Dialect(BaseModel):
    """The words of the platform; `statuses` are its numbers in the words of the port."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    note: str
    command: Fact[str]
    version: Fact[str]
    locale: Fact[dict[str, str]]
    country: Fact[str]
    currency: Fact[str]
    environment: Fact[str]
    service_kind: Fact[str]
    fee_kind: Fact[str]
    done: Fact[str]
    statuses: Fact[dict[str, SessionState]]
    create_path: Fact[str]
    detail_path: Fact[str]
    list_path: Fact[str]
    id_length: Fact[int]
    refunds: Fact[bool]
    closing: Fact[bool]


@cache
def dialect() -> Dialect:
    """The dialect, from its file."""
    return Dialect.model_validate_json(FILE.read_text(encoding="utf-8"))
