"""Registers in the table: the last number, and a line for each number."""

from kit.core.events import Change
from kit.persistence.items import Absent, AtVersion, Item, Put, Write
from kit.persistence.query import Query
from kit.persistence.repository import Repository
from letters.domain.book import Book, BookEntry, BookKey

LINES = "N#"


class BookRepository(Repository):
    """Part of the only door to the table of letters."""

    def book(self, key: BookKey) -> Book:
        """The register; new where it has no number yet."""
        return self.load(Book, key.id) or Book(id=key.id)

    def sealed_entry(self, key: BookKey, number: int) -> BookEntry | None:
        """A line, what is personal left sealed."""
        item = self._table.get(f"{Book.KIND}#{key.id}", _line(number))
        return _parsed(item) if item else None

    def entries(
        self, key: BookKey, after: str | None, limit: int, *, newest_first: bool = True
    ) -> tuple[list[BookEntry], str | None]:
        """A page of lines, what is personal opened, and where the rest begins."""
        query = Query(
            partition=f"{Book.KIND}#{key.id}",
            prefix=LINES,
            after=after,
            limit=limit,
            newest_first=newest_first,
        )
        page = self._table.query(query)
        return [self._opened(item) for item in page.items], page.after

    def entries_from(self, key: BookKey, first: int, limit: int) -> list[BookEntry]:
        """Lines from a number on, in their order, opened."""
        query = Query(
            partition=f"{Book.KIND}#{key.id}",
            since=_line(first),
            upto=_line(9_999_999),
            limit=limit,
        )
        return [self._opened(item) for item in self._table.query(query).items]

    def numbered(self, key: BookKey, book: Book, entry: BookEntry) -> tuple[Change, Write]:
        """What gives the next number: the register, and the line, which nobody has written yet."""
        return Change(book.evolve(last=entry.number), None), self._line_write(key, entry)

    def void_write(self, key: BookKey, entry: BookEntry) -> Write:
        """A line that is void from now on."""
        return self._line_write(key, entry.evolve(version=entry.version + 1), entry.version)

    def _line_write(self, key: BookKey, entry: BookEntry, seen: int = 0) -> Write:
        doc = entry.model_dump_json(context={"cipher": self.cipher(entry.vault)})
        item = Item(f"{Book.KIND}#{key.id}", _line(entry.number), doc, entry.version)
        return Put(item, AtVersion(seen) if seen else Absent())

    def _opened(self, item: Item) -> BookEntry:
        entry = _parsed(item)
        return BookEntry.model_validate_json(item.doc, context={"cipher": self.cipher(entry.vault)})


def _parsed(item: Item) -> BookEntry:
    return BookEntry.model_validate_json(item.doc, context={"cipher": None})


def _line(number: int) -> str:
    return f"{LINES}{number:07d}"
