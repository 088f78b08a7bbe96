"""The dispatch of provider events: once, by their report, to the one function that applies it."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

from kit.core.events import Envelope
from kit.persistence.repository import Duplicate
from kit.platform import fault_injection, log
from payments.domain import provider_event as provider_events
from payments.domain.provider_event import ProviderEvent
from payments.domain.provider_report import (
    BankTransactionReceived,
    BankTransactionSent,
    DisputeClosed,
    DisputeOpened,
    FundsReinstated,
    FundsWithdrawn,
    PaymentDeclined,
    PaymentExpired,
    PaymentFailed,
    PaymentPending,
    PaymentSucceeded,
    RefundUpdated,
)
from payments.provider_events.applied import Applied
from payments.provider_events.bank_transactions import apply_bank_transaction
from payments.provider_events.disputes import apply_dispute_event
from payments.provider_events.payment_events import apply_payment_event
from payments.provider_events.refund_events import apply_refund_event
from payments.provider_events.superseded import close_superseded
from payments.providers.registry import Providers
from payments.repository import PaymentRepository

Apply = Callable[[PaymentRepository, Providers, ProviderEvent, Any, datetime], Applied]
APPLY: Final[Mapping[type, Apply]] = {
    PaymentSucceeded: apply_payment_event,
    PaymentPending: apply_payment_event,
    PaymentDeclined: apply_payment_event,
    PaymentFailed: apply_payment_event,
    PaymentExpired: apply_payment_event,
    RefundUpdated: apply_refund_event,
    DisputeOpened: apply_dispute_event,
    FundsWithdrawn: apply_dispute_event,
    FundsReinstated: apply_dispute_event,
    DisputeClosed: apply_dispute_event,
    BankTransactionReceived: apply_bank_transaction,
    BankTransactionSent: apply_bank_transaction,
}
NOT_APPLIED: Final = Applied("ignored: unknown kind")


def apply_provider_event(
    payments: PaymentRepository, providers: Providers, message: Envelope, at: datetime
) -> None:
    """Apply a stored event at most once, in any order; the result is recorded with it.

    Raises Conflict, and OutOfOrder for a dispute about money that is not known yet.
    """
    event = payments.provider_event(message.subject)
    fault_injection.point("settle.loaded")

    applied = NOT_APPLIED
    if event.report is not None:
        apply = APPLY[type(event.report)]
        applied = apply(payments, providers, event, event.report, at)

    try:
        changes = [*applied.changes, provider_events.processed(event, applied.result)]
        payments.commit(changes, at=at, cause=message)
        log.info("provider_event_applied", provider_event=event.id, result=applied.result)
        if applied.result == "pay":
            log.metric("PaymentPaid")
        fault_injection.point("settle.committed")
    except Duplicate:
        log.info("provider_event_repeated", event=message.id)
    if applied.fee is not None:
        close_superseded(payments, providers, applied.fee, at)
