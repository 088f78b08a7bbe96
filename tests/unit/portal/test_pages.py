"""Each page as a visitor without scripts sees it."""

import pytest

from tests.unit.portal.browser import SETTINGS, Browser
from tests.unit.portal.world import CARD_PAGE, CODE, FEE, KEY, QR, RECEIPT, World


def test_code_and_key_are_entered_once_and_are_in_no_url() -> None:
    visitor = Browser(World())
    page = visitor.look_up("h49.61.01-261123-0001 ", "7k3m9-qx2ta")

    assert CODE in page.title
    assert not any(
        KEY in str(page.headers.get("Location", "")) or KEY in page.text for page in visitor.history
    )
    assert KEY not in visitor.cookie
    assert CODE not in visitor.cookie


@pytest.mark.parametrize(
    "input", [("", ""), ("H49", KEY), ("X.........-261123-0001", KEY), (CODE, "SHORT"), (CODE, "")]
)
def test_a_typing_mistake_is_named_and_is_no_failed_attempt(
    input: tuple[str, str],
) -> None:
    visitor = Browser(World())
    visitor.get("/tra-cuu")
    page = visitor.submit("/tra-cuu", code=input[0], key=input[1])

    assert (page.status, visitor.world.requests) == (422, [])
    assert page.title.startswith("Lỗi:")


def test_a_wrong_key_and_an_unknown_code_look_the_same() -> None:
    pages = []
    for code, key in ((CODE, "AAAAAAAAAM"), ("H49.61.01-261123-9999", KEY)):
        visitor = Browser(World())
        visitor.get("/tra-cuu")
        pages.append(visitor.submit("/tra-cuu", code=code, key=key))

    assert [page.status for page in pages] == [404, 404]
    assert all(
        "Không tìm thấy hồ sơ với mã hồ sơ và mã tra cứu này" in page.text_content for page in pages
    )


def test_too_many_wrong_keys_get_a_page_that_asks_to_compare_them() -> None:
    visitor = Browser(World(problem=(429, "too_many_attempts")))
    visitor.get("/tra-cuu")
    page = visitor.submit("/tra-cuu", code=CODE, key=KEY)

    assert page.status == 429
    assert "mã đúng vẫn dùng được ngay" in page.text_content
    assert "phút" not in page.text_content, "nobody said how long"


def test_the_dossier_page_shows_status_and_fee() -> None:
    page = Browser(World()).look_up()

    for text in (
        "Yêu cầu thực hiện nghĩa vụ tài chính",
        "150.000\u00a0đồng".replace("\u00a0", " "),
        "Hạn thanh toán: hết ngày 30 tháng 11 năm 2026",
    ):
        assert text in page.text_content
    assert "Thanh toán bằng thẻ" in page.text_content
    assert "Chuyển khoản bằng mã QR" in page.text_content


def test_a_fee_below_the_cards_minimum_offers_the_transfer_and_says_why() -> None:
    page = Browser(World(amount=8_000)).look_up()

    assert "Thanh toán bằng thẻ" not in page.text_content
    assert "nhỏ hơn mức tối thiểu 15.000 đồng" in page.text_content
    assert "Chuyển khoản bằng mã QR" in page.text_content


def test_no_fee_is_no_button() -> None:
    page = Browser(World(amount=0, status=2)).look_up()

    assert "không có khoản phí, lệ phí nào" in page.text_content
    assert "/thanh-toan" not in page.text


def test_without_the_fees_the_rest_of_the_dossier_is_shown() -> None:
    page = Browser(World(unavailable="fees")).look_up()

    assert page.status == 200
    assert "Chưa lấy được thông tin phí" in page.text_content
    assert "Quá trình giải quyết" in page.text_content


def test_a_card_payer_is_sent_to_the_cards_page_and_comes_back_to_ours() -> None:
    visitor = Browser(World())
    visitor.look_up()
    response = visitor.start_payment("card")

    assert (response.status, response.headers["Location"].startswith(CARD_PAGE)) == (303, True)
    assert (
        visitor.world.requests[-1].body
        == b'{"method": "card", "return_url": "https://motcua.test/ket-qua/' + FEE.encode() + b'"}'
    )
    checking = visitor.follow(visitor.get(f"/ket-qua/{FEE}"))
    assert checking.title.startswith("Đang kiểm tra thanh toán")
    assert checking.headers["Refresh"].startswith("5; url=")


def test_a_payer_is_redirected_only_to_the_configured_card_pages() -> None:
    visitor = Browser(World(card=lambda payment, _: f"https://elsewhere.test/{payment}"))
    visitor.look_up()

    assert visitor.start_payment("card").headers["Location"].startswith("/thanh-toan/")


def test_the_same_form_sent_twice_starts_one_payment() -> None:
    visitor = Browser(World())
    visitor.look_up()
    first, again = visitor.start_payment("card"), visitor.start_payment("card")

    assert first.headers["Location"] == again.headers["Location"]
    assert len(visitor.world.attempts) == 1
    visitor.get("/ho-so")
    visitor.start_payment("card")
    assert len(visitor.world.attempts) == 2


def test_a_page_refreshes_for_half_a_minute_and_then_leaves_it_to_the_payer() -> None:
    visitor = Browser(World())
    visitor.look_up()
    visitor.start_payment("card")
    page, requests = visitor.follow(visitor.get(f"/ket-qua/{FEE}")), 1
    while "Refresh" in page.headers:
        url = page.headers["Refresh"].partition("url=")[2]
        page, requests = visitor.get(url), requests + 1

    assert requests == 7
    assert page.title.startswith("Chưa nhận được thanh toán")
    assert "Tiếp tục thanh toán bằng thẻ" in page.text_content


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
def test_every_state_of_an_attempt_has_its_page(method: str, state: str, title: str) -> None:
    visitor = Browser(World())
    visitor.look_up()
    visitor.start_payment(method)
    visitor.world.attempts[next(iter(visitor.world.attempts))]["state"] = state

    assert visitor.follow(visitor.get(f"/ket-qua/{FEE}")).title.startswith(title)


