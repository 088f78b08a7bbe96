"""Accountants: refunds with four eyes, days closed with the totals seen, discrepancies, ledgers."""

import json
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import pytest

import desk
from contracts.terms import Moment
from desk.money.account_names import ACCOUNTS
from kit.core.events import Change
from payments.domain.discrepancy import DISCREPANCY_KINDS, Discrepancy, DiscrepancyKind
from payments.providers.registry import ADAPTERS, Adapter
from payments.reconciliation.run import reconcile
from tests.unit.desk.officer import Officer
from tests.unit.desk.test_cash_desk import attempts, due_fee, official, take
from tests.unit.pages.page_view import PageView
from tests.unit.pages.services_world import FOREIGN, PROVINCE, ServicesWorld

TEXTS: Final = Path(desk.__file__).parent / "texts"
DAY = date(2026, 11, 23)
PATH = f"/ke-toan/ngay/{DAY}"


@pytest.fixture
def world() -> ServicesWorld:
    return ServicesWorld()


def paid_in_cash(world: ServicesWorld) -> str:
    """A payment attempt that a cashier took."""
    _, fee = due_fee(world)
    take(official(world, "cashier"), fee)
    return attempts(world, fee)[0].id


def treasurer(world: ServicesWorld) -> Officer:
    return official(world, "accountant", agency=PROVINCE)


def request_refund(accountant: Officer, payment: str, amount: str = "50.000") -> PageView:
    accountant.get(f"/ke-toan/thanh-toan/{payment}/hoan")
    return accountant.submit("/hoan", None, {"amount": amount, "why": "Thu nhầm"})


def refund_id(page: PageView) -> str:
    match = re.search(r"/ke-toan/hoan/([0-9A-Z]{26})/tu-choi", page.text)
    assert match is not None, page.text_content
    return match[1]


def test_a_refund_needs_two_accountants(world: ServicesWorld) -> None:
    payment = paid_in_cash(world)
    first, second = official(world, "accountant"), official(world, "accountant", name="b")
    refund = refund_id(request_refund(first, payment))
    page = first.submit(refund)
    assert page.status == 409
    assert "nhờ một cán bộ khác" in page.text_content
    assert "Thu nhầm" in second.get("/ke-toan").text_content
    second.get(f"/ke-toan/hoan/{refund}")
    page = second.submit(refund)

    assert "Đã phê duyệt" in page.text_content
    assert "Thu ngân trả tiền mặt" in page.text_content
    assert world.world.payments.refund(refund).state == "open"


def test_a_refund_is_refused_with_a_reason(world: ServicesWorld) -> None:
    refund = refund_id(request_refund(official(world, "accountant"), paid_in_cash(world)))
    second = official(world, "accountant", name="b")
    second.get(f"/ke-toan/hoan/{refund}/tu-choi")
    assert second.submit("/tu-choi", None, {"why": ""}).status == 422
    page = second.submit("/tu-choi", None, {"why": "Thu đúng"})

    assert "Không được phê duyệt" in page.text_content
    assert "Thu đúng" in page.text_content


@pytest.mark.parametrize(("amount", "status"), [("0", 422), ("năm", 422), ("150.001", 409)])
def test_a_refund_of_no_such_amount_is_refused(
    world: ServicesWorld, amount: str, status: int
) -> None:
    page = request_refund(official(world, "accountant"), paid_in_cash(world), amount)

    assert page.status == status
    assert f'value="{amount}"' in page.text
    assert page.title.startswith("Lỗi:")


def test_who_signed_in_long_ago_shows_the_second_factor_before_agreeing(
    world: ServicesWorld,
) -> None:
    refund = refund_id(request_refund(official(world, "accountant"), paid_in_cash(world)))
    second = official(world, "accountant", name="b")
    world.later(minutes=16)
    page = second.get(f"/ke-toan/hoan/{refund}")
    assert "xác thực lại trong vòng 15 phút" in page.text_content
    page = second.submit(refund)
    assert page.status == 401
    assert world.world.payments.refund(refund).state == "requested"
    form = second.form(refund)
    second.sign_in()

    assert "Đã phê duyệt" in second.post(form.action, form.filled({})).text_content


def compared(world: ServicesWorld, day: date = DAY) -> None:
    """The night has passed, and the day was compared."""
    world.later(days=1)
    services: Any = world.world.services["payments"]
    reconcile(world.world.payments, services.providers, day, world.clock())


