"""The allocation of unmatched money to a fee by an official."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from kit.core.errors import Conflicting
from kit.core.events import Change
from kit.persistence.repository import retry_on_conflict
from kit.platform import log
from payments.backoffice.resolve_discrepancy import (
    ResolveDiscrepancy,
    resolved_by,
    unmatched_transaction,
)
from payments.checkout.close import unpayable_fee
from payments.checkout.official_attempt import official_attempt
from payments.domain.discrepancy import Discrepancy
from payments.domain.fee import Fee
from payments.domain.ledger import ALLOCATED, Money, Movement, movement_entry
from payments.domain.payment_attempt import PaymentAttempt
from payments.providers.registry import Providers
from payments.repository import PaymentRepository, entry_write
from payments.settlement.reinstate import reinstate_if_paid_in_time
from payments.settlement.settle import CURRENCY, settle_payment


class MoneyTooLittle(Conflicting):
    """Less came than the fee asks; a fee is paid in one sum."""

    code = "money_too_little"
    vi = "Số tiền {amount:dong} không đủ cho khoản phí {total:dong}."
    en = "{amount:dong} does not cover the fee of {total:dong}."


@dataclass(frozen=True, slots=True)
class AllocateMoney(ResolveDiscrepancy):
    """Unmatched money pays `fee`, with that of the discrepancies `together`; `payment`, the new
    attempt's id, is the same over repeats.
    """

    fee: str
    payment: str
    together: tuple[str, ...] = ()


@retry_on_conflict
def allocate(
    payments: PaymentRepository, providers: Providers, command: AllocateMoney, at: datetime
) -> Discrepancy:
    """Unmatched money settles a fee that is due, with its receipt; what is over goes back as an
    overpayment. Several transfers may make the sum, and one that the bank booked in time settles a
    fee that time has voided since.

    Raises NotFound, DiscrepancyOver, DiscrepancyNotThisWay, FeeNotDue, MoneyTooLittle,
    PaymentProcessing, PaymentProviderUnavailable.
    """
    discrepancy = payments.discrepancy(command.discrepancy)
    if payments.payment_if_any(command.payment) is not None:
        return discrepancy
    parts = [
        _part(payments, part)
        for part in (discrepancy, *map(payments.discrepancy, _others(command)))
    ]
    amount = sum(part.amount for part in parts)
    booked_at = max(part.booked_at for part in parts)
    fee = reinstate_if_paid_in_time(payments, payments.fee(command.fee), booked_at, at)
    _require_covered(fee, amount)
    fee = unpayable_fee(payments, providers, command.fee, at)
    fee.after("settle")  # the active attempt may have been paid meanwhile

    adapter = providers.choose("transfer")
    payment = official_attempt(fee, adapter, command.payment, by=command.by, at=at)
    first = parts[0]
    money = Money(discrepancy.provider, first.transaction, amount, CURRENCY, at, booked_at)
    settled = settle_payment(payments, providers, payment, money, at, allocated=True)
    resolved = [_allocated(part, payment, command, at) for part in parts]

    payments.commit([*settled, *resolved], at=at)
    log.metric("MoneyAllocated")
    return payments.discrepancy(discrepancy.id)


@dataclass(frozen=True, slots=True)
class _Part:
    """The money of one bank transaction: `amount` đồng that belong to no fee yet."""

    discrepancy: Discrepancy
    transaction: str
    amount: int
    booked_at: datetime


def _others(command: AllocateMoney) -> Sequence[str]:
    """Each once, and not the discrepancy itself again."""
    return [each for each in dict.fromkeys(command.together) if each != command.discrepancy]


def _part(payments: PaymentRepository, discrepancy: Discrepancy) -> _Part:
    """Raises DiscrepancyOver, DiscrepancyNotThisWay."""
    transaction = unmatched_transaction(discrepancy)
    amount = payments.book(transaction).owed("unallocated")
    return _Part(discrepancy, transaction, amount, payments.provider_event(transaction).at)


def _allocated(
    part: _Part, payment: PaymentAttempt, command: AllocateMoney, at: datetime
) -> Change:
    """The money leaves where it waited, and its discrepancy ends."""
    provider = part.discrepancy.provider
    source = Movement(
        "allocation", payment.id, part.transaction, provider, part.amount, at, payment.fee
    )
    entry = movement_entry(source, "unallocated", ALLOCATED)
    resolved = resolved_by(part.discrepancy, command, at)
    return resolved._replace(extra_writes=(entry_write(entry),))


def _require_covered(fee: Fee, amount: int) -> None:
    """Raises FeeNotDue, MoneyTooLittle."""
    fee.after("settle")
    if amount < fee.total:
        raise MoneyTooLittle(field="fee", amount=amount, total=fee.total)
