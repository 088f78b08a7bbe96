"""Bank lines: a transfer is known from what the bank says alone, and matched by its reference and amount."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from kit.core.events import Change
from payments.domain import discrepancy as cases
from payments.domain import fee as fees
from payments.domain import ledger
from payments.domain import payment_attempt as payments
from payments.domain.discrepancy import Discrepancy, DiscrepancyKind, discrepancy_id
from payments.domain.fee import Fee
from payments.domain.ledger import Money, Movement, day_of, movement_entry
from payments.domain.payment_attempt import PaymentAttempt
from payments.domain.provider_event import ProviderEvent
from payments.domain.provider_report import RefundStatus
from payments.domain.refund import Refund
from payments.refunds.send import apply_refund_status
from payments.repository import Store
from payments.settlement.overpayment import Overpayment, charge_pointer, record_overpayment
from payments.settlement.settle import CURRENCY, settle_payment

UNMATCHED: Final[dict[str, DiscrepancyKind]] = {
    "transfer.received": "unmatched_transfer",
    "transfer.sent": "unmatched_outgoing",
}


@dataclass(frozen=True, slots=True)
class Matched:
    """What became of a line, in one word, and the changes it means."""

    result: str
    changes: list[Change]


def line_came(store: Store, line: ProviderEvent, at: datetime) -> Matched:
    """What a bank line means, by design's table of money.

    Enough: settles, in time or late, and what is over is surplus. Settled or void already: all of it is surplus.
    Short or unmatched: a case, and the fee stays due. Outgoing: the refund whose reference and amount it names.
    Money of another currency is a case alone: the ledger counts đồng.
    """
    if line.currency != CURRENCY:
        return Matched("unmatched", [cases.open_(_case(UNMATCHED[line.kind], line, 0, at))])
    named = store.named_by(line.references)
    if line.kind == "transfer.sent":
        return _sent(store, line, named, at)
    money = Money(line.provider, line.id, line.amount or 0, CURRENCY, at)
    if not isinstance(named, PaymentAttempt) or named.method != "transfer":
        return _unmatched(line, money, at)
    fee = store.fee(named.fee)
    if fee.state == "due" and money.amount < fee.total:
        return _short(named, fee, line, money, at)
    if named.allows("pay"):
        return Matched("pay", settle_payment(store, named, money, at))
    return _again(store, named, fee, money, at)


def _again(store: Store, payment: PaymentAttempt, fee: Fee, money: Money, at: datetime) -> Matched:
    """The same reference was used once more."""
    entry = ledger.charge_entry(money, payment.id, fee=fee.id, kept=0, surplus=money.amount)
    there = (entry.write(), charge_pointer(money.charge, payment.id))
    more = payments.pay_again(payment, surplus=money.amount)
    told = fees.add_overpayment(fee, payment=payment.id, amount=money.amount)
    surplus = Overpayment("paid_twice", payment, fee, money.amount, money)
    return Matched(
        "paid_twice",
        [replace(more, extra_writes=there), told, *record_overpayment(store, surplus, at)],
    )


def _short(
    payment: PaymentAttempt, fee: Fee, line: ProviderEvent, money: Money, at: datetime
) -> Matched:
    entry = ledger.charge_entry(money, line.id, fee=None, kept=0, surplus=0)
    case = _case("underpaid", line, money.amount, at).evolve(
        expected=fee.total, payment=payment.id, fee=fee.id, dossier=fee.dossier
    )
    return Matched("underpaid", [replace(cases.open_(case), extra_writes=(entry.write(),))])


def _unmatched(line: ProviderEvent, money: Money, at: datetime) -> Matched:
    entry = ledger.charge_entry(money, line.id, fee=None, kept=0, surplus=0)
    case = _case("unmatched_transfer", line, money.amount, at)
    return Matched("unmatched", [replace(cases.open_(case), extra_writes=(entry.write(),))])


def _sent(
    store: Store, line: ProviderEvent, named: PaymentAttempt | Refund | None, at: datetime
) -> Matched:
    amount = line.amount or 0
    if (
        isinstance(named, Refund)
        and named.manual
        and named.amount == amount
        and named.allows("succeed")
    ):
        sent = RefundStatus(id=line.id, state="succeeded", amount=amount)
        return Matched("refunded", apply_refund_status(store, named, sent, at, by=line.provider))
    movement = Movement("refunded", line.id, line.id, line.provider, amount, at)
    case = _case("unmatched_outgoing", line, -amount, at)
    entry = movement_entry(movement, "unallocated", f"at:{line.provider}")
    return Matched("unmatched", [replace(cases.open_(case), extra_writes=(entry.write(),))])


def _case(kind: DiscrepancyKind, line: ProviderEvent, amount: int, at: datetime) -> Discrepancy:
    return Discrepancy(
        id=discrepancy_id(kind, line.id),
        vault=line.vault,
        kind=kind,
        provider=line.provider,
        day=cases.day_text(day_of(at)),
        since=at,
        amount=amount,
        line=line.id,
    )
