"""What a payer is told where a try did not simply succeed: it goes on, its time is over, its money is not owed."""

from datetime import timedelta

import pytest

from tests.unit.portal.browser import Browser
from tests.unit.portal.town import CARD_PAGE, FEE, NOW, Town

PAYMENT = "01KAQ0PAY00000000000000000"
"""The first try of a town."""


@pytest.mark.parametrize("link", ["?lang=en", "?stop=1"])
def test_a_payer_who_changes_the_language_or_stops_the_page_is_still_told_that_it_asks(
    link: str,
) -> None:
    visitor = Browser(Town())
    visitor.look_up()
    visitor.start("card")
    asking = visitor.follow(visitor.get(f"/ket-qua/{FEE}"))
    onward = f"/thanh-toan/{PAYMENT}{link}&amp;n=1"

    assert f'href="{onward}"' in asking.text
    shown = visitor.get(onward.replace("&amp;", "&"))
    assert shown.title.startswith(("Đang kiểm tra thanh toán", "Checking your payment"))


def test_a_try_that_its_provider_never_opened_is_not_asked_about_for_ever() -> None:
    visitor = Browser(Town())
    visitor.look_up()
    visitor.start("card")
    visitor.town.tries[PAYMENT] |= {"state": "created", "url": None}
    shown = visitor.get(f"/thanh-toan/{PAYMENT}")

    assert shown.title.startswith("Chưa nhận được thanh toán")
    assert "Refresh" not in shown.headers
    assert "Hủy lần thanh toán này" in shown.words


@pytest.mark.parametrize("method", ["card", "transfer"])
def test_no_code_and_no_card_page_is_offered_once_the_time_of_a_try_is_over(method: str) -> None:
    visitor = Browser(Town())
    visitor.look_up()
    visitor.start(method)
    visitor.town.clock = lambda: NOW + timedelta(minutes=90)
    visitor.look_up()
    shown = visitor.get(f"/thanh-toan/{PAYMENT}")

    assert shown.title.startswith("Lần thanh toán đã kết thúc")
    assert "/qr/" not in shown.text
    assert CARD_PAGE not in shown.text
    assert "Thanh toán lại" in shown.words


@pytest.mark.parametrize(
    ("state", "by"), [("settled", "01KAQ0PAY000000000000000ZZ"), ("void", None), ("waived", None)]
)
def test_money_that_is_not_owed_is_told_to_go_back(state: str, by: str | None) -> None:
    visitor = Browser(Town())
    visitor.look_up()
    visitor.start("transfer")
    visitor.town.settle(PAYMENT)
    visitor.town.fee_state, visitor.town.settled_by = state, by
    shown = visitor.get(f"/thanh-toan/{PAYMENT}")

    assert shown.title.startswith("Khoản tiền đã đến và sẽ được hoàn lại")
    assert "hồ sơ được giải quyết tiếp" not in shown.words
    assert "/bien-lai/" not in shown.text


@pytest.mark.parametrize("unheard", ["fees", ""])
def test_money_that_settled_the_fee_is_thanked_for_even_where_the_fee_is_not_to_be_had(
    unheard: str,
) -> None:
    visitor = Browser(Town())
    visitor.look_up()
    visitor.start("transfer")
    visitor.town.settle(PAYMENT)
    visitor.town.silent = unheard

    assert visitor.get(f"/thanh-toan/{PAYMENT}").title.startswith("Đã nhận được thanh toán")


def test_what_went_back_of_a_fee_is_shown() -> None:
    assert (
        "Đã hoàn lại: 50.000 đồng"
        in Browser(Town(fee_state="settled", refunded=50_000)).look_up().words
    )
    assert "Đã hoàn lại" not in Browser(Town(fee_state="settled")).look_up().words


def test_a_provider_that_refuses_is_told_as_a_refusal_and_not_as_silence() -> None:
    visitor = Browser(Town())
    visitor.look_up()
    visitor.town.refuse = (503, "payment_provider_refused")
    shown = visitor.start("card")

    assert "detail of payment_provider_refused" in shown.words
    assert "bấm lại" not in shown.words
    visitor.town.refuse = (503, "payment_provider_unavailable")
    assert "bấm lại một lần nữa" in visitor.start("card").words


def test_a_provider_that_will_not_close_a_try_leaves_the_payer_on_its_page() -> None:
    visitor = Browser(Town())
    visitor.look_up()
    visitor.start("card")
    visitor.get(f"/thanh-toan/{PAYMENT}")
    visitor.town.refuse = (503, "payment_provider_refused")
    sent = visitor.send(f"/thanh-toan/{PAYMENT}/huy")

    assert (sent.status, sent.headers["Location"]) == (303, f"/thanh-toan/{PAYMENT}")


@pytest.mark.parametrize("count", ["9" * 5_000, "x", "-1", ""])
def test_a_count_that_nobody_counted_is_none(count: str) -> None:
    visitor = Browser(Town())
    visitor.look_up()
    visitor.start("card")

    assert visitor.get(f"/thanh-toan/{PAYMENT}?n={count}").title.startswith(
        "Chưa nhận được thanh toán"
    )


def test_who_is_shut_out_by_the_guesses_of_others_is_told_why_and_for_how_long() -> None:
    visitor = Browser(Town())
    visitor.look_up()
    visitor.town.refuse = (429, "too_many_tries")
    shown = visitor.get("/ho-so")

    assert shown.status == 429
    assert "nhập sai quá nhiều lần" in shown.words
    assert "sau một giờ" in shown.words
