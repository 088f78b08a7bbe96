"""The approval of a refund, or its refusal, by officials other than the one who requested it."""

from dataclasses import dataclass
from datetime import datetime

from kit.persistence.repository import retry_on_conflict
from payments.domain import payment_attempt
from payments.domain import refund as refunds
from payments.domain.refund import Refund
from payments.refunds.request import RefundableChanged
from payments.repository import PaymentRepository
from payments.settlement.overpayment import set_aside


@dataclass(frozen=True, slots=True)
class ApproveRefund:
    """An official (`by`) approves a refund."""

    refund: str
    by: str


@dataclass(frozen=True, slots=True)
class RefuseRefund:
    """An official (`by`) refuses a refund; the reason `why` names no person."""

    refund: str
    by: str
    why: str


@retry_on_conflict
def approve_refund(payments: PaymentRepository, command: ApproveRefund, at: datetime) -> Refund:
    """Raises NotFound, SecondApproverRequired, RefundDecided, RefundableChanged."""
    refund = payments.refund(command.refund)
    attempt = payments.payment(refund.payment)

    approved = refunds.approve(refund, by=command.by)
    refundable = payments.book(attempt.id).refundable(refund.origin)
    if refundable < refund.amount:
        raise RefundableChanged(field="refund", refundable=refundable)

    changes = [set_aside(approved, at), payment_attempt.bump_version(attempt)]
    payments.commit(changes, at=at)
    return payments.refund(command.refund)


@retry_on_conflict
def refuse_refund(payments: PaymentRepository, command: RefuseRefund, at: datetime) -> Refund:
    """An overpayment stays owed: its discrepancy stays open. Raises NotFound, RefundDecided."""
    refund = payments.refund(command.refund)

    refused = refunds.refuse(refund, by=command.by, why=command.why, at=at)

    payments.commit([refused], at=at)
    return payments.refund(command.refund)
