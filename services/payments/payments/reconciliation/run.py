"""The reconciliation (đối soát) of the days that are due."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final

from kit.persistence.repository import Conflict, retry_on_conflict
from kit.platform import log
from payments.domain import accounting_day
from payments.domain.accounting_day import TotalsBuilder, bounds
from payments.domain.discrepancy import DiscrepancyKind
from payments.domain.ledger import day_of
from payments.domain.provider_transaction import (
    BY_STATEMENT,
    ProviderTransaction,
    movement_of_entry,
)
from payments.providers.port import PaymentProviderRefused, PaymentProviderUnavailable
from payments.providers.registry import Providers
from payments.reconciliation.compare import Comparison
from payments.reconciliation.discrepancies import RunDiscrepancies
from payments.reconciliation.provider_transactions import store_listed
from payments.reconciliation.totals_by_agency import TotalsByAgency
from payments.repository import PaymentRepository

MARGIN: Final = timedelta(hours=6)
"""Read around a day, because a provider books a movement before or after we learn of it."""
FIRST_HOUR: Final = timedelta(hours=1)
"""01:00 in Vietnam: when the day before is compared first."""
NIGHTS: Final = 4
"""How often a day is compared without a reason, so that late transactions are seen."""
OWN_KINDS: Final[tuple[DiscrepancyKind, ...]] = (
    "missing_here",
    "missing_there",
    "amount_differs",
    "statement_missing",
)
"""The discrepancies that a comparison opens, and that end by themselves."""


def reconcile_due(payments: PaymentRepository, providers: Providers, at: datetime) -> list[date]:
    """Compare every day that is due, and answer which were.

    A day whose provider does not answer waits for the next run, however many nights that takes.
    """
    compared = []
    for day in days_due(payments, at):
        try:
            reconcile(payments, providers, day, at)
            compared.append(day)
        except (PaymentProviderUnavailable, PaymentProviderRefused, Conflict) as error:
            log.failure("day_left_for_next_run", error, day=day.isoformat())
            _compare_again(payments, day, at)
    return compared


def days_due(payments: PaymentRepository, at: datetime) -> list[date]:
    """The days to compare now, oldest first.

    The last days are due once each night, and so are those with discrepancies of a comparison; a
    day with a new statement is due at once.
    """
    today = day_of(at - FIRST_HOUR)
    tonight = bounds(today)[0] + FIRST_HOUR
    nightly = {today - timedelta(days=back) for back in range(1, NIGHTS + 1)}
    nightly |= {
        date.fromisoformat(discrepancy.day)
        for discrepancy in payments.unresolved_discrepancies()
        if discrepancy.kind in OWN_KINDS
    }
    reconciled_at = {day: payments.day(day).reconciled_at for day in nightly if day < today}
    due = {day for day, when in reconciled_at.items() if when is None or when < tonight}
    return sorted(due.union(payments.days_to_compare_again()))


def reconcile(payments: PaymentRepository, providers: Providers, day: date, at: datetime) -> int:
    """Compare one day, and answer how many discrepancies were opened.

    Raises PaymentProviderUnavailable, PaymentProviderRefused, Conflict.
    """
    discrepancies, stored_day = RunDiscrepancies(payments, at), payments.day(day)
    comparison = Comparison(payments, providers, discrepancies, at)
    comparison.compare_statements(day)

    transactions = list(_transactions_around(payments, providers, day))
    for transaction in transactions:
        if transaction.day == day:
            comparison.compare_transaction(transaction)
    listed = {transaction.movement for transaction in transactions}
    sums, agencies = TotalsBuilder(), TotalsByAgency(payments)
    for entry in payments.entries_on(day):
        sums.add(entry)
        agencies.add(entry)
        comparison.compare_entry(entry, is_listed=movement_of_entry(entry) in listed)

    payments.commit(
        [accounting_day.record_comparison(stored_day, sums.totals(), agencies.totals(), at)], at=at
    )
    log.info(
        "day_reconciled",
        day=day.isoformat(),
        transactions=len(transactions),
        entries=sums.entries,
        discrepancies=discrepancies.opened,
    )
    log.metric("ReconciliationCases", discrepancies.opened)
    return discrepancies.opened


@retry_on_conflict
def _compare_again(payments: PaymentRepository, day: date, at: datetime) -> None:
    stored_day = payments.day(day)
    if stored_day.wanted is None:
        payments.commit([accounting_day.request_comparison(stored_day, at)], at=at)


def _transactions_around(
    payments: PaymentRepository, providers: Providers, day: date
) -> Iterator[ProviderTransaction]:
    """What providers list around a day, stored as it is read, and a bank's transactions of it."""
    begin, end = bounds(day)
    for adapter in providers:
        gateway = providers.gateway(adapter.provider)
        if gateway.capabilities.list_balance_transactions:
            for line in gateway.list_balance_transactions(begin - MARGIN, end + MARGIN):
                yield store_listed(payments, adapter.provider, line)
    for transaction in payments.transactions_on(day):
        if transaction.provider in BY_STATEMENT:
            yield transaction
