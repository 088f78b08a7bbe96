"""How officials end a case of money: give it to a fee, match it with what went back, explain it, or sign for it."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from kit.core.errors import Conflicting
from kit.core.events import Change
from kit.persistence.repository import retry_on_conflict
from kit.platform import log
from payments.backoffice.cash import Taken, by_official, free_to_decide
from payments.domain import discrepancy as cases
from payments.domain.discrepancy import Discrepancy, DiscrepancyKind
from payments.domain.ledger import ALLOCATED, Book, Money, Movement, movement_entry
from payments.repository import Store
from payments.settlement.settle import CURRENCY, settle_payment

UNMATCHED: Final[frozenset[DiscrepancyKind]] = frozenset({"unmatched_transfer", "underpaid"})
"""Money that came by a bank line and belongs to no fee yet."""
EXPLAINED: Final[frozenset[DiscrepancyKind]] = frozenset(
    {"missing_here", "missing_there", "amount_differs", "dispute", "statement_missing"}
)
"""Matters in which no payer waits for money."""
OWED: Final[frozenset[DiscrepancyKind]] = frozenset(
    {"paid_late", "paid_twice", "overpaid", "refund_failed", "refund_wanted"}
)
"""A payer waits for money: explained only once none is owed any more, or where an official decides against a refund."""
SURPLUS: Final[frozenset[DiscrepancyKind]] = frozenset({"paid_late", "paid_twice", "overpaid"})


class MoneyStillOwed(Conflicting):
    """A sentence doesn't end a case whose money a payer waits for."""

    code = "money_still_owed"
    vi = "Vụ việc còn khoản tiền phải trả cho người nộp; không thể kết thúc chỉ bằng giải trình."
    en = "Money of this case is still owed to a payer; an explanation does not end it."


class NotThisWay(Conflicting):
    """Cases of this kind are not resolved in this way."""

    code = "case_not_this_way"
    vi = "Loại vụ việc này không thể xử lý theo cách đã chọn."
    en = "A case of this kind can't be resolved in this way."


class TooLittleForFee(Conflicting):
    """Less came than the fee asks; a fee is paid in one sum."""

    code = "money_too_little"
    vi = "Số tiền {amount} đồng không đủ cho khoản phí {total} đồng."
    en = "{amount} đồng do not cover the fee of {total} đồng."


class OtherAmount(Conflicting):
    """What went back is not what came."""

    code = "amounts_differ"
    vi = "Số tiền đi ({sent} đồng) khác số tiền đến ({came} đồng)."
    en = "What was sent ({sent} đồng) is not what came ({came} đồng)."


@dataclass(frozen=True, slots=True)
class Decision:
    """What an official decides of a case, and why."""

    case: str
    by: str
    reason: str


@retry_on_conflict
def allocate(
    store: Store, decision: Decision, fee_id: str, payment_id: str, at: datetime
) -> Discrepancy:
    """Money that nobody could match pays a fee that is due, with its receipt; what is over goes back as always.

    `payment_id` is the new try's, the same over repeats. Raises NotFound, DiscrepancyOver, NotThisWay, FeeNotDue,
    TooLittleForFee, PaymentProcessing, PaymentProviderUnavailable.
    """
    case = store.discrepancy(decision.case)
    if store.payment_if_any(payment_id) is not None:
        return case
    line = _unmatched_line(case)
    fee, amount = store.fee(fee_id), store.book(line).owed("unallocated")
    fee.after("settle")
    if amount < fee.total:
        raise TooLittleForFee(field="fee", amount=amount, total=fee.total)
    fee = free_to_decide(store, fee_id, at)
    fee.after("settle")  # the try that was open may have been paid meanwhile
    payment = by_official(fee, "transfer", Taken(payment_id, fee.id, decision.by), at)
    settling = settle_payment(
        store, payment, Money(case.provider, line, amount, CURRENCY, at), at, allocated=True
    )
    out = Movement("allocation", payment.id, line, case.provider, amount, at, fee.id)
    ended = replace(
        _resolved(case, decision, at),
        extra_writes=(movement_entry(out, "unallocated", ALLOCATED).write(),),
    )
    store.commit([*settling, ended], at=at)
    log.metric("MoneyAllocated")
    return store.discrepancy(case.id)


