"""What a visitor gets to see, page by page, without a browser."""

import pytest

from tests.unit.portal.browser import SITE, Browser
from tests.unit.portal.town import CARD_PAGE, CODE, FEE, KEY, QR, RECEIPT, Town


def test_code_and_key_are_typed_once_and_stand_in_no_address() -> None:
    visitor = Browser(Town())
    shown = visitor.look_up("h49.61.01-261123-0001 ", "7k3m9-qx2ta")

    assert CODE in shown.title
    assert not any(
        KEY in str(page.headers.get("Location", "")) or KEY in page.text for page in visitor.seen
    )
    assert KEY not in visitor.cookie
    assert CODE not in visitor.cookie


@pytest.mark.parametrize(
    "typed", [("", ""), ("H49", KEY), ("X.........-261123-0001", KEY), (CODE, "SHORT"), (CODE, "")]
)
def test_a_slip_is_named_and_not_counted_as_a_guess(typed: tuple[str, str]) -> None:
    visitor = Browser(Town())
    visitor.get("/")
    shown = visitor.send("/", code=typed[0], key=typed[1])

    assert (shown.status, visitor.town.asked) == (422, [])
    assert shown.title.startswith("Lỗi:")


def test_a_wrong_key_and_an_unknown_code_look_the_same() -> None:
    answers = []
    for code, key in ((CODE, "AAAAAAAAAM"), ("H49.61.01-261123-9999", KEY)):
        visitor = Browser(Town())
        visitor.get("/")
        answers.append(visitor.send("/", code=code, key=key))

    assert [shown.status for shown in answers] == [404, 404]
    assert all(
        "Không tìm thấy hồ sơ với mã hồ sơ và mã tra cứu này" in shown.words for shown in answers
    )


def test_too_many_wrong_keys_are_told_to_wait() -> None:
    visitor = Browser(Town(refuse=(429, "too_many_tries")))
    visitor.get("/")
    shown = visitor.send("/", code=CODE, key=KEY)

    assert shown.status == 429
    assert "sau một giờ" in shown.words


def test_the_dossier_tells_where_it_stands_and_what_is_due() -> None:
    shown = Browser(Town()).look_up()

    for said in (
        "Yêu cầu thực hiện nghĩa vụ tài chính",
        "150.000\u00a0đồng".replace("\u00a0", " "),
        "Hạn thanh toán: 30/11/2026",
    ):
        assert said in shown.words
    assert "Thanh toán bằng thẻ" in shown.words
    assert "Chuyển khoản bằng mã QR" in shown.words


def test_a_fee_below_the_cards_minimum_offers_the_transfer_and_says_why() -> None:
    shown = Browser(Town(amount=8_000)).look_up()

    assert "Thanh toán bằng thẻ" not in shown.words
    assert "nhỏ hơn mức tối thiểu 15.000 đồng" in shown.words
    assert "Chuyển khoản bằng mã QR" in shown.words


def test_no_fee_is_no_button() -> None:
    shown = Browser(Town(amount=0, status=2)).look_up()

    assert "không có khoản phí, lệ phí nào" in shown.words
    assert "/thanh-toan" not in shown.text


def test_without_the_fees_the_rest_of_the_dossier_is_shown() -> None:
    shown = Browser(Town(silent="fees")).look_up()

    assert shown.status == 200
    assert "Chưa lấy được thông tin phí" in shown.words
    assert "Quá trình giải quyết" in shown.words


def test_a_card_payer_is_sent_to_the_cards_page_and_comes_back_to_ours() -> None:
    visitor = Browser(Town())
    visitor.look_up()
    sent = visitor.start("card")

    assert (sent.status, sent.headers["Location"].startswith(CARD_PAGE)) == (303, True)
    assert (
        visitor.town.asked[-1].body
        == b'{"method": "card", "return_url": "https://motcua.test/ket-qua/' + FEE.encode() + b'"}'
    )
    asking = visitor.follow(visitor.get(f"/ket-qua/{FEE}"))
    assert asking.title.startswith("Đang kiểm tra thanh toán")
    assert asking.headers["Refresh"].startswith("5; url=")


def test_a_payer_is_sent_nowhere_but_to_the_known_pages_for_cards() -> None:
    visitor = Browser(Town(card=lambda payment, _: f"https://elsewhere.test/{payment}"))
    visitor.look_up()

    assert visitor.start("card").headers["Location"].startswith("/thanh-toan/")


def test_the_same_form_sent_twice_starts_one_payment() -> None:
    visitor = Browser(Town())
    visitor.look_up()
    first, again = visitor.start("card"), visitor.start("card")

    assert first.headers["Location"] == again.headers["Location"]
    assert len(visitor.town.tries) == 1
    visitor.get("/ho-so")
    visitor.start("card")
    assert len(visitor.town.tries) == 2


def test_a_page_asks_for_half_a_minute_and_then_leaves_it_to_the_payer() -> None:
    visitor = Browser(Town())
    visitor.look_up()
    visitor.start("card")
    shown, asked = visitor.follow(visitor.get(f"/ket-qua/{FEE}")), 1
    while "Refresh" in shown.headers:
        shown, asked = visitor.get(shown.headers["Refresh"].partition("url=")[2]), asked + 1

    assert asked == 7
    assert shown.title.startswith("Chưa nhận được thanh toán")
    assert "Tiếp tục thanh toán bằng thẻ" in shown.words


