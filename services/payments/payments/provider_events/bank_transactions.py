"""The application of bank transactions: a transfer is matched by its reference and amount alone."""

from dataclasses import replace
from datetime import datetime

from payments.domain import fee as fees
from payments.domain import payment_attempt
from payments.domain.attempt_money import money_of_attempt
from payments.domain.discrepancy import (
    DiscrepancyKind,
    MoneyInQuestion,
    open_discrepancy,
)
from payments.domain.fee import Fee
from payments.domain.ledger import Entry, Money, Movement, charge_entry, movement_entry
from payments.domain.payment_attempt import PaymentAttempt
from payments.domain.provider_event import ProviderEvent
from payments.domain.provider_report import (
    BankTransactionReceived,
    BankTransactionReport,
    BankTransactionSent,
    RefundStatus,
)
from payments.domain.refund import Refund
from payments.provider_events.apply import Applied
from payments.provider_events.proposals import fees_by_reference, proposed_fees
from payments.providers.registry import Providers
from payments.refunds.status import apply_refund_status
from payments.repository import PaymentRepository, charge_pointer, entry_write
from payments.settlement.overpayment import Overpayment, record_overpayment
from payments.settlement.reinstate import reinstate_if_paid_in_time
from payments.settlement.settle import CURRENCY, settle_payment


def apply_bank_transaction(
    payments: PaymentRepository,
    providers: Providers,
    event: ProviderEvent,
    report: BankTransactionReport,
    at: datetime,
) -> Applied:
    """What a bank transaction means.

    Enough money settles the fee, in time or late, and what is over is an overpayment. Money of a
    fee that is settled or void is an overpayment as a whole. Too little, no match, a number that
    stands on another line too, or references of several fees: a discrepancy, and the fee stays due.
    An outgoing one confirms the refund whose reference and amount it names. Another currency is a
    discrepancy alone: the ledger counts đồng.
    """
    if report.currency != CURRENCY:
        incoming = isinstance(report, BankTransactionReceived)
        unmatched: DiscrepancyKind = "unmatched_transfer" if incoming else "unmatched_outgoing"
        return _unmatched(unmatched, event, 0, None, at)
    named = payments.named_by(report.references)
    if isinstance(report, BankTransactionSent):
        return _sent(payments, event, report, named, at)
    money = Money(event.provider, event.id, report.amount, CURRENCY, at, event.at)
    kind = _why_unallocated(payments, event, report, named)
    if kind is None and isinstance(named, PaymentAttempt):
        return _received(payments, providers, event, named, money, at)
    unallocated = _unallocated(payments, kind or "unmatched_transfer", event, report, money)
    return replace(unallocated, fee=named.fee if isinstance(named, PaymentAttempt) else None)


def _why_unallocated(
    payments: PaymentRepository,
    event: ProviderEvent,
    report: BankTransactionReceived,
    named: PaymentAttempt | Refund | None,
) -> DiscrepancyKind | None:
    """Why no machine may say what the money is for; None where one attempt is meant."""
    if report.same_number is not None:
        return "number_reused"
    if not isinstance(named, PaymentAttempt) or named.method != "transfer":
        return "unmatched_transfer"
    if len(report.references) > 1 and len(fees_by_reference(payments, report)) > 1:
        return "unmatched_transfer"
    if not named.allows("pay") and _may_be_the_same(payments, named, event):
        return "number_reused"
    return None


def _received(
    payments: PaymentRepository,
    providers: Providers,
    event: ProviderEvent,
    named: PaymentAttempt,
    money: Money,
    at: datetime,
) -> Applied:
    fee = payments.fee(named.fee)
    if money.amount >= fee.total and fees.is_paid_in_time(fee, money.paid_at):
        fee = reinstate_if_paid_in_time(payments, fee, money.paid_at, at)
    if fee.state == "due" and money.amount < fee.total:
        return _too_little(named, fee, event, money, at)
    if named.allows("pay"):
        return Applied("pay", settle_payment(payments, providers, named, money, at), fee.id)
    return _paid_again(payments, providers, named, fee, money, at)


def _may_be_the_same(
    payments: PaymentRepository, attempt: PaymentAttempt, event: ProviderEvent
) -> bool:
    """Whether the money that paid the attempt has the bank's number and the amount of this line,
    and only the day differs: a bank may book a transfer on another day than it told.
    """
    first = payments.provider_event_if_any(attempt.charge) if attempt.charge else None
    return first is not None and (first.object, first.digest) == (event.object, event.digest)


def _paid_again(
    payments: PaymentRepository,
    providers: Providers,
    attempt: PaymentAttempt,
    fee: Fee,
    money: Money,
    at: datetime,
) -> Applied:
    entry = charge_entry(money, attempt.id, fee=fee.id, overpaid=money.amount)
    writes = (entry_write(entry), charge_pointer(money.charge, attempt.id))
    paid_again = payment_attempt.pay_again(attempt, amount=money.amount)
    overpayment = Overpayment("paid_twice", attempt, fee, money.amount, money)
    changes = [
        paid_again._replace(extra_writes=writes),
        fees.add_overpayment(fee, payment=attempt.id, amount=money.amount),
        *record_overpayment(payments, providers, overpayment, at),
    ]
    return Applied("paid_twice", changes, fee.id)


def _too_little(
    attempt: PaymentAttempt, fee: Fee, event: ProviderEvent, money: Money, at: datetime
) -> Applied:
    in_question = money_of_attempt(attempt, money.amount, expected=fee.total).evolve(
        provider=event.provider, vault=event.vault, line=event.id
    )
    opened = open_discrepancy("underpaid", event.id, in_question, at)
    entry = charge_entry(money, event.id, fee=None)
    return Applied("underpaid", [opened._replace(extra_writes=(entry_write(entry),))], fee.id)


def _sent(
    payments: PaymentRepository,
    event: ProviderEvent,
    report: BankTransactionSent,
    named: PaymentAttempt | Refund | None,
    at: datetime,
) -> Applied:
    if (
        isinstance(named, Refund)
        and named.manual
        and named.amount == report.amount
        and named.allows("succeed")
    ):
        status = RefundStatus(id=event.id, state="succeeded", amount=report.amount)
        changes = apply_refund_status(payments, named, status, at, sent_by=event.provider)
        return Applied("refunded", changes)
    movement = Movement("refunded", event.id, event.id, event.provider, report.amount, at)
    entry = movement_entry(movement, "unallocated", f"at:{event.provider}")
    return _unmatched("unmatched_outgoing", event, -report.amount, entry, at)


def _unallocated(
    payments: PaymentRepository,
    kind: DiscrepancyKind,
    event: ProviderEvent,
    report: BankTransactionReceived,
    money: Money,
) -> Applied:
    """Money that no machine can allocate, with the fees that its text may mean."""
    entry = charge_entry(money, event.id, fee=None)
    proposed = proposed_fees(payments, report)
    return _unmatched(kind, event, money.amount, entry, money.at, proposed)


def _unmatched(
    kind: DiscrepancyKind,
    event: ProviderEvent,
    amount: int,
    entry: Entry | None,
    at: datetime,
    proposed: tuple[str, ...] = (),
) -> Applied:
    money = MoneyInQuestion(
        provider=event.provider, amount=amount, vault=event.vault, line=event.id, proposed=proposed
    )
    opened = open_discrepancy(kind, event.id, money, at)
    writes = (entry_write(entry),) if entry else ()
    return Applied("unmatched", [opened._replace(extra_writes=writes)])
