"""Refunds done: the provider is asked, what it says is written down, and officials agree to what no rule decides."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from kit.core.errors import PreconditionFailed
from kit.core.events import Change
from kit.core.ids import new_ulid
from kit.persistence.repository import retry_on_conflict
from kit.platform import fault_injection, log
from payments.domain import discrepancy as cases
from payments.domain import payment_attempt as payments
from payments.domain import refund as refunds
from payments.domain.fee import Fee
from payments.domain.ledger import movement_entry
from payments.domain.provider_report import RefundStatus
from payments.domain.refund import KEY_LIFETIME, Refund
from payments.providers.port import PaymentProviderRefused, PaymentProviderUnavailable, RefundOrder
from payments.providers.registry import BY_METHOD
from payments.refunds.discrepancies import (
    discrepancies_of_failure,
    discrepancy_by_rule,
    discrepancy_of_manual_refund,
    resolve_answered,
)
from payments.repository import Store
from payments.settlement.overpayment import RefundDraft, begin_refund, movement_of, set_aside

ASK_AGAIN: Final = timedelta(minutes=30)
"""When a refund that its provider still works on is looked at again, where no notification came."""


class RefundableChanged(PreconditionFailed):
    """The caller saw another refundable amount than there is now."""

    code = "refundable_changed"
    vi = "Số tiền còn có thể hoàn đã thay đổi: hiện là {refundable} đồng. Xin tải lại rồi thử lại."
    en = "The refundable amount has changed: it is {refundable} đồng now. Please reload and try again."


@dataclass(frozen=True, slots=True)
class RequestRefund:
    """An official's wish to send `amount` đồng of a payment back. `id` is stable over repeats.

    `seen` is the refundable amount that the official saw: another one now refuses the wish. `case` is what it answers.
    """

    id: str
    payment: str
    amount: int
    why: str
    by: str
    seen: int
    case: str | None = None


@retry_on_conflict
def request_refund(store: Store, wish: RequestRefund, at: datetime) -> Refund:
    """An official asks for a refund; raises NotFound, RefundableChanged, RefundTooLarge."""
    if known := store.refund_if_any(wish.id):
        return known
    payment = store.payment(wish.payment)
    book = store.book(payment.id)
    surplus, fees = book.refundable("surplus"), book.refundable("fees")
    if wish.seen != surplus + fees:
        raise RefundableChanged(field="refundable_seen", refundable=surplus + fees)
    origin = refunds.origin(wish.amount, surplus=surplus, fees=fees)
    before = book.sent_back
    back = RefundDraft(
        wish.id,
        payment,
        wish.amount,
        origin,
        wish.why,
        wish.by,
        by_rule=False,
        case=wish.case,
        before=before,
    )
    begun = begin_refund(store, back, at, approvals=(wish.by,))
    store.commit(
        [begun, *discrepancy_of_manual_refund(begun, at), payments.bump_version(payment)], at=at
    )
    return store.refund(wish.id)


@retry_on_conflict
def approve(store: Store, refund_id: str, by: str, at: datetime) -> Refund:
    """One official more agrees; raises NotFound, SecondApproverRequired, RefundDecided, RefundableChanged (the money has gone)."""
    refund = store.refund(refund_id)
    payment = store.payment(refund.payment)
    agreed = refunds.approve(refund, by=by)
    refundable = store.book(payment.id).refundable(refund.origin)
    if refundable < refund.amount:
        raise RefundableChanged(field="refund", refundable=refundable)
    store.commit([set_aside(agreed, at), payments.bump_version(payment)], at=at)
    return store.refund(refund_id)


@retry_on_conflict
def refuse(store: Store, refund_id: str, by: str, why: str, at: datetime) -> Refund:
    """An official says no; raises NotFound, RefundDecided. A surplus stays owed: its case stays open."""
    store.commit([refunds.refuse(store.refund(refund_id), by=by, why=why, at=at)], at=at)
    return store.refund(refund_id)


def refunds_by_rule(store: Store, fee: Fee, ground: str, at: datetime) -> list[Change]:
    """What goes back of a settled fee because its case ended on `ground`: each line by its own rule.

    A line whose rule has no source is never sent back automatically, and nothing is that the payer's bank holds back
    in a dispute: that is a case for an official.
    """
    wanted = [line for line in fee.lines if line.refund_when == ground and line.amount]
    sourced = sum(line.amount for line in wanted if line.source)
    unsourced = sum(line.amount for line in wanted if not line.source)
    if fee.state != "settled" or not wanted or fee.payment is None:
        return []
    payment = store.payment(fee.payment)
    book = store.book(payment.id)
    changes: list[Change] = []
    amount = min(sourced, book.refundable("fees"))
    if amount:
        back = RefundDraft(new_ulid(at), payment, amount, "fees", ground, "rule", by_rule=True)
        begun = begin_refund(store, back, at)
        changes += [begun, *discrepancy_of_manual_refund(begun, at), payments.bump_version(payment)]
    held_back = (
        min(sourced, book.owed("fees")) - amount
    )  # it is disputed at the payer's bank, which may decide for us
    if unsourced or held_back:
        changes.append(
            cases.open_(
                discrepancy_by_rule(f"{fee.id}.{ground}", payment, unsourced + held_back, at)
            )
        )
    return changes


def carry_out(store: Store, refund_id: str, at: datetime) -> None:
    """`send`, by whom a refund was opened: the sweeper repeats what gets no answer."""
    try:
        send(store, refund_id, at)
    except PaymentProviderUnavailable as error:
        log.failure("refund: left for the sweeper", error, refund=refund_id)


def send(store: Store, refund_id: str, at: datetime) -> None:
    """Ask the provider to send an open refund's money, or how it stands; raises PaymentProviderUnavailable."""
    refund = _about_to_ask(store, refund_id, at)
    if refund is None:
        return
    payment = store.payment(refund.payment)
    order = RefundOrder(
        refund=refund.id,
        payment=payment.id,
        fee=payment.fee,
        session=payment.session or "",
        amount=refund.amount,
    )
    try:
        seen = _asked(store, refund, order, at)
    except PaymentProviderRefused as error:
        seen = RefundStatus(
            id=refund.provider_refund_id or "",
            state="failed",
            amount=refund.amount,
            error=error.error,
        )
    fault_injection.point("refund.asked")
    record_refund_status(store, refund.id, seen, at)


