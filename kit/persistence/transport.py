"""The port to a table: what DynamoDB does, what a memory does, what may go wrong on the way."""

from collections.abc import Sequence
from typing import Protocol

from kit.persistence.items import Item, Page, Write
from kit.persistence.query import Query


class Transport(Protocol):
    """The five calls a table needs. Raises ConditionFailed, Busy, Ambiguous."""

    def get(self, pk: str, sk: str, *, consistent: bool) -> Item | None:
        """One item, or None; `consistent`: as of the last write."""
        ...

    def query(self, query: Query) -> Page:
        """A page; of the index `waiting` keys only (an empty `doc`)."""
        ...

    def count(self, query: Query) -> int:
        """How many items a query has, at most its limit and at most those of one page of 1 MB; no
        item travels.
        """
        ...

    def write(self, writes: Sequence[Write], token: str) -> None:
        """All or nothing; the same `token` again within ten minutes writes nothing more."""
        ...

    def add(self, pk: str, sk: str, amount: int, expires: int | None = None) -> int:
        """Add to the item's counter `n`, made at 0 when absent, and return its new value.

        The counter goes by itself after `expires` (epoch seconds).
        """
        ...
