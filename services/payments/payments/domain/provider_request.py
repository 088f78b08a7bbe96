"""The call: one request to a provider, written down before it is made, so that a repeat is the same request."""

from datetime import datetime
from typing import ClassVar, Literal

from contracts.terms import Moment
from kit.core.events import Change
from kit.core.model import Aggregate
from payments.providers.port import Order

RequestOutcome = Literal["asked", "answered", "refused", "unknown"]


class ProviderRequest(Aggregate):
    """`id` is `<payment>#<n>`. `outcome` "unknown": the provider may or may not have done it; ask again with `key`."""

    KIND: ClassVar[str] = "REQUEST"

    payment: str
    at: Moment
    outcome: RequestOutcome = "asked"
    error: str | None = None

    @property
    def key(self) -> str:
        """The provider's idempotency key: the same for every repeat of this call."""
        return f"pay-{self.payment}-call-{self.id.rpartition('#')[2]}"


class OpenRequest(ProviderRequest):
    """The first call of a try: to open what `order` says."""

    order: Order


class CloseRequest(ProviderRequest):
    """A call to close a session."""

    session: str


def request_id(payment: str, number: int) -> str:
    """The id of the n-th call (from 1) of a payment."""
    return f"{payment}#{number}"


def prepare_open(order: Order, at: datetime) -> Change:
    """The provider is about to be asked to open a try."""
    return Change(
        OpenRequest(id=request_id(order.payment, 1), payment=order.payment, at=at, order=order),
        None,
    )


def prepare_close(payment: str, number: int, session: str, at: datetime) -> Change:
    """The provider is about to be asked to close a try, as its n-th call."""
    return Change(
        CloseRequest(id=request_id(payment, number), payment=payment, at=at, session=session), None
    )


def conclude(call: ProviderRequest, outcome: RequestOutcome, error: str | None = None) -> Change:
    """What became of the call; `error` is the provider's code."""
    return Change(call.evolve(outcome=outcome, error=error), None)
