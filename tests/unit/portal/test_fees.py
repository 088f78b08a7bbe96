"""A fee on its dossier's page: what can be done with it, and what must not be done twice."""

import pytest

from tests.unit.pages.page_view import PageView
from tests.unit.portal.browser import Browser
from tests.unit.portal.world import World

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
