"""Cash at the one-stop desk: an official takes the whole of a fee, after its active attempt is
closed.
"""

from dataclasses import dataclass
from datetime import datetime

from kit.persistence.repository import Conflict, retry_on_conflict
from payments.checkout.close import close_active_attempt
from payments.domain.fee import Fee
from payments.domain.ledger import Money
from payments.domain.payment_attempt import PaymentAttempt, PaymentProcessing
from payments.providers.registry import Adapter, Providers
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
    fee = close_attempts(payments, providers, command.fee, at)
    fee.after("settle")

    adapter = providers.choose("cash")
    payment = official_attempt(
        fee, adapter, command.payment, by=command.by, desk=command.desk, at=at
    )
    money = Money(payment.provider, f"desk:{payment.id}", fee.total, CURRENCY, at)
    changes = settle_payment(payments, providers, payment, money, at)
    if not any(change.event and change.event.TYPE == "fee.settled" for change in changes):
        raise Conflict  # other money settled it meanwhile: look again, and take nothing
    payments.commit(changes, at=at)
    return payments.payment(payment.id)


def official_attempt(
    fee: Fee, adapter: Adapter, id: str, *, by: str, desk: str | None = None, at: datetime
) -> PaymentAttempt:
    """The attempt that an official's money stands for: opened and paid in one commit."""
    return PaymentAttempt(
        id=id,
        dossier=fee.dossier,
        vault=fee.vault,
        fee=fee.id,
        method=adapter.method,
        provider=adapter.provider,
        amount=fee.total,
        state="pending",
        since=at,
        expires=at,
        taken_by=by,
        desk=desk,
    )


def close_attempts(
    payments: PaymentRepository, providers: Providers, fee_id: str, at: datetime
) -> Fee:
    """The fee once nobody can pay it any more; money that came meanwhile has settled it.

    Raises NotFound, PaymentProcessing, PaymentProviderUnavailable, PaymentProviderRefused.
    """
    close_active_attempt(payments, providers, fee_id, at)
    fee = payments.fee(fee_id)
    if (
        payments.active_attempt(fee_id).attempt is not None
    ):  # last: a later start changes the fee's version
        raise PaymentProcessing(field="fee")
    return fee
