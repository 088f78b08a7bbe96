"""The expiry of what time alone decides: attempts past their end, fees past their last day, and
refunds that a provider has not confirmed.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Final, NamedTuple

from kit.core.budget import UNLIMITED, Budget
from kit.core.errors import Unavailable
from kit.core.events import Change
from kit.persistence.repository import retry_on_conflict
from kit.platform import log
from payments.checkout.close import close_active_attempt, close_attempt
from payments.domain import fee as fees
from payments.domain import fee_ending as fee_endings
from payments.domain import payment_attempt as attempts
from payments.domain import refund as refunds
from payments.domain.fee import Fee
from payments.domain.last_day import BANK_LAG
from payments.providers.port import (
    AttemptStillOpen,
    PaymentProviderRefused,
    PaymentProviderUnavailable,
)
from payments.providers.registry import Providers
from payments.refunds.send import send_refund
from payments.repository import PaymentRepository
from payments.schedules.outage import ProviderOutage
from payments.settlement.settle import PaymentAmountDiffers

RETRY_AFTER: Final = timedelta(hours=1)
"""For how long what cannot end now is left alone: twelve sweeps, each with room for a hundred
others of its kind."""


def expire_overdue(
    payments: PaymentRepository,
    providers: Providers,
    at: datetime,
    budget: Budget = UNLIMITED,
    *,
    bank_lag: timedelta = BANK_LAG,
) -> int:
    """Answers how many fees, attempts and refunds were dealt with; the next run does the rest.

    One that its provider will not close is rescheduled, and one without an answer goes to the end
    of the queue, so that neither delays the others. Raises PaymentProviderUnavailable at the end of
    the run.
    """
    expired, outage = 0, ProviderOutage()
    for overdue in list(_overdue(payments, at, bank_lag)):
        if budget.is_spent:
            log.warning("expire_out_of_time", expired=expired)
            break
        try:
            expired += _expire(payments, providers, overdue, at)
            outage.record_success()
        except PaymentProviderUnavailable as error:
            log.failure("provider_timeout", error, overdue=overdue.id)
            outage.record_failure(error)
        except Unavailable as error:  # others were faster each time
            log.failure("left_for_next_sweep", error, overdue=overdue.id)
        if outage.is_open:
            break
    outage.raise_last()
    return expired


@retry_on_conflict
def void_unpaid(
    payments: PaymentRepository,
    providers: Providers,
    fee_id: str,
    at: datetime,
    bank_lag: timedelta = BANK_LAG,
) -> None:
    """A fee past its last day is not owed any more; rescheduled while a provider works on an
    attempt, and while a bank may still tell of a transfer that it booked in time.
    """
    close_active_attempt(payments, providers, fee_id, at)
    fee = payments.fee(fee_id)
    if fee.state != "due":
        return

    lag_over = (fee.pay_by or at) + bank_lag
    if at < lag_over and _was_payable_by_transfer(payments, fee):
        change = fees.reschedule(fee, until=lag_over)
    elif payments.active_attempt(fee_id).attempt is not None:
        change = fees.reschedule(fee, until=at + RETRY_AFTER)
    else:
        change = fee_endings.void(fee, why=fees.UNPAID, by="pay_by", at=at)
    payments.commit([change], at=at)


def _was_payable_by_transfer(payments: PaymentRepository, fee: Fee) -> bool:
    """Whether anybody was ever given a reference for it: without one no transfer can name it."""
    return any(attempt.method == "transfer" for attempt in payments.payments_of([fee]))


def expire_attempt(
    payments: PaymentRepository, providers: Providers, payment_id: str, at: datetime
) -> None:
    """An attempt past its end expires, unless its provider says otherwise."""
    close_attempt(payments, providers, payment_id, at, expired=True)


class Overdue(NamedTuple):
    """One fee, attempt or refund: what ends it, and the change that reschedules it."""

    id: str
    expire: Callable[[PaymentRepository, Providers, str, datetime], None]
    rescheduled: Callable[[PaymentRepository, str, datetime], Change]


def _overdue(payments: PaymentRepository, at: datetime, bank_lag: timedelta) -> Iterator[Overdue]:
    for fee in payments.fees_past_last_day(at):
        yield Overdue(
            fee,
            partial(void_unpaid, bank_lag=bank_lag),
            lambda of, id_, until: fees.reschedule(of.fee(id_), until=until),
        )
    for attempt in payments.attempts_past_end(at):
        yield Overdue(
            attempt,
            expire_attempt,
            lambda of, id_, until: attempts.reschedule(of.payment(id_), until=until),
        )
    for refund in payments.refunds_to_send(at):
        yield Overdue(
            refund,
            send_refund,
            lambda of, id_, until: refunds.reschedule(of.refund(id_), until=until),
        )


def _expire(
    payments: PaymentRepository, providers: Providers, overdue: Overdue, at: datetime
) -> bool:
    try:
        overdue.expire(payments, providers, overdue.id, at)
        return True
    except (PaymentProviderRefused, AttemptStillOpen, PaymentAmountDiffers) as error:
        log.failure("not_closed_rescheduled", error, overdue=overdue.id)
        _reschedule(payments, overdue, at + RETRY_AFTER, at)
        return False
    except PaymentProviderUnavailable:
        _reschedule(payments, overdue, at, at)
        raise


@retry_on_conflict
def _reschedule(
    payments: PaymentRepository, overdue: Overdue, until: datetime, at: datetime
) -> None:
    payments.commit([overdue.rescheduled(payments, overdue.id, until)], at=at)
