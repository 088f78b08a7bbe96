"""What a gateway is asked and what it answers, in our own terms."""

from typing import Annotated, Literal

from pydantic import Field

from contracts.terms import Dong, Language, Moment
from kit.errors import Unavailable
from kit.model import Model


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


class Opened(Model):
    """The provider opened it under `session`; the payer pays at `url` (None once it is no longer open)."""

    session: str
    url: str | None


class Seen(Model):
    """How a session stands at the provider. `amount` in đồng."""

    session: str
    state: Literal["open", "processing", "paid", "expired"]
    amount: Dong
    currency: str


class ProviderUnavailable(Unavailable):
    """The provider did not answer, or not usefully: it may or may not have done what it was asked."""

    code = "payment_provider_unavailable"
    vi = "Cổng thanh toán thẻ tạm thời không phản hồi. Xin thử lại sau ít phút; chưa có khoản tiền nào bị trừ hai lần."
    en = "The card payment provider does not answer now. Please try again in a few minutes; nothing is charged twice."

    def __init__(self, error: str) -> None:
        """`error` is the provider's code, for the record."""
        super().__init__(retry_after=60)
        self.error = error


class StillOpen(ProviderUnavailable):
    """The provider would not close the try and says that it is open: it stays payable for now."""

    def __init__(self) -> None:
        """Its own name is the error."""
        super().__init__("still_open")


class ProviderRefused(Unavailable):
    """The provider refused the request for good: our request or our account is at fault, not the payer."""

    code = "payment_provider_refused"
    vi = "Cổng thanh toán thẻ từ chối yêu cầu. Xin chọn cách thanh toán khác hoặc liên hệ bộ phận một cửa."
    en = "The card payment provider refused the request. Please pay another way or ask the one-stop desk."

    def __init__(self, error: str) -> None:
        """`error` is the provider's code, for the record."""
        super().__init__()
        self.error = error
