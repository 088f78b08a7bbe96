"""What a desk does for somebody who comes with a dossier: key, contact, supplement, withdrawal."""

import pytest

from tests.unit.desk.counter import CARD, NUMBER, accept_paid, file_at_counter
from tests.unit.desk.officer import Officer
from tests.unit.pages.services_world import FOREIGN, ServicesWorld


@pytest.fixture(scope="module")
def world() -> ServicesWorld:
    return ServicesWorld()


@pytest.fixture
def receptionist(world: ServicesWorld) -> Officer:
    official = Officer("receptionist", world=world)
    official.sign_in(back="/quay")
    return official


def test_a_lost_key_is_replaced_for_whoever_shows_the_card(receptionist: Officer) -> None:
    code = file_at_counter(receptionist)
    before = receptionist.world.world.intake.filed_dossier(code).lookup_key
    receptionist.get(f"/quay/ho-so/{code}")
    receptionist.follow("Cấp lại mã tra cứu")

    page = receptionist.submit("ma-tra-cuu", values={"a.shown": CARD})

    after = receptionist.world.world.intake.filed_dossier(code).lookup_key
    assert after != before
    assert after in page.text
    assert 'class="slip"' in page.text


def test_another_card_gets_no_key(receptionist: Officer) -> None:
    code = file_at_counter(receptionist)
    receptionist.get(f"/quay/ho-so/{code}/ma-tra-cuu")
    page = receptionist.submit("ma-tra-cuu", values={"a.shown": "022090009999"})

    assert page.status == 422
    assert "không khớp với người nộp hồ sơ" in page.text_content
    assert receptionist.submit("ma-tra-cuu", values={"a.shown": ""}).status == 422


def test_notices_go_elsewhere_from_now_on(receptionist: Officer) -> None:
    code = file_at_counter(receptionist)
    receptionist.get(f"/quay/ho-so/{code}/lien-lac")
    assert "bộ phận một cửa chuyển thông báo" in receptionist.page.text_content
    wrong = receptionist.submit("lien-lac", values={"a.shown": NUMBER, "a.phone": "12"})
    assert 'href="#phone"' in wrong.text

    page = receptionist.submit("lien-lac", values={"a.phone": "0912345678"})

    assert "Nơi nhận thông báo đã được đổi" in page.text_content
    intake = receptionist.world.world.intake
    contact = intake.contact_of(intake.filed_dossier(code))
    assert contact is not None
    assert contact.phone == "+84912345678"


def test_a_supplement_is_handed_in_at_the_counter(receptionist: Officer) -> None:
    code = file_at_counter(receptionist)
    world = receptionist.world
    accept_paid(world, code)
    world.world.assign(code)
    world.world.request_supplement(code)
    world.world.settle()
    receptionist.get(f"/quay/ho-so/{code}")
    receptionist.follow("Nộp bổ sung")
    empty = receptionist.submit("bo-sung")
    assert empty.status == 422, "nothing was handed over"
    assert receptionist.submit("bo-sung", values={"originals-p06": "một"}).status == 422

    page = receptionist.submit("bo-sung", values={"originals-p06": "1"})

    assert "Nội dung bổ sung đã được gửi" in page.text_content
    assert world.world.intake.filed_dossier(code).supplements
    assert "Nộp bổ sung" not in page.text_content


def test_a_withdrawal_is_requested_in_the_applicants_words(receptionist: Officer) -> None:
    code = file_at_counter(receptionist)
    receptionist.get(f"/quay/ho-so/{code}/rut")
    page = receptionist.submit("rut", values={"a.reason": "Tôi đổi ý."})
    assert 'href="#sure"' in page.text
    assert "Tôi đổi ý." in page.text

    page = receptionist.submit("rut", values={"a.sure": "true"})

    assert "Đề nghị rút hồ sơ đã được gửi" in page.text_content
    assert receptionist.world.world.intake.filed_dossier(code).withdrawal is not None


def test_who_filed_online_acts_themselves(receptionist: Officer) -> None:
    code = receptionist.world.file_paid()
    for act in ("bo-sung", "rut"):
        page = receptionist.get(f"/quay/ho-so/{code}/{act}")
        assert page.status == 409
        assert "Người nộp tự thực hiện" in page.title


def test_an_official_of_another_agency_serves_nobody(receptionist: Officer) -> None:
    code = file_at_counter(receptionist)
    foreign = Officer("receptionist", world=receptionist.world, agency=FOREIGN)
    foreign.sign_in()
    for act in ("", "/ma-tra-cuu", "/lien-lac", "/bo-sung", "/rut"):
        assert foreign.get(f"/quay/ho-so/{code}{act}").status == 404, act


def test_an_administrator_sees_who_read_a_dossier(receptionist: Officer) -> None:
    code = file_at_counter(receptionist)
    receptionist.get(f"/quay/ho-so/{code}")
    administrator = Officer("admin", world=receptionist.world)
    administrator.sign_in()

    page = administrator.get(f"/ho-so/{code}/nguoi-xem")

    assert page.title.startswith("Ai đã xem hồ sơ")
    assert "Cán bộ receptionist" in page.text_content
