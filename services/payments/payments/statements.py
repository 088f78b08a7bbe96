"""A bank's statement taken in: its lines are worked on like callbacks, and kept as the bank's book of their days."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from kit.aggregates import retrying
from kit.events import Change
from payments.actions import store_once
from payments.days import day_at, want
from payments.gateway import statement
from payments.ledger import day_of
from payments.settlement import imported, keep, of_statement, statement_of
from payments.store import Store

PROVIDER = "bank"


@dataclass(frozen=True, slots=True)
class Taken:
    """How many lines a statement had, and how many of them nobody had told us before; `days` are theirs."""

    lines: int
    new: int
    days: tuple[date, ...]

    @property
    def known(self) -> int:
        """Lines that the bank's callback, or an earlier statement, told before."""
        return self.lines - self.new


def take_in(store: Store, raw: bytes, *, account: str, by: str, at: datetime) -> Taken:
    """Take in a statement of `account` as CSV; the same one again changes nothing. Its days are compared again.

    Raises StatementUnreadable, StatementTooLarge: then nothing was taken.
    """
    told = statement.read(raw, account)
    new = sum(store_once(store, each, at) for each in told)
    for each in told:
        keep(store, PROVIDER, of_statement(each))
    for day, lines in sorted(Counter(day_of(each.at) for each in told).items()):
        _noted(store, day, lines, by, at)
    return Taken(len(told), new, tuple(sorted({day_of(each.at) for each in told})))


@retrying
def _noted(store: Store, day: date, lines: int, by: str, at: datetime) -> None:
    known, found = statement_of(store, PROVIDER, day), day_at(store, day)
    changes: list[Change] = [imported(known, f"{PROVIDER}.{day.isoformat()}", lines=lines, by=by, at=at)]
    if day < day_of(at):
        changes.append(want(found, at))
    store.commit(changes, at=at)
