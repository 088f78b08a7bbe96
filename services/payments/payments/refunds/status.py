"""The status of a refund at its provider: what it means for refund, ledger and discrepancies."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from kit.core.events import Change
from kit.persistence.repository import retry_on_conflict
from kit.platform import log
from payments.domain import refund as refunds
from payments.domain.ledger import movement_entry
from payments.domain.provider_report import RefundStatus
from payments.domain.refund import Refund
from payments.refunds.discrepancies import discrepancies_of_failure, resolve_refunded
from payments.repository import PaymentRepository, entry_write
from payments.settlement.overpayment import refund_movement

CHECK_AGAIN: Final = timedelta(minutes=30)
"""When a refund that its provider still works on is looked at again, where no report came."""


@retry_on_conflict
def record_refund_status(
    payments: PaymentRepository, refund_id: str, status: RefundStatus, at: datetime
) -> None:
    """Store a status; what the graph no longer allows leads to nothing."""
    changes = apply_refund_status(payments, payments.refund(refund_id), status, at)
    if changes:
        payments.commit(changes, at=at)


def apply_refund_status(
    payments: PaymentRepository,
    refund: Refund,
    status: RefundStatus,
    at: datetime,
    *,
    sent_by: str | None = None,
) -> list[Change]:
    """The changes that a status means; none where the graph does not allow them.

    `sent_by` is the provider whose money went, where another one took it: cash that goes back by
    transfer.
    """
    provider = sent_by or refund.provider
    if status.state == "open" and refund.state == "open":
        return [refunds.acknowledge(refund, provider_refund_id=status.id, until=at + CHECK_AGAIN)]
    if status.state == "succeeded" and refund.allows("succeed"):
        return _succeeded(payments, refund, status, provider, at)
    if status.state == "failed" and refund.allows("fail"):
        return _failed(payments, refund, status, provider, at)
    return []


def _succeeded(
    payments: PaymentRepository,
    refund: Refund,
    status: RefundStatus,
    provider: str,
    at: datetime,
) -> list[Change]:
    movement = replace(refund_movement(refund, "refunded", at), id=status.id, provider=provider)
    entry = movement_entry(movement, "refunding", f"at:{provider}")
    succeeded = refunds.succeed(refund, provider_refund_id=status.id, at=at)
    log.metric("RefundSucceeded")
    return [
        succeeded._replace(extra_writes=(entry_write(entry),)),
        *resolve_refunded(payments, refund, at),
    ]


def _failed(
    payments: PaymentRepository,
    refund: Refund,
    status: RefundStatus,
    provider: str,
    at: datetime,
) -> list[Change]:
    source = f"at:{provider}" if refund.state == "succeeded" else "refunding"
    movement = replace(refund_movement(refund, "refund_failure", at), id=status.id or refund.id)
    entry = movement_entry(movement, source, refund.origin)
    failed = refunds.fail(
        refund, error=status.error or "unknown", provider_refund_id=status.id or None, at=at
    )
    log.metric("RefundFailed")
    return [
        failed._replace(extra_writes=(entry_write(entry),)),
        *discrepancies_of_failure(payments, refund, at),
    ]
