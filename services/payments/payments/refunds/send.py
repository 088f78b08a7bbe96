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
from payments.domain.ledger import moved
from payments.domain.refund import KEY_LASTS, Refund
from payments.providers.port import ProviderRefused, ProviderUnavailable, Refunded, RefundOrder
from payments.providers.registry import BY_METHOD
from payments.refunds.discrepancies import (
    case_by_hand,
    case_by_rule,
    cases_closed,
    cases_of_failure,
)
from payments.repository import Store
from payments.settlement.overpayment import Back, movement_of, sending_back, set_aside

ASK_AGAIN: Final = timedelta(minutes=30)
"""When a refund that its provider still works on is looked at again, where no notification came."""


class RefundableMoved(PreconditionFailed):
    """The caller saw another refundable amount than there is now."""

    code = "refundable_changed"
    vi = "Số tiền còn có thể hoàn đã thay đổi: hiện là {refundable} đồng. Xin tải lại rồi thử lại."
    en = "The refundable amount has changed: it is {refundable} đồng now. Please reload and try again."


@dataclass(frozen=True, slots=True)
class RefundWish:
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
def ask(store: Store, wish: RefundWish, at: datetime) -> Refund:
    """An official asks for a refund; raises NotFound, RefundableMoved, RefundTooLarge."""
    if known := store.refund_if_any(wish.id):
        return known
    payment = store.payment(wish.payment)
    book = store.book(payment.id)
    surplus, fees = book.refundable("surplus"), book.refundable("fees")
    if wish.seen != surplus + fees:
        raise RefundableMoved(field="refundable_seen", refundable=surplus + fees)
    origin = refunds.origin(wish.amount, surplus=surplus, fees=fees)
    before = book.sent_back
    back = Back(
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
    begun = sending_back(store, back, at, approvals=(wish.by,))
    store.commit([begun, *case_by_hand(begun, at), payments.touched(payment)], at=at)
    return store.refund(wish.id)


@retry_on_conflict
def approve(store: Store, refund_id: str, by: str, at: datetime) -> Refund:
    """One official more agrees; raises NotFound, SameEyes, RefundDecided, RefundableMoved (the money has gone)."""
    refund = store.refund(refund_id)
    payment = store.payment(refund.payment)
    agreed = refunds.approve(refund, by=by)
    refundable = store.book(payment.id).refundable(refund.origin)
    if refundable < refund.amount:
        raise RefundableMoved(field="refund", refundable=refundable)
    store.commit([set_aside(agreed, at), payments.touched(payment)], at=at)
    return store.refund(refund_id)


@retry_on_conflict
def refuse(store: Store, refund_id: str, by: str, why: str, at: datetime) -> Refund:
    """An official says no; raises NotFound, RefundDecided. A surplus stays owed: its case stays open."""
    store.commit([refunds.refuse(store.refund(refund_id), by=by, why=why, at=at)], at=at)
    return store.refund(refund_id)


def by_rule(store: Store, fee: Fee, ground: str, at: datetime) -> list[Change]:
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
        back = Back(new_ulid(at), payment, amount, "fees", ground, "rule", by_rule=True)
        begun = sending_back(store, back, at)
        changes += [begun, *case_by_hand(begun, at), payments.touched(payment)]
    held_back = (
        min(sourced, book.owed("fees")) - amount
    )  # it is disputed at the payer's bank, which may decide for us
    if unsourced or held_back:
        changes.append(
            cases.open_(case_by_rule(f"{fee.id}.{ground}", payment, unsourced + held_back, at))
        )
    return changes


def carry_out(store: Store, refund_id: str, at: datetime) -> None:
    """`send`, by whom a refund was opened: the sweeper repeats what gets no answer."""
    try:
        send(store, refund_id, at)
    except ProviderUnavailable as error:
        log.failure("refund: left for the sweeper", error, refund=refund_id)


def send(store: Store, refund_id: str, at: datetime) -> None:
    """Ask the provider to send an open refund's money, or how it stands; raises ProviderUnavailable."""
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
    except ProviderRefused as error:
        seen = Refunded(
            id=refund.there or "", state="failed", amount=refund.amount, error=error.error
        )
    fault_injection.point("refund.asked")
    record(store, refund.id, seen, at)


@retry_on_conflict
def record(store: Store, refund_id: str, seen: Refunded, at: datetime) -> None:
    """Write down what the provider says of a refund; what the graph no longer allows leads to nothing."""
    changes = outcome(store, store.refund(refund_id), seen, at)
    if changes:
        store.commit(changes, at=at)


def outcome(
    store: Store, refund: Refund, seen: Refunded, at: datetime, *, by: str | None = None
) -> list[Change]:
    """The changes that the provider's word means: the ledger moves with the state, and cases follow it.

    `by` is the provider whose money went, where it is another than that which took it: cash sent back by transfer.
    """
    provider = by or BY_METHOD[refund.method].provider
    if seen.state == "open":
        return (
            [refunds.seen(refund, there=seen.id, until=at + ASK_AGAIN)]
            if refund.state == "open"
            else []
        )
    if seen.state == "succeeded" and refund.allows("succeed"):
        entry = replace(movement_of(refund, "refunded", at), id=seen.id, provider=provider)
        done = refunds.succeed(refund, there=seen.id, at=at)
        log.metric("RefundSucceeded")
        return [
            replace(done, extra_writes=(moved(entry, "refunding", f"at:{provider}").write(),)),
            *cases_closed(store, refund, at),
        ]
    if seen.state == "failed" and refund.allows("fail"):
        source = f"at:{provider}" if refund.state == "succeeded" else "refunding"
        entry = replace(movement_of(refund, "refund_failure", at), id=seen.id or refund.id)
        failed = refunds.fail(refund, error=seen.error or "unknown", there=seen.id or None, at=at)
        log.metric("RefundFailed")
        return [
            replace(failed, extra_writes=(moved(entry, source, refund.origin).write(),)),
            *cases_of_failure(store, refund, at),
        ]
    return []


@retry_on_conflict
def _about_to_ask(store: Store, refund_id: str, at: datetime) -> Refund | None:
    refund = store.refund(refund_id)
    if refund.state != "open" or refund.by_hand:
        return None
    if refund.asked_at is None:
        store.commit([refunds.asking(refund, at)], at=at)
        fault_injection.point("refund.stored")
    return store.refund(refund_id)


def _asked(store: Store, refund: Refund, order: RefundOrder, at: datetime) -> Refunded:
    gateway = store.gateway(refund.method)
    if refund.there or at - (refund.asked_at or at) > KEY_LASTS:
        found = gateway.find_refund(order)
        if found is not None:
            return found
    return gateway.refund(order, refund.key)
