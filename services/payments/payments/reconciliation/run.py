"""Each day's ledger against the books of those who hold the money, line by line; what differs is a case."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final

from kit.persistence.repository import Conflict, retry_on_conflict
from kit.platform import log
from payments.domain import accounting_day
from payments.domain.accounting_day import AccountingDay, TotalsBuilder, bounds, day_at, entries_of
from payments.domain.discrepancy import DiscrepancyKind
from payments.domain.ledger import day_of
from payments.providers.port import PaymentProviderRefused, PaymentProviderUnavailable
from payments.providers.registry import ADAPTERS
from payments.reconciliation.compare import (
    Matters,
    judge_entry,
    judge_line,
    judge_statements,
    unresolved,
)
from payments.reconciliation.provider_transactions import BY_STATEMENT, Kept, keep, kept_on, matter
from payments.reconciliation.totals_by_agency import Bodies
from payments.repository import WAITING, Store

MARGIN: Final = timedelta(hours=6)
"""Read around a day, because a provider books a movement before or after we hear of it."""
FIRST_HOUR: Final = timedelta(hours=1)
"""01:00 in Vietnam: when the day before is compared first."""
LOOKED_BACK: Final = 4
"""Days: yesterday, and three more, so that late lines are seen."""
OURS: Final[tuple[DiscrepancyKind, ...]] = (
    "missing_here",
    "missing_there",
    "amount_differs",
    "statement_missing",
)


def reconcile_due(store: Store, at: datetime) -> list[date]:
    """Compare every day that is due; answers which were. One whose provider does not answer waits for the next run."""
    done = []
    for day in due(store, at):
        try:
            reconcile(store, day, at)
            done.append(day)
        except (PaymentProviderUnavailable, PaymentProviderRefused, Conflict) as error:
            log.failure("day left for the next run", error, day=day.isoformat())
            _left(store, day, at)
    return done


@retry_on_conflict
def _left(store: Store, day: date, at: datetime) -> None:
    """A day that could not be compared waits for it, however many nights that takes."""
    found = day_at(store, day)
    if found.wanted is None:
        store.commit([accounting_day.request_comparison(found, at)], at=at)


def due(store: Store, at: datetime) -> list[date]:
    """The days to compare now, oldest first: the last ones once each night, those with a new statement or with our
    cases' lines again.
    """
    today = day_of(at - FIRST_HOUR)
    tonight = bounds(today)[0] + FIRST_HOUR
    nightly = {today - timedelta(days=back) for back in range(1, LOOKED_BACK + 1)}
    nightly |= {date.fromisoformat(case.day) for case in unresolved(store) if case.kind in OURS}
    compared = {day: day_at(store, day).reconciled_at for day in nightly if day < today}
    found = {day for day, when in compared.items() if when is None or when < tonight}
    wanted = store.aggregates.table.whole_index(WAITING, "reconcile")
    return sorted(
        found
        | {date.fromisoformat(item.pk.removeprefix(f"{AccountingDay.KIND}#")) for item in wanted}
    )


def reconcile(store: Store, day: date, at: datetime) -> int:
    """Compare one day; answers how many cases it opened. Raises PaymentProviderUnavailable, PaymentProviderRefused, Conflict."""
    matters, found = Matters(store, at), day_at(store, day)
    judge_statements(matters, day)
    lines = [
        *_listed(store, day),
        *(kept for kept in kept_on(store, day) if kept.provider in BY_STATEMENT),
    ]
    for kept in lines:
        if kept.day == day:
            judge_line(matters, kept)
    seen, sums, bodies = {kept.matter for kept in lines}, TotalsBuilder(), Bodies(store)
    for entry in entries_of(store, day):
        sums.add(entry)
        bodies.add(entry)
        judge_entry(matters, entry, seen=matter(entry.kind, entry.id) in seen)

    store.commit(
        [accounting_day.record_comparison(found, sums.totals(), bodies.totals(), at)], at=at
    )
    log.info(
        "day compared",
        day=day.isoformat(),
        lines=len(lines),
        entries=sums.entries,
        cases=matters.opened,
    )
    log.metric("ReconciliationCases", matters.opened)
    return matters.opened


def _listed(store: Store, day: date) -> Iterator[Kept]:
    """The lines that providers list themselves, kept as they are read."""
    begin, end = bounds(day)
    for adapter in ADAPTERS:
        gateway = store.gateway(adapter.method)
        if gateway.capabilities.list_balance_transactions:
            lines = gateway.list_balance_transactions(begin - MARGIN, end + MARGIN)
            yield from (keep(store, adapter.provider, line) for line in lines)
