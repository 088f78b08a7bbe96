"""Money came: what it does to the payment, the fee, the receipts and the ledger, as one list of changes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from kit.core.errors import Conflicting
from kit.core.events import Change
from payments.domain import active_attempt, ledger
from payments.domain import fee as fees
from payments.domain import payment_attempt as payments
from payments.domain import receipt as receipts
from payments.domain.collecting_body import collector
from payments.domain.discrepancy import CaseKind
from payments.domain.fee import Fee, Paid
from payments.domain.ledger import Money
from payments.domain.payment_attempt import Payment
from payments.providers.port import Seen
from payments.repository import Store
from payments.settlement.overpayment import Surplus, charge_pointer, surplus_came

CURRENCY: Final = "vnd"


class NotThisMoney(Conflicting):
    """The provider names another amount or currency than was asked: a person must look at it."""

    code = "payment_amount_differs"
    vi = "Số tiền của lần thanh toán trước không khớp. Cán bộ thu phí đang kiểm tra; xin liên hệ bộ phận một cửa."
    en = "The amount of an earlier payment does not match. Officials are looking into it; please ask the one-stop desk."


def money_of(seen: Seen, provider: str, at: datetime) -> Money:
    """The money of a try that its provider says is paid."""
    return Money(provider, seen.charge or seen.session, seen.amount, seen.currency, at)


def money_came(
    store: Store, payment: Payment, money: Money, at: datetime, *, allocated: bool = False
) -> list[Change]:
    """The changes by which money settles a due fee, or is surplus; raises NotThisMoney.

    Enough and due, in time or late: settles, and what is over is surplus. Not due any more: all of it is surplus, of a
    transfer however little it is. `allocated`: it came before, and an official says now what for. Raises PaymentOver if
    money had come for this try before.
    """
    fee = store.fee(payment.fee)
    free = payment.method == "transfer" and (money.amount > payment.amount or fee.state != "due")
    if not (free or money.amount == payment.amount) or money.currency != CURRENCY:
        raise NotThisMoney
    kept = fee.total if fee.state == "due" else 0
    paid = payments.pay(payment, kept=kept, surplus=money.amount - kept, charge=money.charge, at=at)
    over = money.amount - kept
    entry = ledger.charge(
        money, payment.id, fee=fee.id, kept=kept, surplus=over, allocated=allocated
    )
    there = (entry.write(), charge_pointer(money.charge, payment.id))
    changes = [replace(paid, extra_writes=there), *freed(store, payment)]
    if kept:
        if over:  # one commit raises a fee once: what is over is told by its refund
            changes += surplus_came(store, Surplus("overpaid", payment, fee, over, money), at)
        return [*changes, *_settled(store, fee, payment, over, at)]
    kind: CaseKind = "paid_twice" if fee.state == "settled" else "paid_late"
    surplus = Surplus(kind, payment, fee, money.amount, money)
    return [
        *changes,
        fees.add_surplus(fee, payment=payment.id, amount=money.amount),
        *surplus_came(store, surplus, at),
    ]


def freed(store: Store, payment: Payment) -> Sequence[Change]:
    """The fee's slot becomes free, if this payment holds it."""
    held = store.slot(payment.fee)
    return [active_attempt.free(held)] if held.payment == payment.id else []


def _settled(store: Store, fee: Fee, payment: Payment, over: int, at: datetime) -> list[Change]:
    dossier = store.dossier_of(fee)
    payer = store.payer_facts(dossier)
    series = store.series(receipts.series_id(dossier.agency, at))
    parties = receipts.Parties(collector(dossier.agency, dossier.agency_name), payer, payment.desk)
    receipt, issued = receipts.issue(series, fee, payment, parties, at)
    paid = Paid(payment.id, payment.method, receipt.facts, payer, over)
    return [fees.settle(fee, paid, at=at), *issued]
