"""The provider request: stored before it is made, so that a repeat is the same request."""

from datetime import datetime
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from contracts.terms import Dong, Language, Moment
from kit.core.events import Change
from kit.core.model import Aggregate, Model
from payments.domain.bill import Bill

RequestOutcome = Literal["pending", "answered", "refused", "unknown"]


class OrderLine(Model):
    """The name that the payer reads beside an amount in đồng."""

    name: str
    amount: Annotated[Dong, Field(gt=0)]


class Order(Model):
    """The order to open an attempt at a provider.

    It holds all that the request is made of, so that a repeat is equal byte for byte. `bill` is for
    providers that must be told what is paid for.
    """

    payment: str
    fee: str
    lines: tuple[OrderLine, ...]
    return_url: str
    language: Language
    expires: Moment
    bill: Bill | None = None


class ProviderRequest(Aggregate):
    """`id` is `<attempt>#<n>`; `error` is the provider's code.

    `outcome` "unknown": the provider may or may not have done it, and is asked again with `key`.
    """

    KIND: ClassVar[str] = "REQUEST"

    payment: str
    at: Moment
    outcome: RequestOutcome = "pending"
    error: str | None = None

    @property
    def key(self) -> str:
        """The provider's idempotency key: the same for every repeat of this request."""
        return f"pay-{self.payment}-call-{self.id.rpartition('#')[2]}"


class OpenRequest(ProviderRequest):
    """The first request of an attempt: to open it."""

    order: Order


class CloseRequest(ProviderRequest):
    """A request to close a session."""

    session: str


def request_id(payment: str, number: int) -> str:
    """The id of the n-th request (from 1) of an attempt."""
    return f"{payment}#{number}"


def prepare_open(order: Order, at: datetime, *, vault: str | None = None) -> Change:
    """The provider is about to be asked to open an attempt; `vault` seals what its bill says of the
    payer.
    """
    request = OpenRequest(
        id=request_id(order.payment, 1), vault=vault, payment=order.payment, at=at, order=order
    )
    return Change(request, None)


def prepare_close(payment: str, number: int, session: str, at: datetime) -> Change:
    """The provider is about to be asked to close an attempt, by its n-th request."""
    request = CloseRequest(id=request_id(payment, number), payment=payment, at=at, session=session)
    return Change(request, None)


def conclude(request: ProviderRequest, outcome: RequestOutcome, error: str | None = None) -> Change:
    """The request was answered, refused, or not answered."""
    return Change(request.evolve(outcome=outcome, error=error), None)
