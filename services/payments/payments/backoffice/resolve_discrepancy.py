"""The resolution of a discrepancy by an official: its money is allocated to a fee, matched with an
outgoing transaction, explained, or signed for.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from kit.core.errors import Conflicting
from kit.core.events import Change
from kit.persistence.repository import retry_on_conflict
from kit.platform import log
from payments.backoffice.money_owed import UNMATCHED, DiscrepancyNotThisWay, require_explainable
from payments.backoffice.official_attempt import official_attempt
from payments.checkout.close import unpayable_fee
from payments.domain import discrepancy as discrepancies
from payments.domain.discrepancy import Discrepancy
from payments.domain.fee import Fee
from payments.domain.ledger import ALLOCATED, Money, Movement, movement_entry
from payments.providers.registry import Providers
from payments.repository import PaymentRepository, entry_write
from payments.settlement.settle import CURRENCY, settle_payment


class MoneyTooLittle(Conflicting):
    """Less came than the fee asks; a fee is paid in one sum."""

    code = "money_too_little"
    vi = "Số tiền {amount} đồng không đủ cho khoản phí {total} đồng."
    en = "{amount} đồng do not cover the fee of {total} đồng."


class AmountsDiffer(Conflicting):
    """The outgoing amount is not the incoming one."""

    code = "amounts_differ"
    vi = "Số tiền đi ({sent} đồng) khác số tiền đến ({came} đồng)."
    en = "What was sent ({sent} đồng) is not what came ({came} đồng)."


@dataclass(frozen=True, slots=True)
class ResolveDiscrepancy:
    """An official (`by`) ends a discrepancy, or signs for it; the reason names no person."""

    discrepancy: str
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class AllocateMoney(ResolveDiscrepancy):
    """Unmatched money pays `fee`; `payment`, the new attempt's id, is the same over repeats."""

    fee: str
    payment: str


@dataclass(frozen=True, slots=True)
class MatchOutgoing(ResolveDiscrepancy):
    """Unmatched money went back: the discrepancy `outgoing` shows it."""

    outgoing: str


@retry_on_conflict
def allocate(
    payments: PaymentRepository, providers: Providers, command: AllocateMoney, at: datetime
) -> Discrepancy:
    """Unmatched money settles a fee that is due, with its receipt; what is over goes back as an
    overpayment.

    Raises NotFound, DiscrepancyOver, DiscrepancyNotThisWay, FeeNotDue, MoneyTooLittle,
    PaymentProcessing, PaymentProviderUnavailable.
    """
    discrepancy = payments.discrepancy(command.discrepancy)
    if payments.payment_if_any(command.payment) is not None:
        return discrepancy
    transaction = _unmatched_transaction(discrepancy)
    amount = payments.book(transaction).owed("unallocated")
    _require_covered(payments.fee(command.fee), amount)
    fee = unpayable_fee(payments, providers, command.fee, at)
    fee.after("settle")  # the active attempt may have been paid meanwhile

    adapter = providers.choose("transfer")
    payment = official_attempt(fee, adapter, command.payment, by=command.by, at=at)
    money = Money(discrepancy.provider, transaction, amount, CURRENCY, at)
    settled = settle_payment(payments, providers, payment, money, at, allocated=True)
    source = Movement(
        "allocation", payment.id, transaction, discrepancy.provider, amount, at, fee.id
    )
    entry = movement_entry(source, "unallocated", ALLOCATED)
    resolved = replace(_resolved(discrepancy, command, at), extra_writes=(entry_write(entry),))

    payments.commit([*settled, resolved], at=at)
    log.metric("MoneyAllocated")
    return payments.discrepancy(discrepancy.id)


@retry_on_conflict
def match(payments: PaymentRepository, command: MatchOutgoing, at: datetime) -> Discrepancy:
    """Unmatched money went back by an outgoing transaction of the same amount, unmatched too.

    Raises NotFound, DiscrepancyOver, DiscrepancyNotThisWay, AmountsDiffer.
    """
    incoming, outgoing = (
        payments.discrepancy(command.discrepancy),
        payments.discrepancy(command.outgoing),
    )
    transaction = _unmatched_transaction(incoming)
    if outgoing.kind != "unmatched_outgoing" or outgoing.line is None:
        raise DiscrepancyNotThisWay(field="outgoing")
    amount = payments.book(transaction).owed("unallocated")
    sent = -payments.book(outgoing.line).owed("unallocated")
    if amount != sent or not amount:  # none: both are of another currency
        raise AmountsDiffer(field="outgoing", came=amount, sent=sent)

    out = Movement("allocation", outgoing.line, transaction, incoming.provider, amount, at)
    back = Movement("allocation", transaction, outgoing.line, outgoing.provider, amount, at)
    out_entry = movement_entry(out, "unallocated", ALLOCATED)
    back_entry = movement_entry(back, ALLOCATED, "unallocated")

    payments.commit(
        [
            replace(_resolved(incoming, command, at), extra_writes=(entry_write(out_entry),)),
            replace(_resolved(outgoing, command, at), extra_writes=(entry_write(back_entry),)),
        ],
        at=at,
    )
    return payments.discrepancy(incoming.id)


@retry_on_conflict
def explain(payments: PaymentRepository, command: ResolveDiscrepancy, at: datetime) -> Discrepancy:
    """A discrepancy ends by its reason alone; raises NotFound, DiscrepancyOver, MoneyStillOwed."""
    discrepancy = payments.discrepancy(command.discrepancy)

    resolved = _resolved(discrepancy, command, at)
    require_explainable(payments, discrepancy)

    payments.commit([resolved], at=at)
    return payments.discrepancy(discrepancy.id)


@retry_on_conflict
def sign(payments: PaymentRepository, command: ResolveDiscrepancy, at: datetime) -> Discrepancy:
    """An official answers for closing the day with the discrepancy as it is; raises NotFound,
    DiscrepancyOver.
    """
    discrepancy = payments.discrepancy(command.discrepancy)

    signed = discrepancies.sign(discrepancy, by=command.by, reason=command.reason, at=at)

    payments.commit([signed], at=at)
    return payments.discrepancy(discrepancy.id)


def _unmatched_transaction(discrepancy: Discrepancy) -> str:
    """Its bank transaction has the money; raises DiscrepancyOver, DiscrepancyNotThisWay."""
    discrepancy.after("resolve")
    if discrepancy.kind not in UNMATCHED or discrepancy.line is None:
        raise DiscrepancyNotThisWay(field="how")
    return discrepancy.line


def _require_covered(fee: Fee, amount: int) -> None:
    """Raises FeeNotDue, MoneyTooLittle."""
    fee.after("settle")
    if amount < fee.total:
        raise MoneyTooLittle(field="fee", amount=amount, total=fee.total)


def _resolved(discrepancy: Discrepancy, command: ResolveDiscrepancy, at: datetime) -> Change:
    return discrepancies.resolve(discrepancy, by=command.by, reason=command.reason, at=at)
