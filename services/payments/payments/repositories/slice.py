"""Some members of a list, and where the rest begins."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Slice(Generic[T_co]):
    """Some members of a list; `after` is where the next slice begins, None at the end."""

    items: Sequence[T_co]
    after: str | None
