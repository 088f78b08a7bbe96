"""The ledger (sổ thu): its entries by payment and by day."""

from collections.abc import Iterable, Iterator
from datetime import date

from kit.core.items import Item
from kit.persistence.query import Query
from payments.domain.ledger import ENTRY_KINDS, Book, Entry
from payments.repositories.index_values import book_of
from payments.repositories.paging import Slice
from payments.repositories.reader import Reader
from payments.repositories.writes import ledger_of


class Ledger(Reader):
    """Questions about ledger entries."""

    def book(self, about: str) -> Book:
        """The entries about a payment, or about a bank transaction that matches none."""
        items = self._table.all(Query(partition=ledger_of(about)))
        return Book(list(_entries(i for i in items if i.sk.partition("#")[0] in ENTRY_KINDS)))

    def entry(self, about: str, kind: str, id: str) -> Entry | None:
        """The entry of one movement of money under the provider's id of it."""
        item = self._table.get(ledger_of(about), f"{kind}#{id}")
        return Entry.model_validate_json(item.doc) if item else None

    def entries_on(self, day: date) -> Iterator[Entry]:
        """The entries of a day in Vietnam, oldest first, read page by page."""
        return _entries(self._table.all(_of_day(day)))

    def entries_of_day(self, day: date, *, after: str | None, limit: int) -> Slice[Entry]:
        """A slice of a day's entries, oldest first."""
        page = self._table.query(_of_day(day, after=after, limit=limit))
        return Slice(tuple(_entries(page.items)), page.after)


def _of_day(day: date, after: str | None = None, limit: int | None = None) -> Query:
    return Query(partition=book_of(day), index="by-at", after=after, limit=limit)


def _entries(items: Iterable[Item]) -> Iterator[Entry]:
    return (Entry.model_validate_json(item.doc) for item in items)
