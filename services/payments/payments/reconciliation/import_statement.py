"""A bank's statement taken in: its lines are worked on like callbacks, and kept as the bank's book of their days."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from kit.core.events import Change
from kit.persistence.repository import retry_on_conflict
from payments.checkout.start import store_new
from payments.domain.accounting_day import day_at, request_comparison
from payments.domain.ledger import day_of
from payments.domain.provider_event import ProviderEvent
from payments.providers.bank import statement
from payments.reconciliation.provider_transactions import (
    Kept,
    imported,
    kept_on,
    of_statement,
    statement_of,
)
from payments.repository import Store

PROVIDER = "bank"
AT_ONCE: Final = 50
"""Lines in one transaction: two items each, of the hundred that it may have."""


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

    Lines that stand in the bank's book already are passed over, so that a request which died of its time limit is
    carried on by its repeat. Raises StatementUnreadable, StatementTooLarge: then nothing was taken.
    """
    told = statement.read(raw, account)
    days = sorted(Counter(day_of(each.at) for each in told).items())
    kept = {each.line for day, _ in days for each in kept_on(store, day)}
    left = [each for each in told if of_statement(each) not in kept]
    new = sum(
        _stored(store, left[first : first + AT_ONCE], at) for first in range(0, len(left), AT_ONCE)
    )
    for day, lines in days:
        _noted(store, day, lines, by, at)
    return Taken(len(told), new, tuple(day for day, _ in days))


@retry_on_conflict
def _stored(store: Store, told: Sequence[ProviderEvent], at: datetime) -> int:
    """Store the lines that nobody told, then all of them as the bank's book; how many were new."""
    new = [each for each in told if store.aggregates.load(ProviderEvent, each.id) is None]
    if new:
        store_new(store, new, at)
    store.aggregates.table.write(
        [Kept(provider=PROVIDER, line=of_statement(each)).write() for each in told]
    )
    return len(new)


@retry_on_conflict
def _noted(store: Store, day: date, lines: int, by: str, at: datetime) -> None:
    known, found = statement_of(store, PROVIDER, day), day_at(store, day)
    changes: list[Change] = [
        imported(known, f"{PROVIDER}.{day.isoformat()}", lines=lines, by=by, at=at)
    ]
    if day < day_of(at):
        changes.append(request_comparison(found, at))
    store.commit(changes, at=at)
