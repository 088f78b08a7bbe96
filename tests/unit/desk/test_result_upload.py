"""An officer uploads a result that exists as a PDF, proposes it, and the approver signs it."""

import json
from urllib.parse import urlencode

import pytest

from tests.unit.desk.office import Office
from tests.unit.intake.phone_pictures import photograph
from tests.unit.intake.world import PDF
from tests.unit.pages.html_forms import forms_of
from tests.unit.pages.page_view import PageView
from tests.unit.pages.services_world import DESK
from tests.unit.portal.citizen import Citizen
from tests.unit.portal.filed import accepted

KIND = "KQ.G12.001009"
"""A kind of result of the procedure that has no template of its own."""
CERTIFICATE = "KQ.G12.001041"


@pytest.fixture(scope="module")
def office() -> Office:
    return Office()


def in_work(office: Office) -> str:
    """A dossier of the shipped procedure, whose second kind of result has no template."""
    code = accepted(Citizen(office.world))
    office.act("officer", code, "phan-cong", {"a.step": "Thẩm định", "a.desk": "chuyen-mon-01"})
    return code


def upload(office: Office, code: str, content: bytes = PDF) -> tuple[str, PageView]:
    """Without a script: announced, sent to the store, and back; the file's id, and its page."""
    officer, path = office.official("officer"), f"/ho-so/{code}/tep-ket-qua/{KIND}"
    officer.get(path)
    officer.submit(path)
    fields = dict(forms_of(officer.page.text)[0].pairs)
    office.world.arrive(fields["key"], content)
    office.world.world.settle()
    back = fields["success_action_redirect"].removeprefix(DESK)
    added = urlencode({"bucket": "b", "key": fields["key"], "etag": "e"})
    return fields["key"].rpartition("/")[2], officer.get(f"{back}?{added}")


def test_an_uploaded_pdf_is_proposed_opened_by_the_approver_and_signed(office: Office) -> None:
    code = in_work(office)
    officer = office.official("officer")
    officer.get(f"/ho-so/{code}/de-xuat?ket-qua={KIND}")
    officer.follow("Tải tệp lên thay cho nội dung")
    _, file = upload(office, code)
    assert "Dùng được" in file.text_content

    officer.follow("Đề xuất kết quả bằng tệp này")
    officer.submit("/de-xuat", "review")
    assert "Kết quả là tệp PDF đã tải lên, 1 trang." in officer.page.text_content
    officer.submit("/de-xuat", "confirm")
    office.world.world.settle()
    approver = office.official("approver")
    approver.get(f"/ho-so/{code}/quyet-dinh")
    assert approver.follow("Mở tệp").status == 200
    office.act("approver", code, "quyet-dinh")

    case = approver.get(f"/ho-so/{code}")
    sealed = approver.link("Thông báo bằng văn bản nội dung cần sửa đổi")
    assert sealed.startswith(f"/ho-so/{code}/van-ban/")
    assert "Có kết quả, chờ trả" in case.text_content


def test_a_script_gets_the_form_and_the_page_of_the_file(office: Office) -> None:
    code = in_work(office)
    officer, path = office.official("officer"), f"/ho-so/{code}/tep-ket-qua/{KIND}"
    officer.get(path)
    pairs = [*officer.form(path).pairs, ("size", "1000"), ("sha256", "ab" * 32)]

    announced = json.loads(officer.post(f"{path}/phieu", pairs).text)

    assert announced["fields"]["key"].startswith("quarantine/")
    page = officer.get(announced["after"])
    assert "Đang chờ tệp" in page.text_content
    assert page.headers["Refresh"].startswith("3;")


def test_a_picture_is_refused_in_words_and_offered_for_no_proposal(office: Office) -> None:
    code = in_work(office)

    unchecked, page = upload(office, code, photograph((200, 200)))

    assert "Kết quả phải là tệp PDF." in page.text_content
    assert "Đề xuất kết quả bằng tệp này" not in page.text_content
    officer = office.official("officer")
    proposal = officer.get(f"/ho-so/{code}/de-xuat?ket-qua={KIND}&tep={unchecked}")
    assert "Kết quả là tệp PDF đã tải lên" not in proposal.text_content


def test_a_result_with_a_template_of_its_own_takes_no_file(office: Office) -> None:
    code = in_work(office)

    page = office.official("officer").get(f"/ho-so/{code}/de-xuat?ket-qua={CERTIFICATE}")

    assert "tep-ket-qua" not in page.text


def test_an_address_without_a_file_leads_to_the_form_and_others_find_nothing(
    office: Office,
) -> None:
    code, other = in_work(office), in_work(office)
    path = f"/ho-so/{code}/tep-ket-qua/{KIND}"
    paper, _ = upload(office, code)
    officer = office.official("officer")

    assert "Tải lên kết quả đã có" in officer.get(f"{path}/xong?key=../../etc").text_content
    assert officer.get(f"/ho-so/{other}/tep-ket-qua/{KIND}/{paper}").status == 404
    assert office.official("receptionist").get(path).status == 404
    assert office.official("receptionist").get(f"{path}/{paper}").status == 404
