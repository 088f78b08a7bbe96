"""The report of supervision, the signs of one official, and the reply of who is listed."""

from typing import Any

import pytest

from tests.browser.desk_states.supervision import report_on
from tests.unit.desk.officer import Officer
from tests.unit.pages.services_world import FOREIGN, ServicesWorld

REPORT = "/giam-sat/dau-hieu"
OWN = "/giai-trinh"


@pytest.fixture(scope="module")
def world() -> ServicesWorld:
    """A world in which one officer extended all dossiers."""
    world = ServicesWorld()
    report_on(world, Officer("officer", world=world).subject)
    return world


def signed_in(role: str, world: ServicesWorld, **more: Any) -> Officer:
    officer = Officer(role, world=world, **more)
    officer.sign_in()
    return officer


def test_an_official_replies_and_the_supervisor_reads_it_beside_the_sign(
    world: ServicesWorld,
) -> None:
    listed = signed_in("officer", world)
    assert "Gia hạn" in listed.get(OWN).text_content
    assert "30 trên 30 (100.0 %)" in listed.page.text_content
    page = listed.get(f"{OWN}/G7")
    assert listed.submit(f"{OWN}/G7", values={"text": " "}).status == 422
    listed.history.append(page)
    done = listed.submit(f"{OWN}/G7", values={"text": "Cơ quan phối hợp trả lời muộn."})
    assert "Đã lưu giải trình." in done.text_content

    supervisor = signed_in("supervisor", world)
    report = supervisor.get(REPORT)
    assert "Cơ quan phối hợp trả lời muộn." in report.text_content
    assert "không chứng minh điều gì" in report.text_content
    one = supervisor.get(f"{REPORT}/{listed.subject}")
    assert one.status == 200
    assert "Cơ quan phối hợp trả lời muộn." in one.text_content

    listed.get(f"{OWN}/G7")
    listed.submit(f"{OWN}/G7", values={"text": "Đã nhắc cơ quan phối hợp."})
    assert "Các lần giải trình trước" in listed.get(OWN).text_content


def test_who_is_not_listed_has_nothing_to_explain(world: ServicesWorld) -> None:
    other = signed_in("receptionist", world)
    assert "Không có số liệu nào của bạn" in other.get(OWN).text_content
    assert other.get(f"{OWN}/G7").status == 404
    assert other.get(REPORT).status == 404


def test_another_agency_is_not_in_the_report(world: ServicesWorld) -> None:
    stranger = signed_in("head", world, agency=FOREIGN)
    assert "Không có trường hợp nào" in stranger.get(REPORT).text_content
    assert stranger.get(f"{REPORT}?co-quan=H49.61.01").status == 404
    assert stranger.get(f"{REPORT}/nobody").status == 404


def test_before_the_first_report_the_pages_say_so() -> None:
    world = ServicesWorld()
    assert "Chưa có báo cáo nào" in signed_in("supervisor", world).get(REPORT).text_content
    english = signed_in("officer", world, language="en")
    assert "None of your figures" in english.get(OWN).text_content
