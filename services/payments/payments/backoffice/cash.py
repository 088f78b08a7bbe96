"""Cash at the one-stop desk: an official takes the whole of a fee, after its active attempt is
closed.
"""

from dataclasses import dataclass
from datetime import datetime

from kit.persistence.repository import Conflict, retry_on_conflict
from payments.checkout.close import unpayable_fee
from payments.checkout.official_attempt import official_attempt
from payments.domain.cash_shift import CashMovement, record_movement
from payments.domain.ledger import Money
from payments.domain.payment_attempt import PaymentAttempt
from payments.providers.registry import Providers
from payments.repository import PaymentRepository
from payments.settlement.settle import CURRENCY, settle_payment


@dataclass(frozen=True, slots=True)
class TakeCash:
    """An official (`by`) took the whole of a fee at `desk`; `payment`, the new attempt's id, is the
    same over repeats.
    """

    payment: str
    fee: str
    by: str
    desk: str | None = None


@retry_on_conflict
def take_cash(
    payments: PaymentRepository, providers: Providers, command: TakeCash, at: datetime
) -> PaymentAttempt:
    """The whole of a fee is taken in cash; the receipt is issued.

    Raises NotFound, FeeNotDue, PaymentProcessing, PaymentProviderUnavailable,
    PaymentProviderRefused.
    """
    if existing := payments.payment_if_any(command.payment):
        return existing
    fee = unpayable_fee(payments, providers, command.fee, at)
    fee.after("settle")

    adapter = providers.choose("cash")
    payment = official_attempt(
        fee, adapter, command.payment, by=command.by, desk=command.desk, at=at
    )
    money = Money(payment.provider, f"desk:{payment.id}", fee.total, CURRENCY, at)
    changes = settle_payment(payments, providers, payment, money, at)
    if not any(change.event and change.event.TYPE == "fee.settled" for change in changes):
        raise Conflict  # other money settled it meanwhile: look again, and take nothing
    movement = CashMovement(
        kind="taken", about=payment.id, dossier=payment.dossier, amount=fee.total, at=at
    )
    changes.append(record_movement(payments.shift_of(command.by), movement))

    payments.commit(changes, at=at)
    return payments.payment(payment.id)
