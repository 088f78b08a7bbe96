"""The polling of providers: how open attempts, those in processing, and refunds stand there."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Final

from kit.core.errors import Unavailable
from kit.persistence.repository import retry_on_conflict
from kit.platform import log
from payments.checkout.close import apply_session_status
from payments.domain import payment_attempt as attempts
from payments.domain.payment_attempt import PaymentAttempt
from payments.providers.port import (
    PaymentProviderRefused,
    PaymentProviderUnavailable,
    SessionStatus,
)
from payments.providers.registry import Providers
from payments.refunds.send import send_refund
from payments.repository import PaymentRepository
from payments.schedules.outage import ProviderOutage
from payments.settlement.settle import PaymentAmountDiffers, release_lock

Poll = Callable[[PaymentRepository, Providers, str, datetime], bool]
"""Polls one attempt or refund; answers whether its provider was asked."""
FIRST_POLL_AFTER: Final = timedelta(minutes=5)
"""A younger attempt is left to its payer and to the provider's webhook."""
POLL_AGAIN_AFTER: Final = timedelta(minutes=30)
"""For how long an attempt in processing is left alone, so that each of a long queue has its turn.
"""
AT_MOST: Final = 400
"""Requests of one run: at half a second each, two thirds of the function's five minutes."""


def poll(payments: PaymentRepository, providers: Providers, at: datetime) -> int:
    """Answers how many attempts and refunds were asked about.

    One that gets no answer is logged and does not delay the others. Raises
    PaymentProviderUnavailable at the end of the run.
    """
    polled, outage = 0, ProviderOutage()
    for poll_one, subject in _queue(payments, at):
        if polled == AT_MOST:
            log.warning("poll_limit_reached", next=subject)
            break
        try:
            if _polled(poll_one, payments, providers, subject, at):
                polled += 1
                outage.record_success()
        except PaymentProviderUnavailable as error:
            log.failure("provider_timeout", error, subject=subject)
            outage.record_failure(error)
        if outage.is_open:
            break
    log.metric("Polled", polled)
    outage.raise_last()
    return polled


@retry_on_conflict
def poll_attempt(
    payments: PaymentRepository, providers: Providers, payment_id: str, at: datetime
) -> bool:
    """Ask how an attempt stands and store it; an attempt that is open at its provider stays open.

    Raises PaymentProviderUnavailable, PaymentProviderRefused, PaymentAmountDiffers.
    """
    payment = payments.payment(payment_id)
    gateway = providers.gateway(payment.provider)
    if not gateway.capabilities.query or not _is_pollable(payment, at):
        return False

    try:
        status = gateway.query(payment.session or "")
    except PaymentProviderUnavailable:
        if payment.state == "processing":  # or it would be the first again; an open one has an end
            again = attempts.reschedule(payment, until=at + POLL_AGAIN_AFTER)
            payments.commit([again], at=at)
        raise
    _store(payments, providers, payment, status, at)
    return True


def _is_pollable(payment: PaymentAttempt, at: datetime) -> bool:
    at_provider = payment.state in ("pending", "processing") and payment.session is not None
    return at_provider and at >= payment.since + FIRST_POLL_AFTER


def _store(
    payments: PaymentRepository,
    providers: Providers,
    payment: PaymentAttempt,
    status: SessionStatus,
    at: datetime,
) -> None:
    if payment.state == "pending" or status.state == "paid":
        changes = apply_session_status(payments, providers, payment, status, at, expired=True)
    elif status.state == "expired":
        changes = [attempts.fail(payment, at=at), *release_lock(payments, payment)]
    else:
        changes = [attempts.reschedule(payment, until=at + POLL_AGAIN_AFTER)]
    if changes:
        payments.commit(changes, at=at)


def _poll_refund(
    payments: PaymentRepository, providers: Providers, refund_id: str, at: datetime
) -> bool:
    if payments.refund(refund_id).provider_refund_id is None:
        return False  # never confirmed: the sweeper asks for it, every five minutes
    send_refund(payments, providers, refund_id, at)
    return True


def _polled(
    poll_one: Poll, payments: PaymentRepository, providers: Providers, subject: str, at: datetime
) -> bool:
    try:
        return poll_one(payments, providers, subject, at)
    except PaymentProviderUnavailable:
        raise
    except (PaymentProviderRefused, PaymentAmountDiffers, Unavailable) as error:
        log.failure("poll_failed", error, subject=subject)
        return True


def _queue(payments: PaymentRepository, at: datetime) -> Iterator[tuple[Poll, str]]:
    for attempt in payments.attempts_in_processing(at, limit=AT_MOST):
        yield poll_attempt, attempt
    for refund in payments.refunds_under_way():
        yield _poll_refund, refund
    for attempt in payments.open_attempts(at):
        yield poll_attempt, attempt
