"""Rules on a try to pay: what a card can carry, and where a payer may be sent back to."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final
from urllib.parse import urlsplit

from kit.errors import Invalid

LEAST_BY_CARD: Final = 15_000
"""đồng. Stripe's least charge is worth US$0.50 (about 13,000 đ), held above it so that a rate does not cross it."""
MOST_BY_CARD: Final = 99_999_999
"""đồng: Stripe takes amounts of at most eight digits."""
LONGEST_URL: Final = 2_000
DOSSIER_LIFE: Final = timedelta(days=400)
"""How long a repeated request to pay gets its first answer: longer than any limit of the catalogue (assumed)."""


class AmountTooSmallForCard(Invalid):
    """Card networks do not carry so little."""

    code = "amount_too_small_for_card"
    vi = (
        "Khoản phí {amount} đồng nhỏ hơn mức tối thiểu {least} đồng của thẻ. "
        "Xin chọn chuyển khoản ngân hàng hoặc nộp tại bộ phận một cửa."
    )
    en = (
        "The fee of {amount} đồng is below the card minimum of {least} đồng. "
        "Please pay by bank transfer or at the one-stop desk."
    )


class AmountTooLargeForCard(Invalid):
    """Stripe does not take so much in one charge."""

    code = "amount_too_large_for_card"
    vi = "Khoản phí {amount} đồng vượt mức tối đa {most} đồng của thẻ. Xin chọn chuyển khoản ngân hàng."
    en = "The fee of {amount} đồng is above the card maximum of {most} đồng. Please pay by bank transfer."


class ReturnNotAllowed(Invalid):
    """The payer would be sent to a site that is not ours."""

    code = "return_url_not_allowed"
    vi = "Địa chỉ quay lại không nằm trong danh sách cho phép."
    en = "The return address is not on the list of allowed sites."


def some_method_carries(amount: int) -> bool:
    """Whether a fee of `amount` đồng can be paid at all: by card, as long as there is no bank transfer and no desk."""
    return LEAST_BY_CARD <= amount <= MOST_BY_CARD


def require_card_can_carry(amount: int) -> None:
    """Raises AmountTooSmallForCard or AmountTooLargeForCard."""
    if amount < LEAST_BY_CARD:
        raise AmountTooSmallForCard(field="method", amount=_dotted(amount), least=_dotted(LEAST_BY_CARD))
    if amount > MOST_BY_CARD:
        raise AmountTooLargeForCard(field="method", amount=_dotted(amount), most=_dotted(MOST_BY_CARD))


def require_return_allowed(url: str, origins: Sequence[str]) -> None:
    """The origin (scheme, host, port) must be one of `origins`, to the letter; raises ReturnNotAllowed."""
    try:
        parts = urlsplit(url)
    except ValueError:
        raise ReturnNotAllowed(field="return_url") from None
    plain = url.isascii() and url.isprintable() and " " not in url and "\\" not in url
    if not plain or len(url) > LONGEST_URL or f"{parts.scheme}://{parts.netloc}" not in origins:
        raise ReturnNotAllowed(field="return_url")


def _dotted(amount: int) -> str:
    return f"{amount:,}".replace(",", ".")
