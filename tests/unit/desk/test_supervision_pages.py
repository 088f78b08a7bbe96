"""Requests of data subjects, the figures of supervision, and who read a dossier."""

import pytest

from intake.domain.subject_request import SubjectRequestKind
from intake.personal_data.request import RequestOfSubject, request_of_subject
from kit.core.ids import new_ulid
from kit.security.people import PersonLink
from law.holidays import vietnam
from tests.unit.desk.officer import Officer
from tests.unit.pages.services_world import AGENCY, FOREIGN, PROVINCE, ServicesWorld

REQUESTS = "/quan-tri/yeu-cau-du-lieu"
ONE = f"/giam-sat/don-vi/{AGENCY}"


@pytest.fixture(scope="module")
def filed() -> tuple[ServicesWorld, str]:
    """A world with an accepted dossier, and its code."""
    world = ServicesWorld()
    code = world.file_paid()
    world.world.accept(code)
    world.world.settle()
    return world, code


def requested(world: ServicesWorld, kind: SubjectRequestKind) -> str:
    """A person sends a request; its id."""
    at = world.clock()
    command = RequestOfSubject(
        id=new_ulid(at), owner=PersonLink(person="an"), kind=kind, statement="Sai ngày sinh"
    )
    return request_of_subject(world.world.intake, vietnam(), command, at=at).id


def head(world: ServicesWorld, agency: str = PROVINCE) -> Officer:
    officer = Officer("head", world=world, agency=agency)
    officer.sign_in()
    return officer


def test_a_request_of_a_data_subject_is_decided_under_its_clock() -> None:
    world = ServicesWorld()
    officer, id_ = head(world), requested(world, "correct")
    page = officer.get(REQUESTS)
    assert "Sửa dữ liệu cá nhân" in page.text_content
    assert "còn " in page.text_content
    officer.follow("Sửa dữ liệu cá nhân")
    assert "Sai ngày sinh" in officer.page.text_content
    assert officer.submit(id_).status == 422
    page = officer.submit(id_, values={"a.granted": "yes", "a.reply": "Đã sửa ngày sinh."})

    assert "đã thực hiện" in page.text_content
    assert "Đã sửa ngày sinh." in page.text_content
    assert "Không có đề nghị nào" in officer.get(REQUESTS).text_content


def test_a_decision_needs_a_fresh_second_factor_and_the_province() -> None:
    world = ServicesWorld()
    officer, id_ = head(world), requested(world, "restrict")
    officer.get(f"{REQUESTS}/{id_}")
    world.later(minutes=16)
    page = officer.submit(id_, values={"a.granted": "no", "a.reply": "Chưa đủ căn cứ"})

    assert page.status == 401
    assert "Chưa đủ căn cứ" in page.text
    assert world.world.intake.readable_subject_request(id_).state == "received"
    commune = head(world, AGENCY)
    assert commune.get(REQUESTS).status == 404
    assert commune.get(f"{REQUESTS}/{id_}").status == 404


def test_an_administrator_finds_who_read_a_dossier(filed: tuple[ServicesWorld, str]) -> None:
    world, code = filed
    admin = Officer("admin", world=world)
    admin.sign_in()
    admin.get("/giam-sat")
    admin.follow("Nhật ký truy cập hồ sơ")

    assert admin.get(f"/giam-sat/nhat-ky?ho-so={code}").status == 200
    assert code in admin.page.text_content


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_supervisor_sees_the_facts_of_a_day_and_of_a_month(
    filed: tuple[ServicesWorld, str], language: str
) -> None:
    officer = Officer("supervisor", world=filed[0], language=language)
    officer.sign_in()
    page = officer.get(f"{ONE}/ngay?ngay=2026-11-23")
    assert page.status == 200
    assert "<td>1</td>" in page.text
    assert officer.get(f"{ONE}/ngay?ngay=30-11").status == 422
    assert officer.get(f"{ONE}/tai-cho?thang=2026-11").status == 200
    assert officer.get(f"{ONE}/tai-cho?thang=2026").status == 422
    assert officer.get(f"/giam-sat/don-vi/{FOREIGN}/ngay").status == 404
