"""The request of a refund: by an official, or by the rule of a fee's line when its case ends."""

from dataclasses import dataclass
from datetime import datetime

from kit.core.errors import PreconditionFailed
from kit.core.events import Change
from kit.core.ids import new_ulid
from kit.persistence.repository import retry_on_conflict
from payments.domain import payment_attempt
from payments.domain import refund as refunds
from payments.domain.attempt_money import money_of_attempt
from payments.domain.discrepancy import open_discrepancy
from payments.domain.fee import Fee
from payments.domain.refund import Refund
from payments.providers.registry import Providers
from payments.refunds.discrepancies import discrepancy_of_manual_refund
from payments.repository import PaymentRepository
from payments.settlement.overpayment import RefundDraft, begin_refund


class RefundableChanged(PreconditionFailed):
    """The official saw another refundable amount than there is now."""

    code = "refundable_changed"
    vi = (
        "Số tiền còn có thể hoàn đã thay đổi: hiện là {refundable:dong}. Vui lòng tải lại rồi "
        "thử lại."
    )
    en = (
        "The refundable amount has changed: it is now {refundable:dong}. Please reload and try "
        "again."
    )


@dataclass(frozen=True, slots=True)
class RequestRefund:
    """An official (`by`) sends `amount` đồng of `payment` back. `id` is the same over repeats.

    `refundable_seen` is the refundable amount that the official saw. `discrepancy` is answered by
    the refund.
    """

    id: str
    payment: str
    amount: int
    why: str
    by: str
    refundable_seen: int
    discrepancy: str | None = None


@retry_on_conflict
def request_refund(
    payments: PaymentRepository, providers: Providers, command: RequestRefund, at: datetime
) -> Refund:
    """Raises NotFound, RefundableChanged, RefundTooLarge."""
    if existing := payments.refund_if_any(command.id):
        return existing
    attempt = payments.payment(command.payment)
    book = payments.book(attempt.id)
    overpaid, fees = book.refundable("overpayments"), book.refundable("fees")
    if command.refundable_seen != overpaid + fees:
        raise RefundableChanged(field="refundable_seen", refundable=overpaid + fees)

    draft = RefundDraft(
        id=command.id,
        attempt=attempt,
        amount=command.amount,
        origin=refunds.origin_of(command.amount, overpaid=overpaid, fees=fees),
        why=command.why,
        by=command.by,
        by_rule=False,
        discrepancy=command.discrepancy,
        before=book.sent_back,
        approvals=(command.by,),
    )
    changes = _begun(payments, providers, draft, at)

    payments.commit(changes, at=at)
    return payments.refund(command.id)


def refunds_by_rule(
    payments: PaymentRepository, providers: Providers, fee: Fee, ground: str, at: datetime
) -> list[Change]:
    """What goes back of a settled fee because its case ended on `ground`: each line by its rule.

    A line whose rule has no source is never sent back automatically, and neither is money that the
    payer's bank holds back in a dispute: an official decides about them.
    """
    lines = [line for line in fee.lines if line.refund_when == ground and line.amount]
    if fee.state != "settled" or not lines or fee.payment is None:
        return []
    sourced = sum(line.amount for line in lines if line.source)
    unsourced = sum(line.amount for line in lines if not line.source)
    attempt = payments.payment(fee.payment)
    book = payments.book(attempt.id)

    changes: list[Change] = []
    amount = min(sourced, book.refundable("fees"))
    if amount:
        draft = RefundDraft(new_ulid(at), attempt, amount, "fees", ground, "rule", by_rule=True)
        changes += _begun(payments, providers, draft, at)
    in_dispute = min(sourced, book.owed("fees")) - amount
    if unsourced or in_dispute:
        money = money_of_attempt(attempt, unsourced + in_dispute)
        changes.append(open_discrepancy("refund_wanted", f"{fee.id}.{ground}", money, at))
    return changes


def _begun(
    payments: PaymentRepository, providers: Providers, draft: RefundDraft, at: datetime
) -> list[Change]:
    begun = begin_refund(payments, providers, draft, at)
    return [
        begun,
        *discrepancy_of_manual_refund(begun, at),
        payment_attempt.bump_version(draft.attempt),
    ]
