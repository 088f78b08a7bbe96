"""The settlement of a payment: money that came changes attempt, fee, receipt and ledger at once."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from kit.core.errors import Conflicting
from kit.core.events import Change
from payments.domain import fee as fees
from payments.domain import payment_attempt
from payments.domain import receipt as receipts
from payments.domain.discrepancy import DiscrepancyKind
from payments.domain.fee import Fee, FeeSettlement
from payments.domain.ledger import Money, charge_entry
from payments.domain.payment_attempt import PaymentAttempt
from payments.domain.provider_report import DONG
from payments.providers.port import SessionStatus
from payments.providers.registry import Providers
from payments.repository import PaymentRepository, charge_pointer, entry_write
from payments.settlement.overpayment import Overpayment, record_overpayment

CURRENCY: Final = DONG


class PaymentAmountDiffers(Conflicting):
    """The provider names another amount or currency than was asked: an official must look at it."""

    code = "payment_amount_differs"
    vi = (
        "Số tiền của lần thanh toán trước không khớp và đang được cán bộ kiểm tra. Vui lòng "
        "liên hệ bộ phận một cửa."
    )
    en = (
        "The amount of an earlier payment does not match and officials are looking into it. "
        "Please contact the one-stop desk."
    )


def money_of_session(attempt: PaymentAttempt, status: SessionStatus, at: datetime) -> Money:
    """The money of a session that its provider says is paid."""
    charge = status.charge or status.session
    return Money(attempt.provider, charge, status.amount, status.currency, at)


def settle_payment(
    payments: PaymentRepository,
    providers: Providers,
    attempt: PaymentAttempt,
    money: Money,
    at: datetime,
    *,
    allocated: bool = False,
) -> list[Change]:
    """The changes by which money settles a due fee, or is an overpayment.

    If the fee is due, it is settled, in time or late, and what is over is an overpayment. If it is
    no longer due, the whole amount is one; for transfers also when it is less than the fee.
    `allocated`: the money came before, and an official says now what for. Raises
    PaymentAmountDiffers; PaymentOver if money had come for this attempt before.
    """
    fee = payments.fee(attempt.fee)
    _require_expected(attempt, fee, money)

    settled = fee.total if fee.state == "due" else 0
    overpaid = money.amount - settled
    paid = payment_attempt.pay(attempt, money.charge, settled=settled, overpaid=overpaid, at=at)
    entry = charge_entry(
        money, attempt.id, fee=fee.id, settled=settled, overpaid=overpaid, allocated=allocated
    )
    writes = (entry_write(entry), charge_pointer(money.charge, attempt.id))
    changes = [paid._replace(extra_writes=writes), *release_lock(payments, attempt)]
    if not settled:
        return [*changes, *_not_owed(payments, providers, attempt, fee, money, at)]
    if overpaid:  # one commit raises a fee once: the refund's events tell of what is over
        overpayment = Overpayment("overpaid", attempt, fee, overpaid, money)
        changes += record_overpayment(payments, providers, overpayment, at)
    return [*changes, *_settled(payments, fee, attempt, overpaid, money)]


def release_lock(payments: PaymentRepository, attempt: PaymentAttempt) -> Sequence[Change]:
    """Another attempt may begin, if this one holds the fee's lock."""
    lock = payments.active_attempt(attempt.fee)
    return [fees.release(lock)] if lock.attempt == attempt.id else []


def _require_expected(attempt: PaymentAttempt, fee: Fee, money: Money) -> None:
    """Raises PaymentAmountDiffers. A payer types a transfer's amount: more is taken, and so is any
    amount for a fee that is no longer due.
    """
    is_typed = attempt.method == "transfer" and (
        money.amount > attempt.amount or fee.state != "due"
    )
    if money.currency != CURRENCY or not (is_typed or money.amount == attempt.amount):
        raise PaymentAmountDiffers


def _not_owed(
    payments: PaymentRepository,
    providers: Providers,
    attempt: PaymentAttempt,
    fee: Fee,
    money: Money,
    at: datetime,
) -> list[Change]:
    kind: DiscrepancyKind = "paid_twice" if fee.state == "settled" else "paid_late"
    if fees.is_paid_in_time(fee, money.paid_at):
        kind = "refused_though_paid"
    overpayment = Overpayment(kind, attempt, fee, money.amount, money)
    return [
        fees.add_overpayment(fee, payment=attempt.id, amount=money.amount),
        *record_overpayment(payments, providers, overpayment, at),
    ]


def _settled(
    payments: PaymentRepository, fee: Fee, attempt: PaymentAttempt, overpaid: int, money: Money
) -> list[Change]:
    at = money.at
    dossier = payments.dossier_of(fee)
    payer = payments.payer_facts(dossier)
    collector = payments.collector_for(dossier, at)
    series = payments.series(receipts.series_id(collector, at))
    collection = receipts.Collection(
        collector, payer, attempt.id, attempt.method, money.paid_at, attempt.desk
    )
    receipt, issued = receipts.issue(series, fee, collection, at)
    settlement = FeeSettlement(
        payment=attempt.id,
        method=attempt.method,
        receipt=receipt.facts,
        payer=payer,
        overpaid=overpaid,
    )
    return [fees.settle(fee, settlement, at=at), *issued]
