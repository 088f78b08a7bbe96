"""The reconciliation (đối soát) of the days that are due."""

from datetime import date, datetime, timedelta
from typing import Final

from kit.persistence.repository import Conflict, retry_on_conflict
from kit.platform import log
from payments.domain import accounting_day
from payments.domain.accounting_day import bounds
from payments.domain.discrepancy import DiscrepancyKind
from payments.domain.ledger import day_of
from payments.providers.port import PaymentProviderRefused, PaymentProviderUnavailable
from payments.providers.registry import Providers
from payments.reconciliation.day_comparison import ComparisonUnfinished, DayComparison, Pace
from payments.repository import PaymentRepository

UNHURRIED: Final = Pace()
FIRST_HOUR: Final = timedelta(hours=1)
"""01:00 in Vietnam: when the day before is compared first."""
NIGHTS: Final = 4
"""How often a day is compared without a reason, so that late transactions are seen."""
OWN_KINDS: Final[tuple[DiscrepancyKind, ...]] = (
    "missing_here",
    "missing_there",
    "amount_differs",
    "statement_missing",
    "unconfirmed",
)
"""The discrepancies that a comparison opens, and that end by themselves."""


def reconcile_due(
    payments: PaymentRepository, providers: Providers, at: datetime, pace: Pace = UNHURRIED
) -> list[date]:
    """Compare every day that is due, and answer which were.

    A day whose provider does not answer waits for the next run, however many nights that takes. A
    run that is out of time leaves the rest of its day, and the days behind it, to the next.
    """
    compared: list[date] = []
    for day in days_due(payments, at):
        try:
            reconcile(payments, providers, day, at, pace)
            compared.append(day)
        except ComparisonUnfinished:
            log.warning("comparison_out_of_time", day=day.isoformat(), compared=len(compared))
            break
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


def reconcile(
    payments: PaymentRepository,
    providers: Providers,
    day: date,
    at: datetime,
    pace: Pace = UNHURRIED,
) -> int:
    """Compare one day, and answer how many discrepancies were opened.

    Raises PaymentProviderUnavailable, PaymentProviderRefused, Conflict, ComparisonUnfinished.
    """
    return DayComparison(payments, providers, day, at, pace).run()


@retry_on_conflict
def _compare_again(payments: PaymentRepository, day: date, at: datetime) -> None:
    stored_day = payments.day(day)
    if stored_day.wanted is None:
        payments.commit([accounting_day.request_comparison(stored_day, at)], at=at)
