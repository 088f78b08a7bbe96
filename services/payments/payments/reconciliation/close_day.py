"""The closing of an accounting day (khóa sổ ngày).

A day closes only when it was compared, its totals still hold, and every discrepancy has an answer.
"""

from dataclasses import dataclass
from datetime import date, datetime

from kit.persistence.repository import retry_on_conflict
from payments.domain import accounting_day
from payments.domain.accounting_day import (
    AccountingDay,
    DayNotOver,
    DayNotReconciled,
    DiscrepanciesOpen,
    TotalsChanged,
    bounds,
    totals_of,
)
from payments.domain.day_totals import AccountTotal
from payments.domain.ledger import day_of
from payments.repository import PaymentRepository


@dataclass(frozen=True, slots=True)
class CloseDay:
    """An official (`by`) closes a day and names the totals that they saw."""

    day: date
    totals_seen: tuple[AccountTotal, ...]
    by: str


@retry_on_conflict
def close_day(payments: PaymentRepository, command: CloseDay, at: datetime) -> AccountingDay:
    """Raises DayNotOver, DayClosed, DayNotReconciled, DiscrepanciesOpen, TotalsChanged."""
    if command.day >= day_of(at):
        raise DayNotOver(field="day", day=command.day)
    day = payments.day(command.day)

    closed = accounting_day.close(day, by=command.by, at=at)
    _require_reconciled(payments, day)
    if unanswered := payments.open_discrepancies_until(command.day):
        raise DiscrepanciesOpen(field="day", count=len(unanswered), first=unanswered[0].id)
    if command.totals_seen != day.totals.accounts:
        raise TotalsChanged(field="totals_seen", day=command.day)

    payments.commit([closed], at=at)
    return payments.day(command.day)


def _require_reconciled(payments: PaymentRepository, day: AccountingDay) -> None:
    """Raises DayNotReconciled unless the day was compared after its end and is unchanged since."""
    date_ = date.fromisoformat(day.id)
    compared = day.reconciled_at is not None and day.reconciled_at >= bounds(date_)[1]
    if day.wanted or not compared or totals_of(payments.entries_on(date_)) != day.totals:
        raise DayNotReconciled(field="day", day=date_)
