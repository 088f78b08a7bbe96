"""Refunds done: the provider is asked, what it says is written down, and officials agree to what no rule decides."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from kit import faults, log
from kit.aggregates import retrying
from kit.errors import PreconditionFailed
from kit.events import Change
from kit.ids import new_ulid
from payments import case as cases
from payments import payment as payments
from payments import refund as refunds
from payments.case import Case, CaseKind, case_id
from payments.fee import Fee
from payments.gateway.port import ProviderRefused, ProviderUnavailable, Refunded, RefundOrder
from payments.gateway.registry import BY_METHOD
from payments.ledger import Origin, day_of, moved
from payments.payment import Payment
from payments.refund import KEY_LASTS, Refund
from payments.store import Store
from payments.surplus import Back, movement_of, sending_back, set_aside

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


@retrying
def ask(store: Store, wish: RefundWish, at: datetime) -> Refund:
    """An official asks for a refund; raises NotFound, RefundableMoved (also when less is there than is wished)."""
    if known := store.refund_if_any(wish.id):
        return known
    payment = store.payment(wish.payment)
    book = store.book(payment.id)
    origin: Origin = "surplus" if book.refundable("surplus") >= wish.amount else "fees"
    there = book.refundable("surplus") + book.refundable("fees")
    if wish.seen != there or wish.amount > book.refundable(origin):
        raise RefundableMoved(field="refundable_seen", refundable=there)
    back = Back(wish.id, payment, wish.amount, origin, wish.why, wish.by, by_rule=False, case=wish.case)
    begun = sending_back(store, back, at, approvals=(wish.by,))
    store.commit([begun, *_by_hand(begun, at), payments.touched(payment)], at=at)
    return store.refund(wish.id)


@retrying
def approve(store: Store, refund_id: str, by: str, at: datetime) -> Refund:
    """One official more agrees; raises NotFound, SameEyes, RefundDecided, RefundableMoved (the money has gone)."""
    refund = store.refund(refund_id)
    payment = store.payment(refund.payment)
    refundable = store.book(payment.id).refundable(refund.origin)
    if refundable < refund.amount:
        raise RefundableMoved(field="refund", refundable=refundable)
    agreed = set_aside(refunds.approve(refund, by=by), at)
    store.commit([agreed, payments.touched(payment)], at=at)
    return store.refund(refund_id)


@retrying
def refuse(store: Store, refund_id: str, by: str, why: str, at: datetime) -> Refund:
    """An official says no; raises NotFound, RefundDecided. A surplus stays owed: its case stays open."""
    store.commit([refunds.refuse(store.refund(refund_id), by=by, why=why, at=at)], at=at)
    return store.refund(refund_id)


def by_rule(store: Store, fee: Fee, ground: str, at: datetime) -> list[Change]:
    """What goes back of a settled fee because its case ended on `ground`: each line by its own rule.

    A line whose rule has no source is never sent back automatically: it is a case for an official.
    """
    wanted = [line for line in fee.lines if line.refund_when == ground and line.amount]
    sourced = sum(line.amount for line in wanted if line.source)
    unsourced = sum(line.amount for line in wanted if not line.source)
    if fee.state != "settled" or not wanted or fee.payment is None:
        return []
    payment = store.payment(fee.payment)
    changes: list[Change] = []
    amount = min(sourced, store.book(payment.id).refundable("fees"))
    if amount:
        back = Back(new_ulid(at), payment, amount, "fees", ground, "rule", by_rule=True)
        begun = sending_back(store, back, at)
        changes += [begun, *_by_hand(begun, at), payments.touched(payment)]
    if unsourced:
        changes.append(cases.open_(_case("refund_wanted", f"{fee.id}.{ground}", payment, unsourced, at)))
    return changes


def carry_out(store: Store, refund_id: str, at: datetime) -> None:
    """Ask the provider to send an open refund's money, or how it stands; the sweeper repeats what gets no answer."""
    refund = _about_to_ask(store, refund_id, at)
    if refund is None:
        return
    payment = store.payment(refund.payment)
    order = RefundOrder(
        refund=refund.id, payment=payment.id, fee=payment.fee, session=payment.session or "", amount=refund.amount
    )
    try:
        seen = _asked(store, refund, order, at)
    except ProviderUnavailable as error:
        log.failure("refund: left for the sweeper", error, refund=refund.id)
        return
    except ProviderRefused as error:
        seen = Refunded(id=refund.there or "", state="failed", amount=refund.amount, error=error.error)
    faults.point("refund.asked")
    record(store, refund.id, seen, at)


