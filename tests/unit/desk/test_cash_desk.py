"""The cash desk: a cashier takes cash with its change, shows a code, and hands over the shift."""

import re
from typing import Any

import pytest

from local.doubles.bank.bank import Bank, Line, callback
from payments.domain.payment_attempt import PaymentAttempt
from payments.provider_events.receive import receive
from payments.providers.bank.bank_callback import BankCallback
from payments.refunds.approve import ApproveRefund, approve_refund
from payments.refunds.request import RequestRefund, request_refund
from tests.unit.desk.officer import Officer
from tests.unit.pages.page_view import PageView
from tests.unit.pages.services_world import AGENCY, FOREIGN, ServicesWorld
from tests.unit.payments.world import ACCOUNT

FIND = "/thu-ngan"


@pytest.fixture(scope="module")
def world() -> ServicesWorld:
    return ServicesWorld()


def official(world: ServicesWorld, *roles: str, name: str = "", agency: str = AGENCY) -> Officer:
    somebody = Officer(*roles, world=world, agency=agency, desks=(name,) if name else ())
    somebody.sign_in()
    return somebody


def due_fee(world: ServicesWorld) -> tuple[str, str]:
    """A dossier that was filed, and its fee."""
    code = world.world.file()
    world.world.settle()
    payments = world.world.payments
    return code, payments.fees_of(payments.dossier(code))[0].id


def take(cashier: Officer, fee: str, tendered: str = "") -> PageView:
    """Type the money given, look at the change, and take it."""
    cashier.get(f"/thu-ngan/{fee}")
    cashier.submit("/tien-mat", None, {"tendered": tendered})
    return cashier.submit("/tien-mat", "confirm")


def attempts(world: ServicesWorld, fee: str) -> list[PaymentAttempt]:
    payments = world.world.payments
    return payments.payments_of([payments.fee(fee)])


def test_a_cashier_finds_a_dossier_and_takes_cash_with_its_change(world: ServicesWorld) -> None:
    code, fee = due_fee(world)
    cashier = official(world, "cashier", name="Quầy 1")
    cashier.get(FIND)
    page = cashier.submit(FIND, None, {"text": code.lower()})
    assert "Chưa nộp" in page.text_content
    cashier.get(f"/thu-ngan/{fee}")
    page = cashier.submit("/tien-mat", None, {"tendered": "200.000"})
    assert "Trả lại người nộp 50.000 đồng" in page.text_content.replace("\u00a0", " ")
    page = cashier.submit("/tien-mat", "confirm")

    assert "Trả lại người nộp: 50.000 đồng" in page.text_content.replace("\u00a0", " ")
    assert 'class="receipt"' in page.text
    assert "Một trăm năm mươi nghìn đồng" in page.text_content
    assert [each.state for each in attempts(world, fee)] == ["paid"]


def test_a_second_press_takes_nothing_twice(world: ServicesWorld) -> None:
    _, fee = due_fee(world)
    cashier = official(world, "cashier")
    cashier.get(f"/thu-ngan/{fee}")
    cashier.submit("/tien-mat")
    form = cashier.form("/tien-mat")
    pairs = form.filled({}, "confirm")
    cashier.post(form.action, pairs)
    again = cashier.post(form.action, pairs)

    assert again.status == 409
    assert len(attempts(world, fee)) == 1


@pytest.mark.parametrize("tendered", ["149.999", "hai trăm", "-1", "999999999999"])
def test_money_that_is_too_little_or_no_number_is_refused(
    world: ServicesWorld, tendered: str
) -> None:
    _, fee = due_fee(world)
    cashier = official(world, "cashier")
    cashier.get(f"/thu-ngan/{fee}")
    page = cashier.submit("/tien-mat", None, {"tendered": tendered})

    assert page.status == 422
    assert page.title.startswith("Lỗi:")
    assert f'value="{tendered}"' in page.text
    assert attempts(world, fee) == []


def test_what_was_paid_meanwhile_is_not_taken(world: ServicesWorld) -> None:
    code, fee = due_fee(world)
    cashier = official(world, "cashier")
    cashier.get(f"/thu-ngan/{fee}")
    cashier.submit("/tien-mat")
    take(official(world, "cashier", name="Quầy 2"), fee)
    page = cashier.submit("/tien-mat", "confirm")

    assert page.status == 409
    assert "trả lại tiền cho người nộp" in page.text_content
    assert code in page.text_content


