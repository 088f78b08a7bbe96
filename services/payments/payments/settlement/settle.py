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
from payments.domain.discrepancy import DiscrepancyKind
from payments.domain.fee import Fee, FeeSettlement
from payments.domain.ledger import Money
from payments.domain.payment_attempt import PaymentAttempt
from payments.providers.port import SessionStatus
from payments.repository import Store
from payments.settlement.overpayment import Overpayment, charge_pointer, record_overpayment

CURRENCY: Final = "vnd"


class PaymentAmountDiffers(Conflicting):
    """The provider names another amount or currency than was asked: a person must look at it."""

    code = "payment_amount_differs"
    vi = "Số tiền của lần thanh toán trước không khớp. Cán bộ thu phí đang kiểm tra; xin liên hệ bộ phận một cửa."
    en = "The amount of an earlier payment does not match. Officials are looking into it; please ask the one-stop desk."


def money_of(seen: SessionStatus, provider: str, at: datetime) -> Money:
    """The money of a try that its provider says is paid."""
    return Money(provider, seen.charge or seen.session, seen.amount, seen.currency, at)


def settle_payment(
    store: Store, payment: PaymentAttempt, money: Money, at: datetime, *, allocated: bool = False
) -> list[Change]:
    """The changes by which money settles a due fee, or is surplus; raises PaymentAmountDiffers.

    Enough and due, in time or late: settles, and what is over is surplus. Not due any more: all of it is surplus, of a
    transfer however little it is. `allocated`: it came before, and an official says now what for. Raises PaymentOver if
    money had come for this try before.
    """
    fee = store.fee(payment.fee)
    free = payment.method == "transfer" and (money.amount > payment.amount or fee.state != "due")
    if not (free or money.amount == payment.amount) or money.currency != CURRENCY:
        raise PaymentAmountDiffers
    kept = fee.total if fee.state == "due" else 0
    paid = payments.pay(payment, kept=kept, surplus=money.amount - kept, charge=money.charge, at=at)
    over = money.amount - kept
    entry = ledger.charge_entry(
        money, payment.id, fee=fee.id, kept=kept, surplus=over, allocated=allocated
    )
    there = (entry.write(), charge_pointer(money.charge, payment.id))
    changes = [replace(paid, extra_writes=there), *release_lock(store, payment)]
    if kept:
        if over:  # one commit raises a fee once: what is over is told by its refund
            changes += record_overpayment(
                store, Overpayment("overpaid", payment, fee, over, money), at
            )
        return [*changes, *_settled(store, fee, payment, over, at)]
    kind: DiscrepancyKind = "paid_twice" if fee.state == "settled" else "paid_late"
    surplus = Overpayment(kind, payment, fee, money.amount, money)
    return [
        *changes,
        fees.add_overpayment(fee, payment=payment.id, amount=money.amount),
        *record_overpayment(store, surplus, at),
    ]


def release_lock(store: Store, payment: PaymentAttempt) -> Sequence[Change]:
    """The fee's slot becomes free, if this payment holds it."""
    held = store.active_attempt(payment.fee)
    return [active_attempt.release(held)] if held.attempt == payment.id else []


def _settled(
    store: Store, fee: Fee, payment: PaymentAttempt, over: int, at: datetime
) -> list[Change]:
    dossier = store.dossier_of(fee)
    payer = store.payer_facts(dossier)
    series = store.series(receipts.series_id(dossier.agency, at))
    parties = receipts.Parties(collector(dossier.agency, dossier.agency_name), payer, payment.desk)
    receipt, issued = receipts.issue(series, fee, payment, parties, at)
    paid = FeeSettlement(payment.id, payment.method, receipt.facts, payer, over)
    return [fees.settle(fee, paid, at=at), *issued]
