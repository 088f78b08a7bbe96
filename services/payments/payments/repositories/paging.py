"""A slice of a list that is read page by page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T", covariant=True)


@dataclass(frozen=True, slots=True)
class Slice(Generic[T]):
    """Some members of a list; `after` is where the next slice begins, None at the end."""

    items: Sequence[T]
    after: str | None
