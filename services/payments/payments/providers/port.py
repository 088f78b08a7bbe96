"""What a gateway is asked and what it answers, in our own terms: one port, several providers."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Annotated, Literal, Protocol

from pydantic import Field

from contracts.terms import Dong, Language, Moment
from kit.core.errors import Unavailable
from kit.core.model import Model
from payments.domain.payment_instructions import Payee, PaymentInstructions
from payments.domain.provider_event import ProviderEvent


class Capabilities(Model):
    """What a provider does by machine; what it cannot is a case for an official.

    `close`: a try can be ended there; `refund`: money can be sent back; `query`: it can be asked how a try stands;
    `list_balance_transactions`: it gives its book of a period; `list_events`: it repeats notifications that were missed.
    """

    close: bool = False
    refund: bool = False
    query: bool = False
    list_balance_transactions: bool = False
    list_events: bool = False


class OrderLine(Model):
    """What the payer reads beside an amount, in đồng."""

    name: str
    amount: Annotated[Dong, Field(gt=0)]


class Order(Model):
    """A try to open at a provider: everything its request is made of, so that a repeat is equal to the letter."""

    payment: str
    fee: str
    lines: tuple[OrderLine, ...]
    return_url: str
    language: Language
    expires: Moment


class SessionStatus(Model):
    """How a session stands at the provider. `amount` in đồng; `charge` is the provider's id of the money itself."""

    session: str
    state: Literal["open", "processing", "paid", "expired"]
    amount: Dong
    currency: str
    charge: str | None = None


class RefundOrder(Model):
    """Money to send back: `amount` đồng of what came by `session`; `refund`, `payment` and `fee` are our ids."""

    refund: str
    payment: str
    fee: str
    session: str
    amount: Annotated[Dong, Field(gt=0)]


class RefundStatus(Model):
    """How a refund stands at the provider under its `id`; `error` is the provider's code where it failed."""

    id: str
    state: Literal["open", "succeeded", "failed"]
    amount: Dong
    error: str | None = None


class Settlement(Model):
    """What the provider books in the currency it settles in, in that currency's smallest unit.

    `rate` is the provider's own text of the exchange rate, if it names one.
    """

    currency: str
    amount: int
    fee: int
    net: int
    rate: str | None = None


BalanceTransactionKind = Literal[
    "charge", "refund", "refund_failure", "dispute", "dispute_won", "other"
]


class BalanceTransaction(Model):
    """A line of a provider's book. `amount` in đồng as the payer sees it: what came is positive, what left negative.

    `id` is the provider's id of the money, the same as in the ledger (charge: `Seen.charge`; refund: `Refunded.id`);
    `entry` its id of this line. `payment` and `refund` are ours, where the provider carries them.
    """

    entry: str
    kind: BalanceTransactionKind
    id: str
    amount: int
    at: Moment
    payment: str | None = None
    refund: str | None = None
    settlement: Settlement | None = None


class Gateway(Protocol):
    """How a provider is reached. Every call may raise PaymentProviderUnavailable (it may be done) and PaymentProviderRefused (not).

    A repeat with the same `key` is the same request. What `can` denies is never called.
    """

    @property
    def capabilities(self) -> Capabilities:
        """What this provider does by machine."""
        ...

    def start(self, order: Order, key: str) -> PaymentInstructions:
        """Open a try."""
        ...

    def query(self, session: str) -> SessionStatus:
        """How a try stands."""
        ...

    def close(self, session: str, key: str) -> SessionStatus:
        """End a try so that nobody can pay it any more, and say how it stands now."""
        ...

    def refund(self, order: RefundOrder, key: str) -> RefundStatus:
        """Send money back."""
        ...

    def find_refund(self, order: RefundOrder) -> RefundStatus | None:
        """The refund that this order made, looked up by our id: asked once the provider may have forgotten `key`."""
        ...

    def list_balance_transactions(
        self, since: datetime, until: datetime
    ) -> Iterator[BalanceTransaction]:
        """The provider's book from `since` (included) to `until` (not included), oldest first."""
        ...

    def list_events(
        self, since: datetime, until: datetime | None = None
    ) -> Iterator[ProviderEvent]:
        """What the provider told or tried to tell from `since` to `until` (not included; or to now), oldest first, as
        its callback would have read it.
        """
        ...


class Callback(Protocol):
    """Reads what a provider sends us; the gateway itself (and its SDK) is not needed for it."""

    def parse_callback(
        self, raw: bytes, headers: Mapping[str, str], now: datetime
    ) -> Sequence[ProviderEvent]:
        """What a body says once it is verified; raises MalformedRequest, BadSignature, UnexpectedEvent."""
        ...


class PaymentProviderUnavailable(Unavailable):
    """The provider did not answer, or not usefully: it may or may not have done what it was asked."""

    code = "payment_provider_unavailable"
    vi = "Cổng thanh toán tạm thời không phản hồi. Xin thử lại sau ít phút; chưa có khoản tiền nào bị trừ hai lần."
    en = "The payment provider does not answer now. Please try again in a few minutes; nothing is charged twice."

    def __init__(self, error: str) -> None:
        """`error` is the provider's code, for the record."""
        super().__init__(retry_after=60)
        self.error = error


class AttemptStillOpen(PaymentProviderUnavailable):
    """The provider would not close the try and says that it is open: it stays payable for now."""

    def __init__(self) -> None:
        """Its own name is the error."""
        super().__init__("still_open")


class PaymentProviderRefused(Unavailable):
    """The provider refused the request for good: our request or our account is at fault, not the payer."""

    code = "payment_provider_refused"
    vi = "Cổng thanh toán từ chối yêu cầu. Xin chọn cách thanh toán khác hoặc liên hệ bộ phận một cửa."
    en = (
        "The payment provider refused the request. Please pay another way or ask the one-stop desk."
    )

    def __init__(self, error: str) -> None:
        """`error` is the provider's code, for the record."""
        super().__init__()
        self.error = error


__all__ = ["Payee", "PaymentInstructions"]
