"""A citizen has the e-form signed on the phone from the last look, without scripts."""

from datetime import timedelta

import pytest

from tests.unit.intake.signing_phone import Phone
from tests.unit.portal.citizen import Citizen


@pytest.fixture
def citizen() -> Citizen:
    """They have a key at the signing service."""
    citizen = Citizen()
    number = citizen.who.identity_number
    phone_of(citizen).remote.enrol(number, citizen.who.name, number)
    return citizen


def phone_of(citizen: Citizen) -> Phone:
    return citizen.world.world.phone


def ready_draft(citizen: Citizen) -> str:
    draft = citizen.begin_draft()
    citizen.answer_all(draft)
    citizen.upload(draft)
    citizen.get(f"/nop/{draft}/xem-lai")
    return draft


def look(citizen: Citizen) -> str:
    """What the last look says some seconds later."""
    citizen.world.world.clock += timedelta(seconds=4)
    citizen.follow("Kiểm tra đã ký chưa")
    return citizen.page.text_content


def test_a_form_is_signed_on_the_phone_and_filed_with_its_signature(citizen: Citizen) -> None:
    draft = ready_draft(citizen)
    citizen.submit(f"/nop/{draft}/ky-so")
    assert "Đang chờ ông/bà ký" in citizen.page.text_content
    assert "Đang chờ ông/bà ký" in look(citizen)
    citizen.submit(f"/nop/{draft}/nop")
    assert "Tờ khai đang chờ ký số" in citizen.page.text_content

    phone_of(citizen).approve()
    assert f"Đã ký số: {citizen.who.name}" in look(citizen)
    citizen.submit(f"/nop/{draft}/nop")

    assert citizen.page.title.startswith("Đã nộp hồ sơ")
    intake = citizen.world.world.intake
    filed = intake.draft(draft)
    assert filed is not None
    declared = intake.declaration_of(intake.filed_dossier(filed.code or ""))
    assert declared.form_signature is not None
    assert declared.form_signature.signer == citizen.who.name
    citizen.world.world.settle()
    citizen.sign_in()
    own = citizen.get(f"/toi/ho-so/{filed.code}").text_content
    assert f"Tờ khai điện tử được ký số bởi {citizen.who.name}" in own


def test_a_declined_request_is_made_anew_and_can_be_withdrawn(citizen: Citizen) -> None:
    draft = ready_draft(citizen)
    citizen.submit(f"/nop/{draft}/ky-so")
    phone_of(citizen).decline()
    assert "đã bị từ chối trên điện thoại" in look(citizen)

    requests = len(phone_of(citizen).documents)
    citizen.submit(f"/nop/{draft}/ky-so")
    assert len(phone_of(citizen).documents) == requests + 1
    citizen.submit(f"/nop/{draft}/ky-so/bo")

    assert "Ký số bằng điện thoại" in citizen.page.text_content
    citizen.submit(f"/nop/{draft}/nop")
    assert citizen.page.title.startswith("Đã nộp hồ sơ")


def test_an_answer_that_changes_voids_the_signature_on_the_page(citizen: Citizen) -> None:
    draft = ready_draft(citizen)
    citizen.submit(f"/nop/{draft}/ky-so")
    phone_of(citizen).approve()
    look(citizen)
    citizen.get(f"/nop/{draft}/trang/business")
    citizen.submit("business", "save", {"a.business_name": "Bún Lan"})

    assert "chữ ký không còn hiệu lực" in citizen.get(f"/nop/{draft}/xem-lai").text_content


def test_who_has_no_key_is_refused_in_words_and_files_without(citizen: Citizen) -> None:
    del phone_of(citizen).remote.certificates[citizen.who.identity_number]
    draft = ready_draft(citizen)

    citizen.submit(f"/nop/{draft}/ky-so")
    assert "không có chứng thư số nào" in citizen.page.text_content

    citizen.get(f"/nop/{draft}/xem-lai")
    citizen.submit(f"/nop/{draft}/nop")
    assert citizen.page.title.startswith("Đã nộp hồ sơ")
