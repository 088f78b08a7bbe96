"""The sending of a refund: its provider is asked, and the answer is recorded."""

from datetime import datetime

from kit.persistence.repository import retry_on_conflict
from kit.platform import fault_injection, log
from payments.domain import refund as refunds
from payments.domain.provider_report import RefundStatus
from payments.domain.refund import KEY_LIFETIME, Refund
from payments.providers.port import (
    PaymentProviderRefused,
    PaymentProviderUnavailable,
    RefundOrder,
)
from payments.providers.registry import Providers
from payments.refunds.status import record_refund_status
from payments.repository import PaymentRepository


def send_once(
    payments: PaymentRepository, providers: Providers, refund_id: str, at: datetime
) -> None:
    """Send a refund that has just been opened; without an answer the sweeper sends it again."""
    try:
        send_refund(payments, providers, refund_id, at)
    except PaymentProviderUnavailable as error:
        log.failure("refund_not_answered", error, refund=refund_id)


def send_refund(
    payments: PaymentRepository, providers: Providers, refund_id: str, at: datetime
) -> None:
    """Ask the provider to send an open refund, or how it stands.

    Raises PaymentProviderUnavailable.
    """
    refund = _prepared(payments, refund_id, at)
    if refund is None:
        return
    try:
        status = _status(providers, refund, _order(payments, refund), at)
    except PaymentProviderRefused as error:
        status = RefundStatus(
            id=refund.provider_refund_id or "",
            state="failed",
            amount=refund.amount,
            error=error.error,
        )
    fault_injection.point("refund.asked")
    record_refund_status(payments, refund.id, status, at)


@retry_on_conflict
def _prepared(payments: PaymentRepository, refund_id: str, at: datetime) -> Refund | None:
    """The refund, its first request stored before it is made; None where no machine sends it."""
    refund = payments.refund(refund_id)
    if refund.state != "open" or refund.manual:
        return None
    if refund.requested_at is None:
        payments.commit([refunds.record_request(refund, at)], at=at)
        fault_injection.point("refund.stored")
    return payments.refund(refund_id)


def _order(payments: PaymentRepository, refund: Refund) -> RefundOrder:
    attempt = payments.payment(refund.payment)
    return RefundOrder(
        refund=refund.id,
        payment=attempt.id,
        fee=attempt.fee,
        session=attempt.session or "",
        amount=refund.amount,
    )


def _status(providers: Providers, refund: Refund, order: RefundOrder, at: datetime) -> RefundStatus:
    """A refund that is known there, or whose key may be forgotten, is looked up first."""
    gateway = providers.gateway(refund.provider)
    if refund.provider_refund_id or at - (refund.requested_at or at) > KEY_LIFETIME:
        existing = gateway.find_refund(order)
        if existing is not None:
            return existing
    return gateway.refund(order, refund.key)
