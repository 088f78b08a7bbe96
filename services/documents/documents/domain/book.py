"""The book of an agency in which its papers of one kind are numbered through a year."""

from datetime import datetime
from typing import NamedTuple, Self

from contracts.terms import AgencyCode
from kit.core.model import Model
from kit.core.time import VIETNAM


class Page(NamedTuple):
    """A page of a book: whose it is, of what, of which year and month in Vietnam.

    `kind` is a form's kind, or that of a result by its template. Numbers run through the year, a
    page has those of a month.
    """

    agency: AgencyCode
    kind: str
    year: int
    month: int

    @classmethod
    def of(cls, agency: AgencyCode, kind: str, at: datetime) -> Self:
        """The page for a paper of that moment."""
        local = at.astimezone(VIETNAM)
        return cls(agency, kind, local.year, local.month)


class Book(Model):
    """`last` is the highest number given; `free` are numbers of papers that could not be made.

    A number is free again before a higher one is given, so that the book has no gap.
    """

    last: int = 0
    free: tuple[int, ...] = ()

    def take(self) -> tuple[int, "Book"]:
        """The next number, and the book after it."""
        if self.free:
            return self.free[0], self.evolve(free=self.free[1:])
        return self.last + 1, self.evolve(last=self.last + 1)

    def give_back(self, number: int) -> "Book":
        """The book after the paper of that number could not be made."""
        if number == self.last:
            return self.evolve(last=number - 1)
        return self.evolve(free=tuple(sorted({*self.free, number})))


class Entry(Model):
    """A number of a book, held by one document of a dossier."""

    number: int
    dossier: str
