"""The pages of public figures: what a citizen reads, and what somebody needs to count again."""

import re
from pathlib import Path

import pytest

from front.http_client import Request
from portal.figures.months import latest_months, name_of
from status.recount.check import check
from tests.unit.pages.public_figures import publish_for_pages
from tests.unit.pages.services_world import ServicesWorld
from tests.unit.portal.citizen import Citizen
from tests.world import World

PAGES = ("/so-lieu", "/so-lieu/xep-hang", "/so-lieu/chi-so-766")


@pytest.fixture(scope="module")
def world() -> ServicesWorld:
    world = ServicesWorld()
    publish_for_pages(world)
    return world


@pytest.fixture
def visitor(world: ServicesWorld) -> Citizen:
    """Somebody new: a language that was chosen stays chosen."""
    return Citizen(world)


def test_figures_are_reached_from_the_first_page_and_lead_on(visitor: Citizen) -> None:
    page = visitor.get("/")
    assert "/so-lieu" in page.text
    page = visitor.get("/so-lieu")
    for path in (*PAGES[1:], "/so-lieu/kiem-chung"):
        assert path in page.text


def test_the_share_on_time_of_a_place_stands_beside_its_bar(visitor: Citizen) -> None:
    page = visitor.get("/so-lieu?theo=agency")

    assert "Ủy ban nhân dân phường Hồng Gai" in page.text_content
    assert "95,0%" in page.text_content
    assert 'width="95.0%"' in page.text
    assert "làm tròn đến 5" in page.text_content
    assert "dưới 5" in page.text_content


@pytest.mark.parametrize("by", ["level", "field", "channel", "nonsense"])
def test_figures_are_shown_by_each_kind_of_place(visitor: Citizen, by: str) -> None:
    page = visitor.get(f"/so-lieu?theo={by}&lang=en")
    assert page.status == 200
    assert "93.3%" in page.text_content


def test_a_final_month_says_so_and_leads_to_its_data(visitor: Citizen) -> None:
    page = visitor.get("/so-lieu?thang=2026-10")
    assert "đã chốt" in page.text_content
    assert "/status/v1/figures/months/2026-10/table" in page.text


@pytest.mark.parametrize("path", PAGES)
def test_a_month_without_figures_is_said(visitor: Citizen, path: str) -> None:
    page = visitor.get(f"{path}?thang=2025-03")
    assert page.status == 200
    assert "Chưa có số liệu của tháng 3 năm 2025" in page.text_content


@pytest.mark.parametrize("path", PAGES)
def test_a_month_that_is_none_is_the_present_one(visitor: Citizen, path: str) -> None:
    assert "tháng 11 năm 2026" in visitor.get(f"{path}?thang=2026-13").text_content


def test_the_league_table_has_ranks_groups_and_intervals(visitor: Citizen) -> None:
    page = visitor.get("/so-lieu/xep-hang")
    first, second = page.text.index("95,0%"), page.text.index("88,9%")
    assert first < second
    assert page.text.count("<line ") == 2
    assert "Nhóm" in page.text_content


def test_the_index_shows_what_is_not_available(visitor: Citizen) -> None:
    page = visitor.get("/so-lieu/chi-so-766").text_content
    assert "22,00 trên 26" in page
    assert "19,00 trên 20" in page
    assert "chưa có dữ liệu" in page
    assert "quá ít hồ sơ" in page
    assert "22.00 of 26" in visitor.get("/so-lieu/chi-so-766?lang=en").text_content


def test_what_is_counted_again_is_listed_with_the_names_that_the_program_expects(
    visitor: Citizen,
) -> None:
    page = visitor.get("/so-lieu/kiem-chung")
    assert "2026-10.leaves.jsonl.gz" in page.text_content
    assert "/status/v1/open/months/2026-10/leaves" in page.text
    assert "2026-11-23.root.json" in page.text_content


def test_the_files_of_the_page_are_what_the_program_counts(
    visitor: Citizen, world: ServicesWorld, tmp_path: Path
) -> None:
    page = visitor.get("/so-lieu/kiem-chung").text
    stored = world.world.objects.stored
    for address, name in re.findall(r'<a href="([^"]+)"><code>([^<]+)</code>', page):
        if name.endswith(".gz"):
            (key,) = (key for key in stored if key.endswith(".jsonl.gz"))
            (tmp_path / name).write_bytes(stored[key].body)
        else:
            (tmp_path / name).write_bytes(world.send(Request("GET", address, {})).body)

    lines = list(check(tmp_path))

    assert lines == [
        "2026-10: 12 leaves, every figure is right",
        "2026-11-23: the root is right, over 1 months",
    ]


def test_before_the_first_closing_there_is_nothing_to_count_again() -> None:
    page = Citizen(ServicesWorld()).get("/so-lieu/kiem-chung")
    assert "Chưa có tháng nào chốt số liệu" in page.text_content


def test_months_go_over_the_turn_of_a_year() -> None:
    months = latest_months(World().now())
    assert (months[0], months[10], months[11], len(months)) == (
        *("2026-11", "2026-01", "2025-12"),
        24,
    )
    assert (name_of("2026-01", "vi"), name_of("2026-01", "en")) == (
        "tháng 1 năm 2026",
        "January 2026",
    )