def test_a_day_is_closed_with_the_totals_that_were_seen(world: ServicesWorld) -> None:
    paid_in_cash(world)
    compared(world)
    accountant = treasurer(world)
    assert "1 bút toán" in accountant.get("/ke-toan/ngay").text_content
    page = accountant.get(PATH)
    assert "Tiền mặt tại quầy" in page.text_content
    page = accountant.submit(str(DAY))

    assert "Ngày này đã khóa sổ." in page.text_content
    assert "23/11/2026" in accountant.get("/ke-toan/ngay?trang-thai=da-khoa").text_content
    assert "23/11/2026" not in accountant.get("/ke-toan/ngay").text_content


def test_a_day_whose_totals_changed_is_shown_anew(world: ServicesWorld) -> None:
    paid_in_cash(world)
    compared(world)
    accountant = treasurer(world)
    accountant.get(PATH)
    form = accountant.form(str(DAY))
    seen = ["at:desk|1|0" if name == "total" else value for name, value in form.pairs]
    pairs = [(name, value) for (name, _), value in zip(form.pairs, seen, strict=True)]
    page = accountant.post(form.action, pairs)

    assert page.status == 409
    assert "Số liệu đã thay đổi" in page.text_content
    assert 'name="total" value="at:desk|150000|0"' in page.text
    assert world.world.payments.day(DAY).state == "open"


def test_a_day_that_is_not_compared_says_so(world: ServicesWorld) -> None:
    accountant = treasurer(world)
    accountant.get(PATH)
    page = accountant.submit(str(DAY))

    assert page.status == 409
    assert world.world.payments.day(DAY).state == "open"


def test_closing_a_day_needs_a_fresh_second_factor(world: ServicesWorld) -> None:
    paid_in_cash(world)
    compared(world)
    accountant = treasurer(world)
    accountant.get(PATH)
    form = accountant.form(str(DAY))
    world.later(minutes=16)
    page = accountant.post(form.action, form.filled({}))
    assert page.status == 401
    assert 'value="at:desk|150000|0"' in page.text, "the totals seen stay in the form"
    form = accountant.form(str(DAY))
    accountant.sign_in()

    assert "đã khóa sổ" in accountant.post(form.action, form.filled({})).text_content


def test_days_are_the_provinces(world: ServicesWorld) -> None:
    accountant = official(world, "accountant")

    assert "Ngày sổ" not in accountant.get("/ke-toan").text_content
    assert accountant.get(PATH).status == 404
    assert treasurer(world).get("/ke-toan/ngay/2026-02-31").status == 404
    assert treasurer(world).get("/ke-toan/ngay/2099-01-01").status == 404


def test_the_settlement_report_is_a_file(world: ServicesWorld) -> None:
    paid_in_cash(world)
    page = treasurer(world).get(f"{PATH}/quyet-toan")

    assert page.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert "quyet-toan-2026-11-23.csv" in page.headers["Content-Disposition"]
    assert page.text.startswith("\ufeffprovider,")
    assert "150000" in page.text


def discrepancy(
    world: ServicesWorld, kind: DiscrepancyKind, dossier: str | None, payment: str | None = None
) -> str:
    """A discrepancy of the day."""
    at: Moment = world.clock()
    stored = Discrepancy(
        id=f"{kind}.test",
        kind=kind,
        dossier=dossier,
        payment=payment,
        provider="stripe",
        day=str(DAY),
        since=at,
        amount=50_000,
    )
    world.world.payments.commit([Change(stored, None)], at=at)
    return stored.id


def test_a_discrepancy_keeps_a_day_open_until_it_is_signed(world: ServicesWorld) -> None:
    code, _ = due_fee(world)
    one = discrepancy(world, "amount_differs", code)
    compared(world)
    accountant = treasurer(world)
    assert "Còn 1 chênh lệch" in accountant.get(PATH).text_content
    accountant.follow("Số tiền khác nhau")
    accountant.follow("Ký xác nhận chênh lệch")
    page = accountant.submit("/ky", None, {"why": "Chờ nhà cung cấp"})
    assert "Đã ký xác nhận" in page.text_content.replace("Đã ký", "Đã ký") or "Đã ký" in page.text
    assert world.world.payments.discrepancy(one).state == "signed"

    accountant.get(PATH)
    assert "đã khóa sổ" in accountant.submit(str(DAY)).text_content


def test_money_that_is_owed_is_not_explained_away(world: ServicesWorld) -> None:
    code, _ = due_fee(world)
    one = discrepancy(world, "refund_failed", code)
    accountant = official(world, "accountant")
    accountant.get(f"/ke-toan/chenh-lech/{one}/xu-ly")
    assert accountant.submit("/xu-ly", None, {"how": "", "why": ""}).status == 422
    page = accountant.submit("/xu-ly", None, {"how": "explained", "why": "Đã xong"})

    assert page.status == 409
    assert "Vẫn còn tiền phải trả cho người nộp" in page.text_content
    assert ">Đã xong</textarea>" in page.text
    assert world.world.payments.discrepancy(one).state == "open"


