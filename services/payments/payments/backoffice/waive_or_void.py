"""Fees that need not be paid: an official waives one, or voids one that was claimed in error."""

from dataclasses import dataclass
from datetime import datetime

from kit.persistence.repository import retry_on_conflict
from payments.checkout.close import unpayable_fee
from payments.domain import fee as fees
from payments.domain.fee import Fee
from payments.providers.registry import Providers
from payments.repository import PaymentRepository


@dataclass(frozen=True, slots=True)
class WaiveFee:
    """An official (`by`) waives a fee (miễn); `request`, the decision's id, is the same over
    repeats.
    """

    request: str
    fee: str
    why: str
    by: str


@dataclass(frozen=True, slots=True)
class VoidFee:
    """An official (`by`) voids a fee; `request`, the decision's id, is the same over repeats."""

    request: str
    fee: str
    why: str
    by: str


@retry_on_conflict
def waive_or_void(
    payments: PaymentRepository, providers: Providers, command: WaiveFee | VoidFee, at: datetime
) -> Fee:
    """The active attempt is closed first; a repeat of the command changes nothing.

    Raises NotFound, FeeNotDue, PaymentProcessing, PaymentProviderUnavailable,
    PaymentProviderRefused.
    """
    existing = payments.fee(command.fee)
    if existing.decided == command.request:
        return existing
    fee = unpayable_fee(payments, providers, command.fee, at)

    decide = fees.waive if isinstance(command, WaiveFee) else fees.void
    change = decide(fee, why=command.why, by=command.by, at=at, request=command.request)

    payments.commit([change], at=at)
    return payments.fee(fee.id)
