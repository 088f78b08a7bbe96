"""The payout of a refund in cash: a cashier confirms it, once enough officials have approved."""

from dataclasses import dataclass
from datetime import datetime

from kit.core.errors import Conflicting
from kit.persistence.repository import retry_on_conflict
from payments.domain.cash_shift import CashMovement, record_movement
from payments.domain.provider_report import RefundStatus
from payments.domain.refund import Refund, SecondApproverRequired
from payments.refunds.status import apply_refund_status
from payments.repository import PaymentRepository


class RefundNotApproved(Conflicting):
    """Not enough officials have approved it yet."""

    code = "refund_not_approved"
    vi = "Khoản hoàn này chưa được phê duyệt đủ."
    en = "This refund has not been approved yet."


class RefundNotInCash(Conflicting):
    """The money came another way, and goes back that way."""

    code = "refund_not_in_cash"
    vi = "Khoản hoàn này không trả bằng tiền mặt."
    en = "This refund is not paid out in cash."


@dataclass(frozen=True, slots=True)
class PayOutRefund:
    """A cashier (`by`) gave the payer the cash; `request` is the same over repeats."""

    refund: str
    request: str
    by: str


@retry_on_conflict
def pay_out(payments: PaymentRepository, command: PayOutRefund, at: datetime) -> Refund:
    """The same request again changes nothing; another cashier's raises RefundDecided.

    Raises NotFound, RefundNotInCash, RefundNotApproved, and SecondApproverRequired: who approved it
    does not pay it out.
    """
    refund, payout = payments.refund(command.refund), f"desk:{command.request}"
    if refund.provider_refund_id == payout:
        return refund
    if refund.method != "cash":
        raise RefundNotInCash(field="refund")
    if refund.state == "requested":
        raise RefundNotApproved(field="refund")
    refund.after("succeed")
    if command.by in refund.approvals:
        raise SecondApproverRequired(field="refund")

    status = RefundStatus(id=payout, state="succeeded", amount=refund.amount)
    paid = refund.evolve(paid_out_by=command.by)
    movement = CashMovement(
        kind="paid_out", about=refund.id, dossier=refund.dossier, amount=refund.amount, at=at
    )
    changes = [
        *apply_refund_status(payments, paid, status, at),
        record_movement(payments.shift_of(command.by), movement),
    ]

    payments.commit(changes, at=at)
    return payments.refund(command.refund)
