"""Outcomes beside success: an attempt that is open, has ended, or whose money is not owed."""

from datetime import timedelta

import pytest

from tests.unit.portal.browser import Browser
from tests.unit.portal.world import CARD_PAGE, FEE, NOW, World

PAYMENT = "01KAQ0PAY00000000000000000"
"""The first attempt of a world."""


@pytest.mark.parametrize("link", ["?lang=en", "?stop=1"])
def test_a_page_still_checks_after_a_change_of_language_or_a_stop(
    link: str,
) -> None:
    visitor = Browser(World())
    visitor.look_up()
    visitor.start_payment("card")
    checking = visitor.follow(visitor.get(f"/ket-qua/{FEE}"))
    link_target = f"/thanh-toan/{PAYMENT}{link}"

    assert f'href="{link_target}"' in checking.text
    page = visitor.get(link_target)
    assert page.title.startswith(("Đang kiểm tra thanh toán", "Checking your payment"))


def test_a_page_waits_at_one_address_and_says_when_it_looked_last() -> None:
    visitor = Browser(World())
    visitor.look_up()
    visitor.start_payment("card")
    path = f"/thanh-toan/{PAYMENT}"
    page = visitor.follow(visitor.get(f"/ket-qua/{FEE}"))
    for _ in range(6):
        assert page.headers["Refresh"] == f"5; url={path}"
        assert "Kiểm tra lần cuối lúc 10:00:00" in page.text_content
        page = visitor.get(path)

    assert page.title.startswith("Chưa nhận được thanh toán")
    assert "Refresh" not in page.headers


def test_an_attempt_that_its_provider_never_opened_is_not_checked_for_ever() -> None:
    visitor = Browser(World())
    visitor.look_up()
    visitor.start_payment("card")
    visitor.world.attempts[PAYMENT] |= {"state": "created", "url": None}
    page = visitor.get(f"/thanh-toan/{PAYMENT}")

    assert page.title.startswith("Chưa nhận được thanh toán")
    assert "Refresh" not in page.headers
    assert "Hủy lần thanh toán này" in page.text_content


@pytest.mark.parametrize("method", ["card", "transfer"])
def test_an_expired_attempt_offers_neither_qr_code_nor_card_page(method: str) -> None:
    visitor = Browser(World())
    visitor.look_up()
    visitor.start_payment(method)
    visitor.world.clock = lambda: NOW + timedelta(minutes=90)
    visitor.look_up()
    page = visitor.get(f"/thanh-toan/{PAYMENT}")

    assert page.title.startswith("Lần thanh toán đã kết thúc")
    assert "data:image/png" not in page.text
    assert CARD_PAGE not in page.text
    assert "Thanh toán lại" in page.text_content


@pytest.mark.parametrize(
    ("state", "by"), [("settled", "01KAQ0PAY000000000000000ZZ"), ("void", None), ("waived", None)]
)
def test_money_that_is_not_owed_is_shown_as_to_be_refunded(state: str, by: str | None) -> None:
    visitor = Browser(World())
    visitor.look_up()
    visitor.start_payment("transfer")
    visitor.world.settle(PAYMENT)
    visitor.world.fee_state, visitor.world.settled_by = state, by
    page = visitor.get(f"/thanh-toan/{PAYMENT}")

    assert page.title.startswith("Khoản tiền đã đến và sẽ được hoàn lại")
    assert "hồ sơ được giải quyết tiếp" not in page.text_content
    assert "/bien-lai/" not in page.text


@pytest.mark.parametrize("unavailable", ["fees", ""])
def test_a_payment_is_confirmed_even_where_the_fee_is_unavailable(
    unavailable: str,
) -> None:
    visitor = Browser(World())
    visitor.look_up()
    visitor.start_payment("transfer")
    visitor.world.settle(PAYMENT)
    visitor.world.unavailable = unavailable

    assert visitor.get(f"/thanh-toan/{PAYMENT}").title.startswith("Đã nhận được thanh toán")


def test_the_refunded_amount_of_a_fee_is_shown() -> None:
    assert (
        "Đã hoàn lại: 50.000 đồng"
        in Browser(World(fee_state="settled", refunded=50_000)).look_up().text_content
    )
    assert "Đã hoàn lại" not in Browser(World(fee_state="settled")).look_up().text_content


def test_a_providers_rejection_is_not_shown_as_unavailability() -> None:
    visitor = Browser(World())
    visitor.look_up()
    visitor.world.problem = (503, "payment_provider_refused")
    page = visitor.start_payment("card")

    assert "detail of payment_provider_refused" in page.text_content
    assert "bấm lại" not in page.text_content
    visitor.world.problem = (503, "payment_provider_unavailable")
    assert "bấm nút dưới đây để gửi lại" in visitor.start_payment("card").text_content


def test_an_attempt_that_cannot_be_cancelled_leads_back_to_its_page() -> None:
    visitor = Browser(World())
    visitor.look_up()
    visitor.start_payment("card")
    visitor.get(f"/thanh-toan/{PAYMENT}")
    visitor.world.problem = (503, "payment_provider_refused")
    response = visitor.submit(f"/thanh-toan/{PAYMENT}/huy")

    assert (response.status, response.headers["Location"]) == (303, f"/thanh-toan/{PAYMENT}")


def test_a_visitor_whose_key_was_replaced_sees_what_to_do() -> None:
    visitor = Browser(World())
    visitor.look_up()
    visitor.world.problem = (429, "too_many_attempts")
    page = visitor.get("/ho-so")

    assert page.status == 429
    assert "không còn đúng" in page.text_content
    assert "thanh toán" not in page.text_content.partition("Mã tra cứu không còn đúng")[2][:200]


def test_a_declined_card_differs_from_a_page_that_was_left() -> None:
    visitor = Browser(World())
    visitor.look_up()
    visitor.start_payment("card")
    [attempt] = visitor.world.attempts.values()
    attempt["declined_at"] = attempt["expires"]

    first = visitor.follow(visitor.get(f"/ket-qua/{FEE}"))
    second = visitor.get(f"/thanh-toan/{PAYMENT}")

    assert first.title.startswith("Đang kiểm tra thanh toán")
    assert second.title.startswith("Thanh toán không thành công")
    assert "Tiếp tục thanh toán bằng thẻ" in second.text_content
    assert "Refresh" not in second.headers
