"""Events of attempts to pay, and of what providers notify."""

from contracts.payments.fees import Method
from contracts.terms import Dong, Sha256
from kit.core.model import Event


class PaymentOpened(Event):
    """The payer can pay."""

    TYPE = "payment.opened"

    fee: str
    method: Method


class PaymentDeclined(PaymentOpened):
    """A try was declined; the payment stays open."""

    TYPE = "payment.declined"


class PaymentExpired(PaymentOpened):
    """Nobody paid in time."""

    TYPE = "payment.expired"


class PaymentCancelled(PaymentOpened):
    """The payer walked away."""

    TYPE = "payment.cancelled"


class PaymentFailed(PaymentOpened):
    """The provider gave it up."""

    TYPE = "payment.failed"


class PaymentPaid(Event):
    """Money came. `kept` + `surplus` = `amount`."""

    TYPE = "payment.paid"

    fee: str
    method: Method
    amount: Dong
    kept: Dong
    surplus: Dong


class ProviderNotified(Event):
    """A provider's webhook was verified and stored; the work is done from the queue."""

    TYPE = "provider.notified"

    provider: str
    kind: str
    object: str
    digest: Sha256