@pytest.mark.parametrize(
    ("state", "title"),
    [
        ("paid", "Đã nhận được thanh toán"),
        ("processing", "Thanh toán đang được xử lý"),
        ("failed", "Thanh toán không thành công"),
        ("expired", "Lần thanh toán đã kết thúc"),
        ("cancelled", "Lần thanh toán đã kết thúc"),
        ("created", "Đang kiểm tra thanh toán"),
    ],
)
@pytest.mark.parametrize("method", ["card", "transfer"])
def test_every_end_has_its_page(method: str, state: str, title: str) -> None:
    visitor = Browser(Town())
    visitor.look_up()
    visitor.start(method)
    visitor.town.tries[next(iter(visitor.town.tries))]["state"] = state

    assert visitor.follow(visitor.get(f"/ket-qua/{FEE}")).title.startswith(title)


def test_a_silent_api_is_told_as_not_known_and_asked_again() -> None:
    visitor = Browser(Town())
    visitor.look_up()
    visitor.start("card")
    visitor.town.silent = "GET payments"
    shown = visitor.follow(visitor.get(f"/ket-qua/{FEE}"))

    assert shown.title.startswith("Chưa biết kết quả thanh toán")
    assert "Xin không thanh toán lại" in shown.words
    assert "Refresh" in shown.headers


def test_an_answer_that_was_lost_is_safe_to_ask_for_again() -> None:
    visitor = Browser(Town(silent="POST fees"))
    visitor.look_up()
    lost = visitor.start("transfer")
    visitor.town.silent = ""
    visitor.start("transfer")

    assert (lost.status, len(visitor.town.tries)) == (503, 1)
    assert "không bị tính hai lần" in lost.words


def test_a_transfer_shows_its_code_and_the_same_as_text() -> None:
    visitor = Browser(Town())
    visitor.look_up()
    shown = visitor.follow(visitor.start("transfer"))

    for said in ("VietinBank", "113366668888", "KHO BAC NHA NUOC KHU VUC III", "MC7K3M9QX2TA"):
        assert said in shown.words
    assert QR not in shown.text
    picture = visitor.get("/qr/01KAQ0PAY00000000000000000")
    assert picture.headers["Content-Type"] == "image/svg+xml"
    assert picture.text.startswith("<?xml")


def test_updating_by_itself_can_be_stopped() -> None:
    visitor = Browser(Town())
    visitor.look_up()
    visitor.start("transfer")
    shown = visitor.get("/thanh-toan/01KAQ0PAY00000000000000000?stop=1")

    assert "Refresh" not in shown.headers
    assert "Trang đã dừng tự cập nhật" in shown.words


def test_a_cancelled_try_is_over_and_cancelling_it_twice_changes_nothing() -> None:
    visitor = Browser(Town())
    visitor.look_up()
    visitor.follow(visitor.start("transfer"))
    for _ in range(2):
        ended = visitor.follow(visitor.send("/thanh-toan/01KAQ0PAY00000000000000000/huy"))
        assert ended.title.startswith("Lần thanh toán đã kết thúc")


def test_the_receipt_has_number_lines_total_words_and_collector() -> None:
    visitor = Browser(Town())
    visitor.look_up()
    visitor.start("transfer")
    assert visitor.get(f"/bien-lai/{FEE}").status == 404
    visitor.town.settle("01KAQ0PAY00000000000000000")
    shown = visitor.get(f"/bien-lai/{FEE}")

    for said in (
        RECEIPT,
        "150.000 đồng",
        "Một trăm năm mươi nghìn đồng",
        "Ủy ban nhân dân phường Hồng Gai",
        "Chuyển khoản",
    ):
        assert said in shown.words


def test_a_refusal_is_told_in_the_apis_words() -> None:
    visitor = Browser(Town())
    visitor.look_up()
    visitor.town.fee_state = "settled"
    shown = visitor.start("card")

    assert shown.status == 409
    assert "detail of fee_not_due" in shown.words


def test_a_language_once_chosen_lasts_and_the_browsers_is_the_first_guess() -> None:
    assert Browser(Town(), accepts="en-GB,en;q=0.9").get("/").title.startswith("Track and pay")
    assert Browser(Town(), accepts="de").get("/").title.startswith("Tra cứu")
    visitor = Browser(Town())
    visitor.look_up()
    visitor.get("/ho-so?lang=en")
    assert visitor.get("/ho-so").title.startswith("Dossier")
    assert visitor.town.asked[-1].headers["Accept-Language"] == "en"


def test_under_a_path_of_the_one_host_every_link_and_the_cookie_stay_there() -> None:
    from dataclasses import replace

    visitor = Browser(Town(), replace(SITE, prefix="/portal"))
    shown = visitor.get("/")

    assert 'action="/portal/"' in shown.text
    assert 'href="/portal/style.css?v=' in shown.text
    assert "Path=/portal;" in shown.headers["Set-Cookie"]
