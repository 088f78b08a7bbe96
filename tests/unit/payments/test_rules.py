"""What a card can carry and where a payer may go back to."""

from datetime import UTC, datetime

import pytest

from kit.core.return_addresses import LONGEST_URL
from payments.checkout.limits import (
    AmountTooLargeForCard,
    AmountTooSmallForCard,
    ReturnUrlNotAllowed,
    require_carried,
    require_return_allowed,
)
from payments.domain.last_day import last_moment_to_pay
from payments.providers.registry import Providers

CARD = Providers().choose("card")
ALLOWED = ("https://dichvucong.example.vn", "http://localhost:8080")


@pytest.mark.parametrize("amount", [15_000, 150_000, 99_999_999])
def test_a_card_carries(amount: int) -> None:
    require_carried(CARD, amount)


def test_below_the_minimum_the_transfer_is_offered_in_both_languages() -> None:
    with pytest.raises(AmountTooSmallForCard) as refused:
        require_carried(CARD, 14_999)

    assert refused.value.status == 422
    assert refused.value.code == "amount_too_small_for_card"
    assert refused.value.field == "method"
    assert "14.999 đồng" in refused.value.message("vi")
    assert "chuyển khoản" in refused.value.message("vi")
    assert "bank transfer" in refused.value.message("en")


def test_above_the_maximum_the_card_is_refused() -> None:
    with pytest.raises(AmountTooLargeForCard) as refused:
        require_carried(CARD, 100_000_000)

    assert refused.value.code == "amount_too_large_for_card"


@pytest.mark.parametrize(
    "url", ["https://dichvucong.example.vn/cam-on?x=1", "http://localhost:8080"]
)
def test_our_own_sites_are_allowed(url: str) -> None:
    require_return_allowed(url, ALLOWED)


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/",
        "https://dichvucong.example.vn.evil.example/",
        "https://dichvucong.example.vn@evil.example/",
        "https://evil.example\\@dichvucong.example.vn/",
        "http://dichvucong.example.vn/",
        "http://localhost:8081/",
        "javascript:alert(1)",
        "//dichvucong.example.vn/",
        "https://dichvucong.example.vn/\n",
        "https://[::1/",
        "",
        "https://dichvucong.example.vn/" + "x" * LONGEST_URL,
    ],
)
def test_other_sites_are_not(url: str) -> None:
    with pytest.raises(ReturnUrlNotAllowed):
        require_return_allowed(url, ALLOWED)


def test_the_last_day_to_pay_ends_at_midnight_in_vietnam() -> None:
    filed = datetime(2026, 11, 23, 18, 30, tzinfo=UTC)  # 24 November, 01:30 in Vietnam

    assert last_moment_to_pay(filed).astimezone(UTC) == datetime(2026, 12, 1, 17, 0, tzinfo=UTC)
