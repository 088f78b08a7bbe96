"""The port of providers: what a gateway is asked and what it answers, in our own words."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Annotated, Literal, Protocol

from pydantic import Field

from contracts.terms import Dong
from kit.core.errors import Unavailable
from kit.core.model import Model
from payments.domain.balance_transaction import BalanceTransaction
from payments.domain.payment_instructions import PaymentInstructions
from payments.domain.provider_event import ProviderEvent
from payments.domain.provider_report import RefundStatus
from payments.domain.provider_request import Order


class Capabilities(Model):
    """What a provider does by machine; officials do the rest.

    `close`: a session can be ended there; `refund`: money can be sent back; `query`: it can be
    asked for the status of a session; `list_balance_transactions`: it lists its books of a period;
    `list_events`: it lists events whose delivery failed.
    """

    close: bool = False
    refund: bool = False
    query: bool = False
    list_balance_transactions: bool = False
    list_events: bool = False


class SessionStatus(Model):
    """`amount` in the smallest unit of `currency`; `charge` is the provider's id of the money."""

    session: str
    state: Literal["open", "processing", "paid", "expired"]
    amount: Dong
    currency: str
    charge: str | None = None


class RefundOrder(Model):
    """`amount` đồng of a session's money go back; `refund`, `payment` and `fee` are our ids."""

    refund: str
    payment: str
    fee: str
    session: str
    amount: Annotated[Dong, Field(gt=0)]


class Gateway(Protocol):
    """The way to a provider. A repeat with the same `key` is the same request.

    Every method may raise PaymentProviderUnavailable (it may be done) and PaymentProviderRefused
    (it is not). What `capabilities` denies is never called.
    """

    @property
    def capabilities(self) -> Capabilities:
        """What this provider does by machine."""
        ...

    def start(self, order: Order, key: str) -> PaymentInstructions:
        """Open a session."""
        ...

    def query(self, session: str) -> SessionStatus:
        """The present status of a session."""
        ...

    def close(self, session: str, key: str) -> SessionStatus:
        """End a session so that nobody can pay it any more; answers its status then."""
        ...

    def refund(self, order: RefundOrder, key: str) -> RefundStatus:
        """Send money back."""
        ...

    def find_refund(self, order: RefundOrder) -> RefundStatus | None:
        """The refund of an order by our id, for when the provider may have forgotten `key`."""
        ...

    def list_balance_transactions(
        self, since: datetime, until: datetime
    ) -> Iterator[BalanceTransaction]:
        """The provider's books from `since` (included) to `until` (excluded), oldest first."""
        ...

    def list_events(
        self, since: datetime, until: datetime | None = None
    ) -> Iterator[ProviderEvent]:
        """The events from `since` to `until` (excluded; None: to now), oldest first.

        Each is equal to the one that its callback would have given.
        """
        ...


class Callback(Protocol):
    """The reader of a provider's callbacks; it needs neither the gateway nor its SDK."""

    def parse_callback(
        self, raw: bytes, headers: Mapping[str, str], now: datetime
    ) -> Sequence[ProviderEvent]:
        """The events of a body, each with a report of the closed union `ProviderReport`.

        The body is verified first. Raises MalformedRequest, BadSignature, UnexpectedEvent.
        """
        ...


class PaymentProviderUnavailable(Unavailable):
    """The provider did not answer usefully: it may or may not have done what it was asked."""

    code = "payment_provider_unavailable"
    vi = (
        "Đơn vị thanh toán tạm thời không trả lời. Vui lòng thử lại sau ít phút; không khoản "
        "tiền nào bị trừ hai lần."
    )
    en = (
        "The payment provider does not respond at present. Please try again in a few minutes; "
        "nothing is charged twice."
    )

    def __init__(self, error: str) -> None:
        """`error` is the provider's code, for the record."""
        super().__init__(retry_after=60)
        self.error = error


class AttemptStillOpen(PaymentProviderUnavailable):
    """The provider would not close the session and says that it is open: it stays payable."""

    code = "attempt_still_open"
    vi = "Chưa thể kết thúc lần thanh toán trước. Vui lòng thử lại sau ít phút."
    en = "The earlier payment cannot be ended yet. Please try again in a few minutes."

    def __init__(self) -> None:
        super().__init__(self.code)


class PaymentProviderRefused(Unavailable):
    """The provider refused for good: our request or our account is at fault, not the payer."""

    code = "payment_provider_refused"
    vi = (
        "Đơn vị thanh toán từ chối yêu cầu. Vui lòng chọn cách thanh toán khác hoặc liên hệ bộ "
        "phận một cửa."
    )
    en = (
        "The payment provider refused the request. Please choose another way to pay, or contact "
        "the one-stop desk."
    )

    def __init__(self, error: str) -> None:
        """`error` is the provider's code, for the record."""
        super().__init__()
        self.error = error
