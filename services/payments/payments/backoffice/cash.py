"""What officials do with fees: take cash for one, waive one, void one; an open try is closed first."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from contracts.payments import Method
from kit.core.events import Change
from kit.persistence.repository import Conflict, retry_on_conflict
from payments.checkout.close import close_active_attempt
from payments.domain import fee as fees
from payments.domain.fee import Fee
from payments.domain.ledger import Money
from payments.domain.payment_attempt import PaymentAttempt, PaymentProcessing
from payments.providers.registry import BY_METHOD
from payments.repository import Store
from payments.settlement.settle import CURRENCY, settle_payment


@dataclass(frozen=True, slots=True)
class Taken:
    """An official took the whole of a fee at `desk`, or gave it money that came. `payment` is the same over repeats."""

    payment: str
    fee: str
    by: str
    desk: str | None = None


@dataclass(frozen=True, slots=True)
class Ended:
    """An official waives or voids a fee, and why. `request` is the same over repeats of the request."""

    request: str
    fee: str
    why: str
    by: str


@retry_on_conflict
def take_cash(store: Store, taken: Taken, at: datetime) -> PaymentAttempt:
    """A fee is paid at the desk, with its receipt.

    Raises NotFound, FeeNotDue, PaymentProcessing, PaymentProviderUnavailable.
    """
    if known := store.payment_if_any(taken.payment):
        return known
    fee = free_to_decide(store, taken.fee, at)
    fee.after("settle")
    payment = by_official(fee, "cash", taken, at)
    money = Money(BY_METHOD["cash"].provider, f"desk:{payment.id}", fee.total, CURRENCY, at)
    changes = settle_payment(store, payment, money, at)
    if not any(change.event and change.event.TYPE == "fee.settled" for change in changes):
        raise Conflict  # other money settled it meanwhile: look again, and take nothing
    store.commit(changes, at=at)
    return store.payment(payment.id)


@retry_on_conflict
def waive(store: Store, ended: Ended, at: datetime) -> Fee:
    """The fee need not be paid; raises NotFound, FeeNotDue, PaymentProcessing, PaymentProviderUnavailable."""
    return _ended(store, ended, fees.waive, at)


@retry_on_conflict
def void(store: Store, ended: Ended, at: datetime) -> Fee:
    """The fee was asked for in error; raises NotFound, FeeNotDue, PaymentProcessing, PaymentProviderUnavailable."""
    return _ended(store, ended, fees.void, at)


def by_official(fee: Fee, method: Method, taken: Taken, at: datetime) -> PaymentAttempt:
    """The try that an official's money stands for: open and paid in one commit."""
    return PaymentAttempt(
        id=taken.payment,
        dossier=fee.dossier,
        vault=fee.vault,
        fee=fee.id,
        method=method,
        amount=fee.total,
        state="pending",
        since=at,
        expires=at,
        taken_by=taken.by,
        desk=taken.desk,
    )


def free_to_decide(store: Store, fee_id: str, at: datetime) -> Fee:
    """The fee once nobody can pay it any more; money that came meanwhile has settled it."""
    close_active_attempt(store, fee_id, at)
    fee = store.fee(fee_id)
    if (
        store.active_attempt(fee_id).attempt is not None
    ):  # read last: whoever starts later changes the fee's version
        raise PaymentProcessing(field="fee")
    return fee


def _ended(store: Store, ended: Ended, how: Callable[..., Change], at: datetime) -> Fee:
    known = store.fee(ended.fee)
    if known.decided == ended.request:
        return known
    fee = free_to_decide(store, ended.fee, at)
    store.commit([how(fee, why=ended.why, by=ended.by, at=at, request=ended.request)], at=at)
    return store.fee(fee.id)