@retrying
def record(store: Store, refund_id: str, seen: Refunded, at: datetime) -> None:
    """Write down what the provider says of a refund; what the graph no longer allows leads to nothing."""
    changes = outcome(store, store.refund(refund_id), seen, at)
    if changes:
        store.commit(changes, at=at)


def outcome(store: Store, refund: Refund, seen: Refunded, at: datetime) -> list[Change]:
    """The changes that the provider's word means: the ledger moves with the state, and cases follow it."""
    if seen.state == "open":
        return [refunds.seen(refund, there=seen.id, until=at + ASK_AGAIN)] if refund.state == "open" else []
    if seen.state == "succeeded" and refund.allows("succeed"):
        provider = BY_METHOD[refund.method].provider
        entry = replace(movement_of(refund, "refunded", at), id=seen.id)
        done = refunds.succeed(refund, there=seen.id, at=at)
        log.metric("RefundSucceeded")
        return [replace(done, also=(moved(entry, "refunding", f"at:{provider}").write(),)), *_closed(store, refund, at)]
    if seen.state == "failed" and refund.allows("fail"):
        source = f"at:{BY_METHOD[refund.method].provider}" if refund.state == "succeeded" else "refunding"
        entry = replace(movement_of(refund, "refund_failure", at), id=seen.id or refund.id)
        failed = refunds.fail(refund, error=seen.error or "unknown", there=seen.id or None, at=at)
        log.metric("RefundFailed")
        return [replace(failed, also=(moved(entry, source, refund.origin).write(),)), *_failed(store, refund, at)]
    return []


def _about_to_ask(store: Store, refund_id: str, at: datetime) -> Refund | None:
    refund = store.refund(refund_id)
    if refund.state != "open" or refund.by_hand:
        return None
    if refund.asked_at is None:
        store.commit([refunds.asking(refund, at)], at=at)
        faults.point("refund.stored")
    return store.refund(refund_id)


def _asked(store: Store, refund: Refund, order: RefundOrder, at: datetime) -> Refunded:
    gateway = store.gateway(refund.method)
    if refund.there or at - (refund.asked_at or at) > KEY_LASTS:
        found = gateway.find_refund(order)
        if found is not None:
            return found
    return gateway.refund(order, refund.key)


def _by_hand(begun: Change, at: datetime) -> list[Change]:
    refund = begun.state
    if not isinstance(refund, Refund) or not refund.by_hand:
        return []
    return [cases.open_(_of_refund("refund_wanted", refund, at))]


def _closed(store: Store, refund: Refund, at: datetime) -> list[Change]:
    """The cases that only waited for this money to go back, and those of the refunds that failed before it."""
    ids = [case_id("refund_wanted", refund.id), *_answered(store, refund)]
    found = [store.case_if_any(case) for case in dict.fromkeys(ids)]
    return [cases.resolve(c, by="system", reason="refunded", at=at) for c in found if c and c.state != "resolved"]


def _answered(store: Store, refund: Refund) -> list[str]:
    """The case that the refund answers; where that says that an earlier refund failed, that one's case as well."""
    ids: list[str] = []
    answered = store.case_if_any(refund.case) if refund.case else None
    while answered is not None and answered.id not in ids:
        ids.append(answered.id)
        earlier = store.refund_if_any(answered.refund) if answered.refund else None
        answered = store.case_if_any(earlier.case) if earlier and earlier.case else None
    return ids


def _failed(store: Store, refund: Refund, at: datetime) -> list[Change]:
    """The case that the money belonged to opens again, and one says that it did not go back."""
    changes = [cases.open_(_of_refund("refund_failed", refund, at))]
    first = store.case_if_any(refund.case) if refund.case else None
    return [*changes, cases.reopen(first)] if first and first.state != "open" else changes


def _of_refund(kind: CaseKind, refund: Refund, at: datetime) -> Case:
    return Case(
        id=case_id(kind, refund.id),
        dossier=refund.dossier,
        vault=refund.vault,
        kind=kind,
        provider=BY_METHOD[refund.method].provider,
        day=cases.day_text(day_of(at)),
        since=at,
        amount=refund.amount,
        payment=refund.payment,
        fee=refund.fee,
        refund=refund.id,
    )


def _case(kind: CaseKind, about: str, payment: Payment, amount: int, at: datetime) -> Case:
    return Case(
        id=case_id(kind, about),
        dossier=payment.dossier,
        vault=payment.vault,
        kind=kind,
        provider=BY_METHOD[payment.method].provider,
        day=cases.day_text(day_of(at)),
        since=at,
        amount=amount,
        payment=payment.id,
        fee=payment.fee,
    )
