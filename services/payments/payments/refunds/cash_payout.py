"""Cash that goes back over the desk: an official confirms it, once enough others have agreed."""

from datetime import datetime

from kit.core.errors import Conflicting
from kit.persistence.repository import retry_on_conflict
from payments.domain.provider_report import RefundStatus
from payments.domain.refund import Refund, SecondApproverRequired
from payments.refunds.send import apply_refund_status
from payments.repository import Store


class RefundNotApproved(Conflicting):
    """Not enough officials have agreed yet."""

    code = "refund_not_approved"
    vi = "Khoản hoàn này chưa được phê duyệt đủ."
    en = "This refund has not been approved yet."


class RefundNotInCash(Conflicting):
    """The money came another way, and goes back that way."""

    code = "refund_not_in_cash"
    vi = "Khoản hoàn này không trả bằng tiền mặt."
    en = "This refund is not paid out in cash."


@retry_on_conflict
def pay_out(store: Store, refund_id: str, request: str, by: str, at: datetime) -> Refund:
    """The payer has the cash; `request` is the same over repeats, so that another cashier is told that it is done.

    Raises NotFound, RefundNotInCash, RefundNotApproved, RefundDecided, SecondApproverRequired (who agreed to it does not pay it out).
    """
    refund, there = store.refund(refund_id), f"desk:{request}"
    if refund.provider_refund_id == there:
        return refund
    if refund.method != "cash":
        raise RefundNotInCash(field="refund")
    if refund.state == "asked":
        raise RefundNotApproved(field="refund")
    refund.after("succeed")
    if by in refund.approvals:
        raise SecondApproverRequired(field="refund")
    seen = RefundStatus(id=there, state="succeeded", amount=refund.amount)
    store.commit(apply_refund_status(store, refund, seen, at), at=at)
    return store.refund(refund_id)