def test_a_typed_text_stands_in_no_address(world: ServicesWorld) -> None:
    cashier = official(world, "cashier")
    cashier.get(FIND)
    page = cashier.submit(FIND, None, {"text": "022090001111"})

    assert page.status == 200
    assert not [r for r in world.requests if "022090001111" in r.url]
    assert cashier.submit(FIND, None, {"text": "x"}).status == 422


def test_the_code_is_shown_until_the_money_is_there(world: ServicesWorld) -> None:
    _, fee = due_fee(world)
    cashier = official(world, "cashier")
    cashier.get(f"/thu-ngan/{fee}")
    page = cashier.submit("/ma-qr")
    assert 'src="data:image/png;base64,' in page.text
    assert "data:" in page.headers["Content-Security-Policy"]
    assert page.headers["Refresh"].startswith("5; url=/thu-ngan/")
    assert "Refresh" not in cashier.get(f"/thu-ngan/{fee}/ma-qr?dung=1").headers

    [attempt] = attempts(world, fee)
    bank_reports(world, attempt)

    assert 'class="receipt"' in cashier.get(f"/thu-ngan/{fee}/ma-qr").text


def bank_reports(world: ServicesWorld, attempt: PaymentAttempt) -> None:
    """The payer has scanned the code, and the bank posts the line to its webhook."""
    lines: list[Line] = []
    Bank(world.clock, lines.append).transfer(attempt.qr or "")
    raw, signature = callback(lines, ACCOUNT.callback_secrets[0], world.clock())
    headers = {"x-bank-signature": signature}
    receive(world.world.payments, BankCallback(ACCOUNT), raw, headers, world.clock())
    world.world.settle()


def test_cash_closes_the_code_first(world: ServicesWorld) -> None:
    _, fee = due_fee(world)
    cashier = official(world, "cashier")
    cashier.get(f"/thu-ngan/{fee}")
    cashier.submit("/ma-qr")
    page = cashier.get(f"/thu-ngan/{fee}")
    assert "lần thanh toán trực tuyến" in page.text_content
    take(cashier, fee)

    assert sorted(each.state for each in attempts(world, fee)) == ["cancelled", "paid"]


def test_a_foreign_fee_is_unknown(world: ServicesWorld) -> None:
    code, fee = due_fee(world)
    foreign = official(world, "cashier", agency=FOREIGN)

    for path in (f"/thu-ngan/{fee}", f"/thu-ngan/ho-so/{code}", f"/thu-ngan/{fee}/bien-lai"):
        assert foreign.get(path).status == 404, path


def test_an_unpaid_fee_has_no_receipt(world: ServicesWorld) -> None:
    _, fee = due_fee(world)
    page = official(world, "cashier").get(f"/thu-ngan/{fee}/bien-lai")

    assert page.status == 404
    assert "Chưa có biên lai" in page.text_content


def shift_numbers(page: PageView) -> dict[str, str]:
    pairs = re.findall(r"<dt>([^<]+)</dt><dd[^>]*>([^<]+)</dd>", page.text)
    return {name: value.replace("\u00a0", " ") for name, value in pairs}


def test_a_shift_is_counted_and_handed_over() -> None:
    world = ServicesWorld()
    cashier = official(world, "cashier", name="Quầy 3")
    assert "chưa thu, trả" in cashier.get("/thu-ngan/ca").text_content
    for _ in range(2):
        take(cashier, due_fee(world)[1])
    page = cashier.get("/thu-ngan/ca")
    assert shift_numbers(page)["Phải có trong két"] == "300.000 đồng"

    page = cashier.submit("/ca", None, {"counted": "abc"})
    assert page.status == 422
    page = cashier.submit("/ca", None, {"counted": "290.000"})
    assert page.status == 409
    assert 'value="290.000"' in page.text
    assert "ghi rõ lý do" in page.text_content
    page = cashier.submit("/ca", None, {"counted": "290.000", "note": "Thối nhầm"})
    assert page.status == 200
    assert "-10.000 đồng" in page.text_content.replace("\u00a0", " ")
    accountant = official(world, "accountant")
    assert "Thối nhầm" in accountant.get("/thu-ngan/ban-giao").text_content
    elsewhere = official(world, "accountant", agency=FOREIGN)
    assert "Thối nhầm" not in elsewhere.get("/thu-ngan/ban-giao").text_content


def test_a_shift_that_moved_on_is_not_handed_over_with_old_numbers() -> None:
    world = ServicesWorld()
    cashier = official(world, "cashier")
    take(cashier, due_fee(world)[1])
    cashier.get("/thu-ngan/ca")
    form = cashier.form("/ca")
    take(cashier, due_fee(world)[1])
    page = cashier.post(form.action, form.filled({"counted": "150.000"}))

    assert page.status == 409
    assert shift_numbers(page)["Phải có trong két"] == "300.000 đồng"


