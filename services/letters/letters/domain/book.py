"""A register (sổ đăng ký văn bản) of an agency and year: numbers without a gap, and what has them.

Columns are those of the registers in Annex IV of Nghị định 30/2020/NĐ-CP.
"""

from datetime import datetime
from typing import ClassVar, NamedTuple

from contracts.terms import Day, Moment
from contracts.terms.letters import Direction
from kit.core.model import Aggregate, Model, Sealed
from kit.core.time import vietnam_day


class BookKey(NamedTuple):
    """Which register: of an agency, a year (Vietnam) and a direction."""

    agency: str
    year: int
    direction: Direction

    @property
    def id(self) -> str:
        """As the table has it."""
        return f"{self.agency}#{self.year}#{self.direction}"


class Book(Aggregate):
    """`last` is the last number that was given; `id` is that of its key."""

    KIND: ClassVar[str] = "BOOK"

    last: int = 0


class Void(Model):
    """A number that no letter has any more: it stays in the register with the reason."""

    reason: Sealed[str]
    by: str
    at: Moment


class BookEntry(Model):
    """A line of a register: `number` is that of the register, `letter` has it.

    `document` is the letter's number and notation as they are printed on it, `dated` its day, `of`
    the agency that wrote it, `to` those that get it. `by` is the official who entered it, `version`
    is 1, and 2 once it is void. What is personal lies under the key `vault`.
    """

    number: int
    at: Moment
    letter: str
    type: str
    document: str
    dated: Day
    of: str
    to: tuple[str, ...] = ()
    subject: Sealed[str]
    signer: Sealed[str | None] = None
    by: str
    void: Void | None = None
    vault: str
    version: int = 1


def book_of(agency: str, direction: Direction, at: datetime) -> BookKey:
    """The register in which a letter is entered at a moment."""
    return BookKey(agency, int(vietnam_day(at)[:4]), direction)
