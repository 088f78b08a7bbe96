"""The limits of an attempt: what a provider carries, and where a payer may be sent back to."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Final

from contracts.payments import Method
from kit.core.errors import Invalid
from kit.core.return_addresses import may_return_to
from payments.providers.registry import ADAPTERS, Adapter, Providers

DOSSIER_LIFE: Final = timedelta(days=400)
"""How long a repeated request to pay gets its first answer; assumed longer than any time limit."""


class AmountTooSmallForCard(Invalid):
    """Card networks do not carry so little."""

    code = "amount_too_small_for_card"
    vi = (
        "Khoản phí {amount:dong} nhỏ hơn mức tối thiểu {least:dong} của thẻ. Vui lòng chọn "
        "chuyển khoản ngân hàng hoặc nộp tại bộ phận một cửa."
    )
    en = (
        "The fee of {amount:dong} is below the card minimum of {least:dong}. Please pay by bank "
        "transfer or at the one-stop desk."
    )


class AmountTooLargeForCard(Invalid):
    """Card providers do not take so much in one charge."""

    code = "amount_too_large_for_card"
    vi = (
        "Khoản phí {amount:dong} vượt mức tối đa {most:dong} của thẻ. Vui lòng chọn chuyển "
        "khoản ngân hàng."
    )
    en = (
        "The fee of {amount:dong} is above the card maximum of {most:dong}. Please pay by bank "
        "transfer."
    )


class AmountTooSmallForTransfer(Invalid):
    """Banks do not carry so little."""

    code = "amount_too_small_for_transfer"
    vi = (
        "Khoản phí {amount:dong} nhỏ hơn mức tối thiểu {least:dong} của chuyển khoản. Vui lòng "
        "nộp tại bộ phận một cửa."
    )
    en = (
        "The fee of {amount:dong} is below the transfer minimum of {least:dong}. Please pay at "
        "the one-stop desk."
    )


class AmountTooLargeForTransfer(Invalid):
    """Fast transfers do not carry so much at a time."""

    code = "amount_too_large_for_transfer"
    vi = (
        "Khoản phí {amount:dong} vượt mức tối đa {most:dong} của một lần chuyển khoản. Vui lòng "
        "nộp tại bộ phận một cửa."
    )
    en = (
        "The fee of {amount:dong} is above the maximum of {most:dong} for one transfer. Please "
        "pay at the one-stop desk."
    )


class AmountTooSmallForPlatform(Invalid):
    """The payment platform does not carry so little."""

    code = "amount_too_small_for_platform"
    vi = (
        "Khoản phí {amount:dong} nhỏ hơn mức tối thiểu {least:dong} của Nền tảng thanh toán quốc "
        "gia. Vui lòng nộp tại bộ phận một cửa."
    )
    en = (
        "The fee of {amount:dong} is below the minimum of {least:dong} of the national payment "
        "platform. Please pay at the one-stop desk."
    )


class AmountTooLargeForPlatform(Invalid):
    """The payment platform does not carry so much at a time."""

    code = "amount_too_large_for_platform"
    vi = (
        "Khoản phí {amount:dong} vượt mức tối đa {most:dong} của Nền tảng thanh toán quốc gia. Vui "
        "lòng nộp tại bộ phận một cửa."
    )
    en = (
        "The fee of {amount:dong} is above the maximum of {most:dong} of the national payment "
        "platform. Please pay at the one-stop desk."
    )


class MethodNotOffered(Invalid):
    """The province has not connected this way to pay."""

    code = "method_not_offered"
    vi = "Hệ thống chưa hỗ trợ cách thanh toán này. Vui lòng chọn cách khác."
    en = "This way to pay is not available here. Please choose another one."


TOO_SMALL: Final[dict[Method, type[Invalid]]] = {
    "card": AmountTooSmallForCard,
    "transfer": AmountTooSmallForTransfer,
    "platform": AmountTooSmallForPlatform,
}
TOO_LARGE: Final[dict[Method, type[Invalid]]] = {
    "card": AmountTooLargeForCard,
    "transfer": AmountTooLargeForTransfer,
    "platform": AmountTooLargeForPlatform,
}
SELF_SERVICE_METHODS: Final[tuple[Method, ...]] = tuple(TOO_SMALL)
"""The methods by which a payer pays without an official, where the stage offers them."""
SELF_SERVICE: Final[Mapping[Method, Adapter]] = {
    method: next(adapter for adapter in ADAPTERS if adapter.method == method)
    for method in SELF_SERVICE_METHODS
}
"""Their default providers."""


class ReturnUrlNotAllowed(Invalid):
    """The payer would be sent to a site that is not ours."""

    code = "return_url_not_allowed"
    vi = "Địa chỉ quay lại không nằm trong danh sách cho phép."
    en = "The return address is not on the list of allowed addresses."


def offered_methods(providers: Providers) -> tuple[Method, ...]:
    """The methods by which payers may pay on this stage without an official."""
    return tuple(method for method in SELF_SERVICE_METHODS if providers.offers(method))


def some_method_carries(amount: int) -> bool:
    """Whether a fee of `amount` đồng can be paid without going to a desk."""
    return any(why_not(method, amount) is None for method in SELF_SERVICE)


def why_not(method: Method, amount: int) -> Invalid | None:
    """Why the default provider of a method does not carry `amount` đồng; None where it does."""
    return _why_not(SELF_SERVICE[method], amount)


def require_carried(adapter: Adapter, amount: int) -> None:
    """Raises AmountTooSmallForCard, AmountTooLargeForCard or those for transfers."""
    if refused := _why_not(adapter, amount):
        raise refused


def require_return_allowed(url: str, origins: Sequence[str]) -> None:
    """The origin (scheme, host, port) must equal one of `origins`; raises ReturnUrlNotAllowed."""
    if not may_return_to(url, origins):
        raise ReturnUrlNotAllowed(field="return_url")


def _why_not(adapter: Adapter, amount: int) -> Invalid | None:
    if amount < adapter.least:
        return TOO_SMALL[adapter.method](field="method", amount=amount, least=adapter.least)
    if amount > adapter.most:
        return TOO_LARGE[adapter.method](field="method", amount=amount, most=adapter.most)
    return None