@retry_on_conflict
def record_refund_status(store: Store, refund_id: str, seen: RefundStatus, at: datetime) -> None:
    """Write down what the provider says of a refund; what the graph no longer allows leads to nothing."""
    changes = apply_refund_status(store, store.refund(refund_id), seen, at)
    if changes:
        store.commit(changes, at=at)


def apply_refund_status(
    store: Store, refund: Refund, seen: RefundStatus, at: datetime, *, by: str | None = None
) -> list[Change]:
    """The changes that the provider's word means: the ledger moves with the state, and cases follow it.

    `by` is the provider whose money went, where it is another than that which took it: cash sent back by transfer.
    """
    provider = by or BY_METHOD[refund.method].provider
    if seen.state == "open":
        return (
            [refunds.acknowledge(refund, provider_refund_id=seen.id, until=at + ASK_AGAIN)]
            if refund.state == "open"
            else []
        )
    if seen.state == "succeeded" and refund.allows("succeed"):
        entry = replace(movement_of(refund, "refunded", at), id=seen.id, provider=provider)
        done = refunds.succeed(refund, provider_refund_id=seen.id, at=at)
        log.metric("RefundSucceeded")
        return [
            replace(
                done, extra_writes=(movement_entry(entry, "refunding", f"at:{provider}").write(),)
            ),
            *resolve_answered(store, refund, at),
        ]
    if seen.state == "failed" and refund.allows("fail"):
        source = f"at:{provider}" if refund.state == "succeeded" else "refunding"
        entry = replace(movement_of(refund, "refund_failure", at), id=seen.id or refund.id)
        failed = refunds.fail(
            refund, error=seen.error or "unknown", provider_refund_id=seen.id or None, at=at
        )
        log.metric("RefundFailed")
        return [
            replace(failed, extra_writes=(movement_entry(entry, source, refund.origin).write(),)),
            *discrepancies_of_failure(store, refund, at),
        ]
    return []


@retry_on_conflict
def _about_to_ask(store: Store, refund_id: str, at: datetime) -> Refund | None:
    refund = store.refund(refund_id)
    if refund.state != "open" or refund.manual:
        return None
    if refund.requested_at is None:
        store.commit([refunds.record_request(refund, at)], at=at)
        fault_injection.point("refund.stored")
    return store.refund(refund_id)


def _asked(store: Store, refund: Refund, order: RefundOrder, at: datetime) -> RefundStatus:
    gateway = store.gateway(refund.method)
    if refund.provider_refund_id or at - (refund.requested_at or at) > KEY_LIFETIME:
        found = gateway.find_refund(order)
        if found is not None:
            return found
    return gateway.refund(order, refund.key)
