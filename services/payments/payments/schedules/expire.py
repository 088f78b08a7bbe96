"""What time alone decides: tries that have run out, fees that nobody paid in time, refunds without an answer."""

from datetime import datetime, timedelta
from typing import Final

from kit.core.errors import Unavailable
from kit.persistence.repository import retry_on_conflict
from kit.platform import log
from payments.checkout.close import close_active_attempt, close_attempt
from payments.domain import fee as fees
from payments.domain import payment_attempt as payments
from payments.domain import refund as refunds
from payments.domain.fee import Fee
from payments.domain.payment_attempt import PaymentAttempt
from payments.domain.refund import Refund
from payments.providers.port import (
    AttemptStillOpen,
    PaymentProviderRefused,
    PaymentProviderUnavailable,
)
from payments.refunds.send import send
from payments.repository import Store
from payments.schedules.outage import Silence
from payments.settlement.settle import PaymentAmountDiffers

PUT_OFF: Final = timedelta(hours=1)
"""How long what cannot end now is left alone: twelve sweeps, each free for a hundred others of its kind."""


def sweep_overdue(store: Store, at: datetime) -> int:
    """End every try that has run out (the provider is asked first), void fees past their last day, ask for refunds.

    Answers how many were dealt with. What the provider will not close is put off, and what it does not answer for goes
    to the end of the line, so that neither stands in anybody's way. Raises PaymentProviderUnavailable, once all others are
    done or the provider is away.
    """
    dealt_with, silence = 0, Silence()
    for pk in store.overdue(at):
        try:
            dealt_with += _dealt_with(store, pk, at)
            silence.broken()
        except PaymentProviderUnavailable as error:
            log.failure("no answer: left for the next sweep", error, overdue=pk)
            silence.met(error)
        except Unavailable as error:  # others were always faster
            log.failure("met too often: left for the next sweep", error, overdue=pk)
        if silence.away:
            break
    silence.tell()
    return dealt_with


@retry_on_conflict
def void_unpaid(store: Store, fee_id: str, at: datetime) -> None:
    """A fee past its last moment is owed no longer; put off while the provider still works on a try to pay it."""
    close_active_attempt(store, fee_id, at)
    fee = store.fee(fee_id)
    if fee.state != "due":
        return
    working = store.active_attempt(fee_id).attempt is not None
    voided = (
        fees.reschedule(fee, until=at + PUT_OFF)
        if working
        else fees.void(fee, why="unpaid", by="pay_by", at=at)
    )
    store.commit([voided], at=at)


def _dealt_with(store: Store, pk: str, at: datetime) -> bool:
    kind, _, subject = pk.partition("#")
    try:
        _end(store, kind, subject, at)
        return True
    except (PaymentProviderRefused, AttemptStillOpen, PaymentAmountDiffers) as error:
        log.failure("cannot be closed: put off", error, overdue=pk)
        _put_off(store, kind, subject, at + PUT_OFF, at)
        return False
    except PaymentProviderUnavailable:
        _put_off(store, kind, subject, at, at)
        raise


def _end(store: Store, kind: str, subject: str, at: datetime) -> None:
    if kind == PaymentAttempt.KIND:
        close_attempt(store, subject, at, expired=True)
    elif kind == Fee.KIND:
        void_unpaid(store, subject, at)
    elif kind == Refund.KIND:
        send(store, subject, at)


@retry_on_conflict
def _put_off(store: Store, kind: str, subject: str, until: datetime, at: datetime) -> None:
    if kind == PaymentAttempt.KIND:
        store.commit([payments.reschedule(store.payment(subject), until=until)], at=at)
    elif kind == Fee.KIND:
        store.commit([fees.reschedule(store.fee(subject), until=until)], at=at)
    elif kind == Refund.KIND:
        store.commit([refunds.reschedule(store.refund(subject), until=until)], at=at)
