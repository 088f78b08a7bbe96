"""The books of agencies: which document has which number."""

from documents.domain.book import Book, Entry, Page
from kit.persistence.items import (
    STATE,
    Absent,
    AtVersion,
    ConditionFailed,
    Item,
    Present,
    Put,
    Remove,
)
from kit.persistence.query import Query
from kit.persistence.repository import Conflict, Repository


class BookRepository(Repository):
    """Numbers without gaps: each is taken, or given back, in one conditional transaction."""

    def take_number(self, page: Page, holder: str, dossier: str) -> int:
        """The number that the document `holder` has in a book; given once, the same for a repeat.

        Raises Conflict.
        """
        if (held := self._table.get(_book(page), _entry(page, holder))) is not None:
            return Entry.model_validate_json(held.doc).number
        book, version = self._book(page)
        number, taken = book.take()
        doc = Entry(number=number, dossier=dossier).model_dump_json()
        entry = Put(Item(_book(page), _entry(page, holder), doc), Absent())
        self._write_book(page, taken, version, entry)
        return number

    def give_number_back(self, page: Page, holder: str) -> None:
        """The document cannot be made: another gets its number. Raises Conflict."""
        held = self._table.get(_book(page), _entry(page, holder))
        if held is None:
            return
        book, version = self._book(page)
        number = Entry.model_validate_json(held.doc).number
        removed = Remove(_book(page), _entry(page, holder), Present())
        self._write_book(page, book.give_back(number), version, removed)

    def entries_of(self, page: Page) -> list[Entry]:
        """Who has which number of a month, in any order."""
        query = Query(partition=_book(page), prefix=f"{page.month:02d}#")
        return [Entry.model_validate_json(item.doc) for item in self._table.all(query)]

    def _book(self, page: Page) -> tuple[Book, int]:
        item = self._table.get(_book(page))
        return (Book.model_validate_json(item.doc), item.version) if item else (Book(), 0)

    def _write_book(self, page: Page, book: Book, version: int, entry: Put | Remove) -> None:
        item = Item(_book(page), STATE, book.model_dump_json(), version + 1)
        when = AtVersion(version) if version else Absent()
        try:
            self._table.write([Put(item, when), entry])
        except ConditionFailed:
            raise Conflict(self._table.pause) from None


def _book(page: Page) -> str:
    return f"BOOK#{page.agency}#{page.kind}#{page.year}"


def _entry(page: Page, holder: str) -> str:
    return f"{page.month:02d}#{holder}"
