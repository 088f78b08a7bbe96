"""What anybody reads: offices with hours, help, statements, and files for robots and phones."""

import json
from functools import partial

import pytest

from intake.catalogue.publish import PublishProcedure, publish_procedure
from intake.domain.procedure_content import ProcedureContent
from portal.catalogue.models import Hours
from portal.help.pages import STATEMENTS, TOPICS
from portal.offices.hours import week
from portal.presentation import PRESENTATION
from tests.unit.pages.services_world import AGENCY, ServicesWorld, procedure_content
from tests.unit.portal.citizen import Citizen


def test_an_office_is_found_without_accents_and_shows_its_hours() -> None:
    visitor = Citizen()
    page = visitor.get("/don-vi?q=hong+gai")
    assert "Ủy ban nhân dân phường Hồng Gai" in page.text_content
    office = visitor.follow("Ủy ban nhân dân phường Hồng Gai")

    assert AGENCY in office.text_content
    assert "Từ thứ Hai đến thứ Sáu" in office.text_content
    assert "07:30" in office.text_content


def test_offices_of_a_kind_are_listed_and_nothing_found_is_said() -> None:
    visitor = Citizen()

    assert "phường Hồng Gai" in visitor.get("/don-vi").text_content
    assert "Sở, ban, ngành" in visitor.get("/don-vi?loai=department").text_content
    assert "Không có cơ quan nào" in visitor.get("/don-vi?q=xyz").text_content
    assert visitor.get("/don-vi/H49.99.99").status == 404


def test_a_procedure_of_the_counter_alone_shows_its_fees_there() -> None:
    visitor = Citizen(ServicesWorld())
    inner = visitor.world.world
    content = ProcedureContent.model_validate_json(json.dumps(procedure_content("2.000942")))
    command = PublishProcedure(code="2.000942", content=content)
    publish_procedure(inner.intake, command, at=inner.now())
    page = visitor.get("/thu-tuc/2.000942").text_content

    assert "chưa nhận hồ sơ trực tuyến" in page
    assert "Cách nộp: Trực tiếp tại bộ phận một cửa" in page
    assert "Chưa lấy được mức thu" not in page
    assert "Các khoản phải nộp" in page


def test_days_that_follow_each_other_are_one_line() -> None:
    hours = Hours.model_validate(
        {
            "valid_from": "2026-01-01",
            "weekdays": [0, 1, 2, 5],
            "spans": [{"start": "07:00", "end": "11:00"}],
        }
    )

    assert week(hours, partial(PRESENTATION.translate, "vi")) == [
        ("Từ thứ Hai đến thứ Tư", "07:00 – 11:00"),
        ("thứ Bảy", "07:00 – 11:00"),
    ]


@pytest.mark.parametrize("topic", TOPICS)
def test_a_guide_has_steps(topic: str) -> None:
    page = Citizen().get(f"/tro-giup/{topic}")

    assert page.status == 200
    assert page.text.count("<li>") >= 3


def test_an_unknown_guide_is_a_page_that_says_so() -> None:
    assert Citizen().get("/tro-giup/khong-co").status == 404


@pytest.mark.parametrize("path", STATEMENTS)
def test_a_statement_has_headings_in_both_languages(path: str) -> None:
    visitor = Citizen()

    assert visitor.get(path).text.count("<h2>") >= 3
    assert visitor.get(f"{path}?lang=en").text.count("<h2>") >= 3


def test_robots_are_kept_from_what_is_personal_and_a_phone_gets_a_name() -> None:
    visitor = Citizen()
    robots, manifest = visitor.get("/robots.txt"), visitor.get("/site.webmanifest")

    assert robots.headers["Content-Type"].startswith("text/plain")
    for path in ("/toi", "/nop", "/ho-so"):
        assert f"Disallow: {path}" in robots.text.splitlines()
    assert "Disallow: /\n" not in robots.text
    content = json.loads(manifest.text)
    assert content["start_url"] == "/"
    assert "Set-Cookie" not in robots.headers
    assert f'href="{content["icons"][0]["src"]}' in visitor.get("/").text


def test_every_page_leads_to_help_and_to_what_the_site_states_about_itself() -> None:
    page = Citizen().get("/tra-cuu").text

    for path in ("/tro-giup", "/don-vi", *STATEMENTS):
        assert f'href="{path}"' in page