@retry_on_conflict
def match(store: Store, decision: Decision, outgoing_id: str, at: datetime) -> Discrepancy:
    """Money that nobody could match went back: an outgoing line of the same amount, unmatched too, shows it.

    Raises NotFound, DiscrepancyOver, NotThisWay, OtherAmount.
    """
    case, outgoing = store.discrepancy(decision.case), store.discrepancy(outgoing_id)
    line = _unmatched_line(case)
    if outgoing.kind != "unmatched_outgoing" or outgoing.line is None:
        raise NotThisWay(field="outgoing")
    came, sent = (
        store.book(line).owed("unallocated"),
        -store.book(outgoing.line).owed("unallocated"),
    )
    if came != sent or not came:  # nothing: both are of another currency
        raise OtherAmount(field="outgoing", came=came, sent=sent)
    back = Movement("allocation", outgoing.line, line, case.provider, came, at)
    gone = Movement("allocation", line, outgoing.line, outgoing.provider, came, at)
    changes = [
        replace(
            _resolved(case, decision, at),
            extra_writes=(movement_entry(back, "unallocated", ALLOCATED).write(),),
        ),
        replace(
            _resolved(outgoing, decision, at),
            extra_writes=(movement_entry(gone, ALLOCATED, "unallocated").write(),),
        ),
    ]
    store.commit(changes, at=at)
    return store.discrepancy(case.id)


@retry_on_conflict
def explain(store: Store, decision: Decision, at: datetime) -> Discrepancy:
    """A case is ended by its reason; raises NotFound, DiscrepancyOver, MoneyStillOwed."""
    case = store.discrepancy(decision.case)
    ended = _resolved(case, decision, at)
    if case.kind not in EXPLAINED and not _no_more_owed(store, case):
        raise MoneyStillOwed(field="how")
    store.commit([ended], at=at)
    return store.discrepancy(case.id)


@retry_on_conflict
def sign(store: Store, decision: Decision, at: datetime) -> Discrepancy:
    """An official answers for closing the day with the case as it is; raises NotFound, DiscrepancyOver."""
    case = store.discrepancy(decision.case)
    store.commit([cases.sign(case, by=decision.by, reason=decision.reason, at=at)], at=at)
    return store.discrepancy(case.id)


def _unmatched_line(case: Discrepancy) -> str:
    """The bank line whose money waits; raises DiscrepancyOver, NotThisWay."""
    case.after("resolve")
    if case.kind not in UNMATCHED or case.line is None:
        raise NotThisWay(field="how")
    return case.line


def _no_more_owed(store: Store, case: Discrepancy) -> bool:
    if case.kind in (*UNMATCHED, "unmatched_outgoing") and case.line:
        return not store.book(case.line).entries  # of another currency: the ledger has none of it
    if case.kind not in OWED:
        return False
    if case.kind in SURPLUS and case.payment and _all_went_back(store.book(case.payment)):
        return True
    if case.refund is None:
        return (
            case.kind == "refund_wanted"
        )  # no rule with a source sends it back: an official decides
    return store.refund(case.refund).state in (
        "succeeded",
        *(("refused",) if case.kind == "refund_wanted" else ()),
    )


def _all_went_back(book: Book) -> bool:
    """Whether no surplus is left, whichever refund it went back by."""
    return book.balance("surplus") == book.balance("refunding") == 0


def _resolved(case: Discrepancy, decision: Decision, at: datetime) -> Change:
    return cases.resolve(case, by=decision.by, reason=decision.reason, at=at)
