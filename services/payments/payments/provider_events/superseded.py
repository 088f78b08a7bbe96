"""The attempt that other money has superseded: a fee that is not due must not stay payable."""

from datetime import datetime

from kit.persistence.repository import retry_on_conflict
from kit.platform import log
from payments.checkout.close import close_active_attempt
from payments.domain import payment_attempt
from payments.providers.port import PaymentProviderRefused, PaymentProviderUnavailable
from payments.providers.registry import Providers
from payments.repository import PaymentRepository
from payments.settlement.settle import PaymentAmountDiffers


def close_superseded(
    payments: PaymentRepository, providers: Providers, fee: str, at: datetime
) -> None:
    """Close the active attempt of a fee that is not due; the next sweep tries again if need be.

    What the provider reported is stored by now: that it will not close another attempt must not
    undo it.
    """
    active = payments.active_attempt(fee).attempt
    if active is None or payments.fee(fee).state == "due":
        return
    try:
        close_active_attempt(payments, providers, fee, at)
    except (PaymentProviderUnavailable, PaymentProviderRefused, PaymentAmountDiffers) as error:
        log.failure("superseded_attempt_open", error, fee=fee)
        _check_soon(payments, fee, at)


@retry_on_conflict
def _check_soon(payments: PaymentRepository, fee: str, at: datetime) -> None:
    """The next sweep looks at the attempt first: it would wait for its own end otherwise."""
    active = payments.active_attempt(fee).attempt
    if active is not None:
        change = payment_attempt.reschedule(payments.payment(active), until=at)
        payments.commit([change], at=at)
