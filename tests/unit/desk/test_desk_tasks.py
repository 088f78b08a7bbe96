"""Notices that a desk brings, papers that people share with an agency, and paper forms."""

import pytest

from tests.unit.desk.counter import accept_paid, enter, file_at_counter
from tests.unit.desk.officer import Officer
from tests.unit.pages.html_forms import forms_of
from tests.unit.pages.services_world import AGENCY, FOREIGN, ServicesWorld, shared_world
from tests.unit.portal.citizen import Citizen
from tests.unit.portal.filed import finished, signed
from tests.unit.portal.test_account import paper_of


@pytest.fixture(scope="module")
def world() -> ServicesWorld:
    return ServicesWorld()


@pytest.fixture
def receptionist(world: ServicesWorld) -> Officer:
    official = Officer("receptionist", world=world)
    official.sign_in(back="/quay")
    return official


def notice_of(receptionist: Officer) -> str:
    """A dossier of somebody without phone and e-mail is accepted; its code."""
    code = file_at_counter(receptionist)
    accept_paid(receptionist.world, code)
    receptionist.sign_in(back="/can-chuyen")
    return code


def test_a_notice_is_printed_and_its_delivery_recorded(receptionist: Officer) -> None:
    code = notice_of(receptionist)
    page = receptionist.follow(f"Mẫu 01, giấy tiếp nhận hồ sơ và hẹn trả kết quả, {code}")
    assert "đã được tiếp nhận" in page.text_content
    assert 'class="letter"' in page.text
    empty = receptionist.post(page_path(receptionist), form_pairs(receptionist))
    assert empty.status == 422
    assert "Vui lòng chọn cách đã chuyển" in empty.text_content
    path = page_path(receptionist)

    page = receptionist.submit(path, values={"how": "handed"})

    assert "Đã ghi cách chuyển thông báo" in page.text_content
    assert code not in page.text
    assert "Trao bản giấy" in receptionist.get(path).text_content


def test_a_notice_that_was_brought_before_says_so(receptionist: Officer) -> None:
    code = notice_of(receptionist)
    receptionist.follow(code)
    path, pairs = page_path(receptionist), form_pairs(receptionist)
    receptionist.post(path, [*pairs, ("how", "handed")])

    page = receptionist.post(path, [*pairs, ("how", "posted")])

    assert page.status == 409
    assert "đã xong hoặc không còn cần thực hiện" in page.text_content


def test_a_supervisor_sees_the_list_and_no_letter(receptionist: Officer) -> None:
    code = notice_of(receptionist)
    receptionist.follow(code)
    path = page_path(receptionist)
    supervisor = Officer("supervisor", world=receptionist.world)
    supervisor.sign_in()

    assert code in supervisor.get("/can-chuyen").text
    assert path not in supervisor.page.text
    assert supervisor.get(path).status == 404
    foreign = Officer("clerk", world=receptionist.world, agency=FOREIGN)
    foreign.sign_in()
    assert code not in foreign.get("/can-chuyen").text
    assert foreign.get(path).status == 404


def test_a_shared_paper_is_opened_by_the_agency_alone() -> None:
    owner = Citizen()
    finished(owner)
    owner.get(f"{paper_of(owner)}/chia-se")
    owner.submit("/chia-se", values={"a.agency": AGENCY, "a.purpose": "Cấp phép"})
    official = Officer("officer", world=shared_world())
    official.sign_in(back="/giay-to-chia-se")

    page = official.follow("Mục đích: Cấp phép")

    assert "Giấy tờ còn hiệu lực" in page.text_content
    assert "://" in official.link("Mở giấy tờ")
    foreign = Officer("officer", world=shared_world(), agency=FOREIGN)
    foreign.sign_in(back="/giay-to-chia-se")
    assert "Hiện không có giấy tờ nào được chia sẻ" in foreign.page.text_content


def test_the_answers_of_a_paper_form_are_copied_and_nobody_judges_them(
    receptionist: Officer,
) -> None:
    draft = enter(receptionist)
    receptionist.follow("Nội dung tờ khai giấy")
    values: dict[str, str | list[str]] = {"a.business_name": "Phở Lan", "a.capital": "năm triệu"}
    receptionist.submit("/to-khai", "save", values)

    stored = receptionist.world.world.intake.draft(draft)
    assert stored is not None
    assert stored.answers["business_name"] == "Phở Lan"
    page = receptionist.get(f"/quay/{draft}/to-khai")
    assert 'value="năm triệu"' in page.text
    form = receptionist.form("/to-khai")
    receptionist.submit("/to-khai", "save", {"a.business_name": "Phở Hoa"})
    page = receptionist.post(form.action, form.filled({"a.business_name": "Phở Mai"}, "save"))
    assert page.status == 409
    assert 'value="Phở Mai"' in page.text, "what was typed is not lost"


def test_a_dossier_without_a_signed_form_has_no_signature(receptionist: Officer) -> None:
    code = file_at_counter(receptionist)
    assert receptionist.get(f"/ho-so/{code}/chu-ky-to-khai").status == 404


def test_the_signature_of_an_e_form_and_what_was_signed_are_downloaded() -> None:
    citizen = Citizen()
    code, draft = signed(citizen)
    official = Officer("officer", world=citizen.world)
    official.sign_in()

    page = official.get(f"/ho-so/{code}/chu-ky-to-khai")

    assert citizen.who.name in page.text
    statement = official.send("GET", official.link("Nội dung đã ký"))
    assert draft in statement.text
    assert "attachment" in statement.headers["Content-Disposition"]


def page_path(official: Officer) -> str:
    """The path of the form on the last page."""
    return _form(official)[0]


def form_pairs(official: Officer) -> list[tuple[str, str]]:
    """What the form on the last page holds."""
    return _form(official)[1]


def _form(official: Officer) -> tuple[str, list[tuple[str, str]]]:
    form = next(f for f in forms_of(official.page.text) if f.action.startswith("/can-chuyen/"))
    return form.action, form.pairs