def test_an_unavailable_api_is_shown_as_unknown_and_called_again() -> None:
    visitor = Browser(World())
    visitor.look_up()
    visitor.start_payment("card")
    visitor.world.unavailable = "GET payments"
    page = visitor.follow(visitor.get(f"/ket-qua/{FEE}"))

    assert page.title.startswith("Chưa biết kết quả thanh toán")
    assert "Vui lòng không thanh toán lại" in page.text_content
    assert "Refresh" in page.headers


def test_a_lost_response_is_safe_to_request_again() -> None:
    visitor = Browser(World(unavailable="POST fees"))
    visitor.look_up()
    lost = visitor.start_payment("transfer")
    visitor.world.unavailable = ""
    visitor.start_payment("transfer")

    assert (lost.status, len(visitor.world.attempts)) == (503, 1)
    assert "không bị tính hai lần" in lost.text_content


def test_a_transfer_shows_its_code_and_the_same_as_text() -> None:
    visitor = Browser(World())
    visitor.look_up()
    page = visitor.follow(visitor.start_payment("transfer"))

    for text in ("VietinBank", "113366668888", "KHO BAC NHA NUOC KHU VUC III", "MC7K3M9QX2TA"):
        assert text in page.text_content
    assert QR not in page.text
    assert 'src="data:image/png;base64,' in page.text
    assert 'download="vietqr-MC7K3M9QX2TA.png"' in page.text
    assert "img-src 'self' data:;" in page.headers["Content-Security-Policy"]
    assert "data:" not in visitor.get("/ho-so").headers["Content-Security-Policy"]


def test_the_refresh_can_be_stopped() -> None:
    visitor = Browser(World())
    visitor.look_up()
    visitor.start_payment("transfer")
    page = visitor.get("/thanh-toan/01KAQ0PAY00000000000000000?stop=1")

    assert "Refresh" not in page.headers
    assert "Trang đã dừng tự cập nhật" in page.text_content


def test_a_cancelled_attempt_has_ended_and_cancelling_it_twice_changes_nothing() -> None:
    visitor = Browser(World())
    visitor.look_up()
    visitor.follow(visitor.start_payment("transfer"))
    for _ in range(2):
        ended = visitor.follow(visitor.submit("/thanh-toan/01KAQ0PAY00000000000000000/huy"))
        assert ended.title.startswith("Lần thanh toán đã kết thúc")


def test_the_receipt_has_number_lines_total_in_words_and_collector() -> None:
    visitor = Browser(World())
    visitor.look_up()
    visitor.start_payment("transfer")
    assert visitor.get(f"/bien-lai/{FEE}").status == 404
    visitor.world.settle("01KAQ0PAY00000000000000000")
    page = visitor.get(f"/bien-lai/{FEE}")

    for text in (
        RECEIPT,
        "150.000 đồng",
        "Một trăm năm mươi nghìn đồng",
        "Ủy ban nhân dân phường Hồng Gai",
        "Chuyển khoản",
    ):
        assert text in page.text_content


@pytest.mark.parametrize("registered", [True, False])
def test_the_paper_of_a_body_without_registration_is_no_electronic_receipt(
    registered: bool,
) -> None:
    visitor = Browser(World(registered=registered))
    visitor.look_up()
    visitor.start_payment("transfer")
    visitor.world.settle("01KAQ0PAY00000000000000000")

    page = visitor.get(f"/bien-lai/{FEE}")

    assert page.title.startswith("Biên lai số" if registered else "Giấy xác nhận đã thu số")
    assert ("chưa phải là biên lai điện tử" in page.text_content) is not registered


def test_a_replacing_receipt_names_the_mistaken_one() -> None:
    visitor = Browser(World(replaces="EBL01/26TAA/7"))
    visitor.look_up()
    visitor.start_payment("transfer")
    visitor.world.settle("01KAQ0PAY00000000000000000")

    page = visitor.get(f"/bien-lai/{FEE}")

    assert "Thay thế cho chứng từ số" in page.text_content
    assert "EBL01/26TAA/7" in page.text_content


def test_a_problem_is_shown_with_its_detail() -> None:
    visitor = Browser(World())
    visitor.look_up()
    visitor.world.fee_state = "settled"
    page = visitor.start_payment("card")

    assert page.status == 409
    assert "detail of fee_not_due" in page.text_content


def test_the_chosen_language_lasts_and_the_browsers_is_the_default() -> None:
    assert (
        Browser(World(), accept_language="en-GB,en;q=0.9")
        .get("/tra-cuu")
        .title.startswith("Track a dossier and pay")
    )
    assert Browser(World(), accept_language="de").get("/tra-cuu").title.startswith("Tra cứu")
    visitor = Browser(World())
    visitor.look_up()
    visitor.get("/ho-so?lang=en")
    assert visitor.get("/ho-so").title.startswith("Dossier")
    assert visitor.world.requests[-1].headers["Accept-Language"] == "en"


def test_under_a_path_of_the_one_host_every_link_and_the_cookie_stay_there() -> None:
    settings = SETTINGS.model_copy(update={"public_url": "https://motcua.test/portal"})
    visitor = Browser(World(), settings)
    page = visitor.get("/tra-cuu")

    assert 'action="/portal/tra-cuu"' in page.text
    assert 'href="/portal/tinh/front.css?v=' in page.text
    assert page.headers["Set-Cookie"].startswith("__Host-motcua=")
