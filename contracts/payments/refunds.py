"""Events of money that goes back."""

from contracts.terms import Dong
from kit.core.model import Event


class RefundOpened(Event):
    """Money is going back."""

    TYPE = "refund.opened"

    fee: str
    amount: Dong
    why: str


class RefundSucceeded(RefundOpened):
    """The money went back."""

    TYPE = "refund.succeeded"


class RefundFailed(RefundOpened):
    """The money did not go back."""

    TYPE = "refund.failed"
