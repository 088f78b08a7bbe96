"""The only reader of the environment: typed settings, read when first asked for."""

import os
from functools import cache
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Json

S = TypeVar("S", bound="Settings")


class Issuer(BaseModel):
    """Whose access tokens are trusted: `audience` is `aud`, or `client_id` where there is no `aud`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["citizen", "staff", "integrator"]
    issuer: str
    audience: str
    jwks: str


class Settings(BaseModel):
    """What every function is told. A service adds fields in a subclass; each is an upper-case variable."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    stage: str = "local"
    service: str
    table: str
    vault_table: str
    directory_table: str
    vault_key: str
    queue_prefix: str
    issuers: Json[tuple[Issuer, ...]] = ()
    cors_origins: str = ""
    cursor_secret: str = ""
    log_level: str = "INFO"
    faults: str = ""


@cache
def load(kind: type[S]) -> S:
    """This function's settings from its environment; raises pydantic's ValidationError if one is missing."""
    known = {name: os.environ[name.upper()] for name in kind.model_fields if name.upper() in os.environ}
    return kind.model_validate(known)


def stage() -> str:
    """The stage's name: "local" where nothing says otherwise."""
    return os.environ.get("STAGE", "local")


def variable(name: str, default: str = "") -> str:
    """One variable, for plumbing that runs before there are settings (logging, fault plans)."""
    return os.environ.get(name, default)
