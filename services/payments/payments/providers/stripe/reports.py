"""The meaning of Stripe's events: type and object in, a report of the domain out."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict

from payments.domain.provider_report import (
    DisputeClosed,
    DisputeOpened,
    FundsReinstated,
    FundsWithdrawn,
    PaymentDeclined,
    PaymentExpired,
    PaymentFailed,
    PaymentPending,
    PaymentReport,
    PaymentSucceeded,
    ProviderReport,
    RefundStatus,
    RefundUpdated,
)

REFUND_STATES: Final[Mapping[str, Literal["succeeded", "failed"]]] = {
    "succeeded": "succeeded",
    "failed": "failed",
    "canceled": "failed",
}
"""Refund.status -> ours; `pending` and `requires_action` are open."""
DISPUTE_OUTCOMES: Final[Mapping[str, Literal["lost", "dropped"]]] = {
    "lost": "lost",
    "warning_closed": "dropped",
    "prevented": "dropped",
}
"""Dispute.status of a closed dispute; any other is won. Of a won one the funds come back apart."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class _Evidence(_Part):
    due_by: int | None = None


class EventObject(_Part):
    """The fields that we read of a session, payment intent, refund or dispute."""

    id: str = ""
    metadata: dict[str, str] | None = None
    client_reference_id: str | None = None
    payment_status: str | None = None
    status: str | None = None
    amount_total: int | None = None
    amount: int | None = None
    currency: str | None = None
    payment_intent: str | None = None
    failure_reason: str | None = None
    evidence_details: _Evidence = _Evidence()

    @property
    def payment(self) -> str | None:
        """Our id of the attempt, as we gave it when we opened the session."""
        return (self.metadata or {}).get("payment") or self.client_reference_id


def report_of(event_type: str, about: EventObject) -> ProviderReport | None:
    """None for an event that changes nothing here."""
    return READERS[event_type](about)


def refund_status(
    id: str, status: str | None, amount: int, failure_reason: str | None
) -> RefundStatus:
    """A refund's status in our words; the error of a cancelled one is its status."""
    state = REFUND_STATES.get(status or "", "open")
    error = (failure_reason or status) if state == "failed" else None
    return RefundStatus(id=id, state=state, amount=amount, error=error)


def _completed(session: EventObject) -> PaymentReport | None:
    if session.payment_status == "unpaid":
        return PaymentPending(payment=session.payment, session=session.id)
    return _succeeded(session)


def _succeeded(session: EventObject) -> PaymentReport | None:
    if session.payment_status != "paid":
        return None
    return PaymentSucceeded(
        payment=session.payment,
        session=session.id,
        charge=session.payment_intent or session.id,
        amount=session.amount_total or 0,
        currency=session.currency or "",
    )


def _failed(session: EventObject) -> PaymentReport | None:
    if session.payment_status != "unpaid":
        return None
    return PaymentFailed(payment=session.payment, session=session.id)


def _expired(session: EventObject) -> PaymentReport | None:
    if session.payment_status != "unpaid":
        return None
    return PaymentExpired(payment=session.payment, session=session.id)


def _declined(intent: EventObject) -> PaymentReport:
    return PaymentDeclined(payment=intent.payment)


def _refund(refund: EventObject) -> RefundUpdated:
    status = refund_status(refund.id, refund.status, refund.amount or 0, refund.failure_reason)
    return RefundUpdated(refund=(refund.metadata or {}).get("refund"), status=status)


def _dispute_opened(dispute: EventObject) -> DisputeOpened:
    due = dispute.evidence_details.due_by
    evidence_due = datetime.fromtimestamp(due, UTC) if due else None
    return DisputeOpened(**_about(dispute), evidence_due=evidence_due)


def _dispute_closed(dispute: EventObject) -> DisputeClosed:
    outcome = DISPUTE_OUTCOMES.get(dispute.status or "", "won")
    return DisputeClosed(**_about(dispute), outcome=outcome)


def _about(dispute: EventObject) -> dict[str, Any]:
    return {
        "dispute": dispute.id,
        "charge": dispute.payment_intent,
        "payment": dispute.payment,
        "amount": dispute.amount or 0,
        "currency": dispute.currency or "",
    }


READERS: Final[Mapping[str, Callable[[EventObject], ProviderReport | None]]] = {
    "checkout.session.completed": _completed,
    "checkout.session.async_payment_succeeded": _succeeded,
    "checkout.session.async_payment_failed": _failed,
    "checkout.session.expired": _expired,
    "payment_intent.payment_failed": _declined,
    "refund.created": _refund,
    "refund.updated": _refund,
    "refund.failed": _refund,
    "charge.refund.updated": _refund,
    "charge.dispute.created": _dispute_opened,
    "charge.dispute.closed": _dispute_closed,
    "charge.dispute.funds_withdrawn": lambda dispute: FundsWithdrawn(**_about(dispute)),
    "charge.dispute.funds_reinstated": lambda dispute: FundsReinstated(**_about(dispute)),
}
TYPES_READ: Final[tuple[str, ...]] = tuple(sorted(READERS))
"""The event types that the endpoint at Stripe must be told to send."""