def test_a_day_that_is_none_is_named(world: ServicesWorld) -> None:
    page = official(world, "cashier").get("/thu-ngan/ban-giao?ngay=2026-02-31")

    assert page.status == 422
    assert "một ngày có thật" in page.text_content


def end(accountant: Officer, fee: str, slug: str, why: str) -> PageView:
    accountant.get(f"/thu-ngan/{fee}/{slug}")
    return accountant.submit(f"/{slug}", None, {"why": why})


@pytest.mark.parametrize(("slug", "state"), [("mien", "waived"), ("huy", "void")])
def test_an_accountant_ends_a_fee_without_money(
    world: ServicesWorld, slug: str, state: str
) -> None:
    _, fee = due_fee(world)
    accountant = official(world, "accountant")
    assert end(accountant, fee, slug, " ").status == 422
    page = end(accountant, fee, slug, "Hộ nghèo")

    assert page.status == 200
    assert world.world.payments.fee(fee).state == state
    assert end(accountant, fee, slug, "Hộ nghèo").status == 409


def test_a_mistaken_receipt_is_replaced_with_the_same_total(world: ServicesWorld) -> None:
    _, fee = due_fee(world)
    take(official(world, "cashier"), fee)
    accountant = official(world, "accountant")
    path = f"/thu-ngan/{fee}/bien-lai/dinh-chinh"
    accountant.get(path)
    assert accountant.submit("/dinh-chinh", None, {"why": ""}).status == 422
    values: dict[str, Any] = {"why": "Sai tên khoản", "kind": "replaced", "amount.0": "1"}
    page = accountant.submit("/dinh-chinh", None, values)
    assert "bằng tổng của biên lai cũ" in page.text_content
    values |= {"amount.0": "150.000", "name.0": "Lệ phí đăng ký hộ kinh doanh"}
    page = accountant.submit("/dinh-chinh", None, values)

    assert "đã được ghi nhận" in page.text_content
    receipt = accountant.get(f"/thu-ngan/{fee}/bien-lai").text_content
    assert "Lệ phí đăng ký hộ kinh doanh" in receipt
    assert "Thay thế biên lai số" in receipt


def refund_of(world: ServicesWorld, payment: str) -> str:
    """A cash refund that two accountants agreed to."""
    store, now = world.world.payments, world.clock()
    command = RequestRefund(world.world.new_seed(), payment, 50_000, "Thu nhầm", "one", 150_000)
    refund = request_refund(store, world.world.services["payments"].providers, command, now)
    return approve_refund(store, ApproveRefund(refund.id, "two"), now).id


def test_a_cashier_pays_out_a_refund_once() -> None:
    world = ServicesWorld()
    cashier = official(world, "cashier")
    _, fee = due_fee(world)
    take(cashier, fee)
    refund = refund_of(world, attempts(world, fee)[0].id)
    page = cashier.get("/thu-ngan/hoan")
    assert "50.000" in page.text_content
    cashier.get(f"/thu-ngan/hoan/{refund}")
    form = cashier.form(refund)
    cashier.submit(refund)

    assert "Đã ghi nhận việc trả tiền" in cashier.page.text_content
    assert world.world.payments.refund(refund).paid_out_by == cashier.subject
    assert "50.000" not in cashier.get("/thu-ngan/hoan").text_content
    assert cashier.post(form.action, form.filled({})).status == 200, "the same press again"
    assert official(world, "cashier", agency=FOREIGN).get(f"/thu-ngan/hoan/{refund}").status == 404


def test_a_session_that_is_over_loses_no_typed_money(world: ServicesWorld) -> None:
    _, fee = due_fee(world)
    cashier = official(world, "cashier")
    cashier.get(f"/thu-ngan/{fee}")
    del cashier.jar["__Host-motcua_in"]
    page = cashier.submit("/tien-mat", None, {"tendered": "150.000"})

    assert page.status == 401
    assert 'name="tendered" value="150.000"' in page.text
    assert attempts(world, fee) == []


def test_the_cash_desk_is_complete_in_english(world: ServicesWorld) -> None:
    _, fee = due_fee(world)
    cashier = Officer("cashier", world=world, language="en")
    cashier.sign_in()
    page = cashier.get(f"/thu-ngan/{fee}")

    assert "Take cash" in page.text_content
    assert "Money given (VND)" in page.text_content
