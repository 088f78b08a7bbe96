"""The log of a procedure's closures: who closed and reopened it."""

from typing import ClassVar, Final, Literal

from contracts.terms import Moment
from intake.domain.procedure_content import Closure
from kit.core.model import Aggregate, Model

MOST_LISTED: Final = 100


class ClosureEntry(Model):
    """Who closed or reopened a procedure, and when: `id` is that of the request."""

    id: str
    act: Literal["closed", "reopened"]
    closure: Closure
    by: str
    at: Moment


class ClosureLog(Aggregate):
    """Every closing and reopening of one procedure, by its code; the latest hundred."""

    KIND: ClassVar[str] = "CLOSURES"

    entries: tuple[ClosureEntry, ...] = ()

    def add(self, entry: ClosureEntry) -> "ClosureLog":
        return self.evolve(entries=(*self.entries, entry)[-MOST_LISTED:])
