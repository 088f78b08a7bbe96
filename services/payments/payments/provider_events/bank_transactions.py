"""Bank lines: a transfer is known from what the bank says alone, and matched by its reference and amount."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from kit.core.events import Change
from payments.domain import discrepancy as cases
from payments.domain import fee as fees
from payments.domain import ledger
from payments.domain import payment_attempt as payments
from payments.domain.discrepancy import Case, CaseKind, case_id
from payments.domain.fee import Fee
from payments.domain.ledger import Money, Movement, day_of, moved
from payments.domain.payment_attempt import Payment
from payments.domain.provider_event import Notification
from payments.domain.refund import Refund
from payments.providers.port import Refunded
from payments.refunds.send import outcome
from payments.repository import Store
from payments.settlement.overpayment import Surplus, charge_pointer, surplus_came
from payments.settlement.settle import CURRENCY, money_came

UNMATCHED: Final[dict[str, CaseKind]] = {
    "transfer.received": "unmatched_transfer",
    "transfer.sent": "unmatched_outgoing",
}


@dataclass(frozen=True, slots=True)
class Matched:
    """What became of a line, in one word, and the changes it means."""

    result: str
    changes: list[Change]


def line_came(store: Store, line: Notification, at: datetime) -> Matched:
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
    if not isinstance(named, Payment) or named.method != "transfer":
        return _unmatched(line, money, at)
    fee = store.fee(named.fee)
    if fee.state == "due" and money.amount < fee.total:
        return _short(named, fee, line, money, at)
    if named.allows("pay"):
        return Matched("pay", money_came(store, named, money, at))
    return _again(store, named, fee, money, at)


def _again(store: Store, payment: Payment, fee: Fee, money: Money, at: datetime) -> Matched:
    """The same reference was used once more."""
    entry = ledger.charge(money, payment.id, fee=fee.id, kept=0, surplus=money.amount)
    there = (entry.write(), charge_pointer(money.charge, payment.id))
    more = payments.more(payment, surplus=money.amount)
    told = fees.add_surplus(fee, payment=payment.id, amount=money.amount)
    surplus = Surplus("paid_twice", payment, fee, money.amount, money)
    return Matched(
        "paid_twice", [replace(more, extra_writes=there), told, *surplus_came(store, surplus, at)]
    )


def _short(payment: Payment, fee: Fee, line: Notification, money: Money, at: datetime) -> Matched:
    entry = ledger.charge(money, line.id, fee=None, kept=0, surplus=0)
    case = _case("underpaid", line, money.amount, at).evolve(
        expected=fee.total, payment=payment.id, fee=fee.id, dossier=fee.dossier
    )
    return Matched("underpaid", [replace(cases.open_(case), extra_writes=(entry.write(),))])


def _unmatched(line: Notification, money: Money, at: datetime) -> Matched:
    entry = ledger.charge(money, line.id, fee=None, kept=0, surplus=0)
    case = _case("unmatched_transfer", line, money.amount, at)
    return Matched("unmatched", [replace(cases.open_(case), extra_writes=(entry.write(),))])


def _sent(
    store: Store, line: Notification, named: Payment | Refund | None, at: datetime
) -> Matched:
    amount = line.amount or 0
    if (
        isinstance(named, Refund)
        and named.by_hand
        and named.amount == amount
        and named.allows("succeed")
    ):
        sent = Refunded(id=line.id, state="succeeded", amount=amount)
        return Matched("refunded", outcome(store, named, sent, at, by=line.provider))
    movement = Movement("refunded", line.id, line.id, line.provider, amount, at)
    case = _case("unmatched_outgoing", line, -amount, at)
    entry = moved(movement, "unallocated", f"at:{line.provider}")
    return Matched("unmatched", [replace(cases.open_(case), extra_writes=(entry.write(),))])


def _case(kind: CaseKind, line: Notification, amount: int, at: datetime) -> Case:
    return Case(
        id=case_id(kind, line.id),
        vault=line.vault,
        kind=kind,
        provider=line.provider,
        day=cases.day_text(day_of(at)),
        since=at,
        amount=amount,
        line=line.id,
    )
