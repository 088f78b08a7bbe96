"""Closing a day (khóa sổ): only when it was compared, its totals stand, and no case is left without an answer."""

from collections.abc import Sequence
from datetime import date, datetime

from kit.persistence.repository import retry_on_conflict
from payments.domain import accounting_day
from payments.domain.accounting_day import (
    AccountingDay,
    AccountTotal,
    DayNotOver,
    DayNotReconciled,
    DiscrepanciesOpen,
    TotalsChanged,
    bounds,
    day_at,
    entries_of,
    totals_of,
)
from payments.domain.discrepancy import Discrepancy
from payments.domain.ledger import day_of
from payments.repository import Store


@retry_on_conflict
def close_day(
    store: Store, day: date, seen: Sequence[AccountTotal], *, by: str, at: datetime
) -> AccountingDay:
    """Close a day whose totals an official saw.

    Raises DayNotOver, DayClosed, DayNotReconciled, DiscrepanciesOpen (one of that day or before), TotalsChanged.
    """
    if day >= day_of(at):
        raise DayNotOver(field="day", day=day.isoformat())
    found = day_at(store, day)
    change = accounting_day.close(found, by=by, at=at)
    if found.wanted or found.reconciled_at is None or found.reconciled_at < bounds(day)[1]:
        raise DayNotReconciled(field="day", day=day.isoformat())
    if left := open_cases(store, day):
        raise DiscrepanciesOpen(field="day", count=len(left), first=left[0].id)
    if totals_of(entries_of(store, day)) != found.totals:
        raise DayNotReconciled(field="day", day=day.isoformat())
    if tuple(seen) != found.totals.accounts:
        raise TotalsChanged(field="totals_seen", day=day.isoformat())

    store.commit([change], at=at)
    return day_at(store, day)


def open_cases(store: Store, day: date) -> list[Discrepancy]:
    """Cases of a day or of earlier ones that are neither resolved nor signed, oldest first."""
    items = store.aggregates.table.whole_index("by", "DISCREPANCIES#open")
    found = (store.aggregates.parse(Discrepancy, item.doc) for item in items)
    return [case for case in found if case.day <= day.isoformat()]
