"""A fee on its dossier's page: what can be done with it, and what must not be done twice."""

import json

import pytest

from tests.unit.pages.page_view import PageView
from tests.unit.portal.browser import Browser
from tests.unit.portal.world import CARD_PAGE, World
from tests.unit.portal.world_answers import FEE

BUTTONS = {
    "vi": ("Thanh toán bằng thẻ", "Chuyển khoản bằng mã QR"),
    "en": ("Pay by card", "Pay by bank transfer with a QR code"),
}


def dossier_page(state: str, language: str = "vi", method: str = "card") -> PageView:
    """The page of a dossier whose payer began to pay."""
    visitor = Browser(World(), accept_language=language)
    visitor.look_up()
    visitor.start_payment(method)
    visitor.world.attempts[next(iter(visitor.world.attempts))]["state"] = state
    return visitor.get("/ho-so")


def buttons(page: PageView, language: str = "vi") -> list[str]:
    return [word for word in BUTTONS[language] if f">{word}</button>" in page.text]


@pytest.mark.parametrize(
    ("language", "tag", "sentence"),
    [
        ("vi", "Đang xử lý", "Vui lòng không thanh toán lại."),
        ("en", "Being processed", "Please do not pay again."),
    ],
)
@pytest.mark.parametrize("method", ["card", "transfer"])
def test_while_a_bank_works_on_a_payment_nobody_is_asked_to_pay_again(
    method: str, language: str, tag: str, sentence: str
) -> None:
    page = dossier_page("processing", language, method)

    assert buttons(page, language) == []
    assert f">{tag}</span>" in page.text
    assert page.text_content.count(sentence) == 1
    assert "Chưa thanh toán" not in page.text_content
    assert "Xin đợi kết quả" not in page.text_content


@pytest.mark.parametrize("state", ["pending", "failed", "expired", "cancelled"])
def test_a_payment_that_may_begin_anew_has_its_buttons(state: str) -> None:
    page = dossier_page(state)

    assert buttons(page) == list(BUTTONS["vi"])
    assert ">Chưa thanh toán</span>" in page.text
    assert ("đang có một lần thanh toán chưa xong" in page.text_content) is (state == "pending")


PLATFORM = {
    "vi": "Thanh toán qua Nền tảng thanh toán quốc gia",
    "en": "Pay through the national payment platform",
}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_national_payment_platform_is_a_choice_where_it_is_connected(language: str) -> None:
    visitor = Browser(World(has_platform=True), accept_language=language)
    page = visitor.look_up()

    assert f">{PLATFORM[language]}</button>" in page.text
    sent = {"vi": "họ tên, số giấy tờ và địa chỉ", "en": "the name, identity number and address"}
    assert sent[language] in page.text_content


@pytest.mark.parametrize("language", ["vi", "en"])
def test_where_it_is_not_connected_nobody_reads_of_it(language: str) -> None:
    page = Browser(World(), accept_language=language).look_up()

    assert PLATFORM[language] not in page.text
    assert "thanh toán quốc gia" not in page.text_content
    assert "national payment platform" not in page.text_content


def test_the_payer_is_sent_to_the_platforms_page_with_a_way_back() -> None:
    visitor = Browser(World(has_platform=True))
    visitor.look_up()
    page = visitor.start_payment("platform")

    assert page.status == 303
    assert page.headers["Location"].startswith(CARD_PAGE)
    [started] = [
        json.loads(r.body) for r in visitor.world.requests if r.method == "POST" and r.body
    ]
    assert started["method"] == "platform"
    assert started["return_url"].endswith(f"/ket-qua/{FEE}")


@pytest.mark.parametrize(
    ("language", "sentence", "button"),
    [
        ("vi", "vui lòng đợi ít phút rồi kiểm tra lại", "Tiếp tục thanh toán trên Nền tảng"),
        ("en", "please wait a few minutes and check again", "Continue on the national payment"),
    ],
)
def test_an_open_payment_of_the_platform_names_no_card(
    language: str, sentence: str, button: str
) -> None:
    visitor = Browser(World(has_platform=True), accept_language=language)
    visitor.look_up()
    visitor.start_payment("platform")
    [payment] = visitor.world.attempts
    page = visitor.get(f"/thanh-toan/{payment}")

    assert sentence in page.text_content
    assert button in page.text_content
    assert "thẻ bị từ chối" not in page.text_content
    assert "card was declined" not in page.text_content