def test_an_explanation_ends_what_nobody_waits_for(world: ServicesWorld) -> None:
    code, _ = due_fee(world)
    one = discrepancy(world, "amount_differs", code)
    accountant = official(world, "accountant")
    accountant.get(f"/ke-toan/chenh-lech/{one}/xu-ly")
    page = accountant.submit("/xu-ly", None, {"how": "explained", "why": "Đã đối chiếu"})

    assert page.status == 200
    assert "Đã xử lý" in page.text_content
    resolved = accountant.get("/ke-toan/chenh-lech?trang-thai=resolved").text_content
    assert "Số tiền khác nhau" in resolved


def test_a_way_that_needs_more_names_it(world: ServicesWorld) -> None:
    code, _ = due_fee(world)
    one = discrepancy(world, "unmatched_transfer", code)
    accountant = official(world, "accountant")
    accountant.get(f"/ke-toan/chenh-lech/{one}/xu-ly")
    page = accountant.submit("/xu-ly", None, {"how": "returned", "why": "Trả lại"})
    assert "chọn giao dịch trả lại" in page.text_content
    values = {"how": "allocated", "why": "Nhầm", "dossier": "H49.61.01-261123-9999"}
    page = accountant.submit("/xu-ly", None, values)
    assert "không có, hoặc có nhiều hơn một" in page.text_content


def test_discrepancies_of_other_agencies_are_unknown(world: ServicesWorld) -> None:
    code, _ = due_fee(world)
    one = discrepancy(world, "amount_differs", code)
    foreign = official(world, "accountant", agency=FOREIGN)

    assert foreign.get(f"/ke-toan/chenh-lech/{one}").status == 404
    assert "Số tiền khác nhau" not in foreign.get("/ke-toan/chenh-lech").text_content
    assert official(world, "cashier").get(f"/ke-toan/chenh-lech/{one}").status == 200


def test_payments_are_searched_by_dossier_and_day_and_show_their_ledger(
    world: ServicesWorld,
) -> None:
    code, fee = due_fee(world)
    take(official(world, "cashier"), fee)
    accountant = official(world, "accountant")
    for query in (f"ho-so={code.lower()}", f"ngay={DAY}", "ngay=23/11/2026"):
        assert "Đã nhận tiền" in accountant.get(f"/ke-toan/thanh-toan?{query}").text_content
    page = accountant.follow("Tiền mặt tại quầy")
    text = page.text_content.replace("\u00a0", " ")
    assert "Còn có thể hoàn 150.000 đồng" in text
    assert "Nhận tiền" in text

    assert accountant.get("/ke-toan/thanh-toan?noi-dung=x").status == 422
    foreign = official(world, "accountant", agency=FOREIGN)
    assert foreign.get(f"/ke-toan/thanh-toan?ho-so={code}").status == 422


def test_a_part_without_a_response_says_so(world: ServicesWorld) -> None:
    accountant = treasurer(world)
    world.unavailable = "GET /payments/v1/refunds"
    page = accountant.get("/ke-toan")

    assert page.status == 200
    assert "Hiện chưa lấy được phần này" in page.text_content
    assert "Ngày sổ chưa khóa" in page.text_content
    world.unavailable = ""


def test_a_page_of_accountants_is_complete_in_english(world: ServicesWorld) -> None:
    accountant = Officer("accountant", world=world, agency=PROVINCE, language="en")
    accountant.sign_in()

    assert "Refunds awaiting approval" in accountant.get("/ke-toan").text_content
    world.later(seconds=int(timedelta(minutes=1).total_seconds()))


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("kind", DISCREPANCY_KINDS)
def test_every_kind_of_discrepancy_has_a_name_and_says_what_to_do(kind: str, language: str) -> None:
    texts = json.loads((TEXTS / f"accounts.{language}.json").read_text(encoding="utf-8"))
    assert texts[f"kind.{kind}"]
    assert texts[f"kind_lead.{kind}"]


@pytest.mark.parametrize("adapter", ADAPTERS, ids=[each.provider for each in ADAPTERS])
def test_every_provider_and_its_account_have_a_name(adapter: Adapter) -> None:
    texts = json.loads((TEXTS / "accounts.vi.json").read_text(encoding="utf-8"))
    assert texts[f"provider.{adapter.provider}"]
    assert ACCOUNTS[f"at:{adapter.provider}"] in texts
    assert ACCOUNTS["reported:platform"] in texts
