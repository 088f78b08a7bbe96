"""Figures over several months: columns above a table with the same numbers, JSON and CSV."""

import re

import pytest

from tests.unit.pages.public_figures import publish_for_pages
from tests.unit.pages.services_world import AGENCY, ServicesWorld
from tests.unit.portal.citizen import Citizen

PATH = "/so-lieu/nhieu-thang"


@pytest.fixture(scope="module")
def visitor() -> Citizen:
    world = ServicesWorld()
    publish_for_pages(world)
    return Citizen(world)


def test_columns_stand_above_a_table_with_the_same_numbers(visitor: Citizen) -> None:
    page = visitor.get(PATH)
    assert page.status == 200
    charts = re.findall(r"<svg aria-hidden.*?</svg>", page.text, re.S)
    assert [chart.count("<text ") for chart in charts] == [12, 12]
    assert all("<rect " in chart for chart in charts)
    assert "tháng 10 năm 2026" in page.text_content
    assert "tháng 11 năm 2026 (chưa chốt)" in page.text_content
    assert "/status/v1/figures/series/table?until=2026-11&amp;months=12" in page.text


def test_an_agency_and_fewer_months_are_chosen(visitor: Citizen) -> None:
    page = visitor.get(f"{PATH}?don-vi={AGENCY}&so-thang=3&thang=2026-11")
    assert "tháng 9 năm 2026" in page.text_content
    assert page.text.count("<text ") == 6
    assert f"by=agency&amp;key={AGENCY}" in page.text
    assert "Ủy ban nhân dân phường Hồng Gai" in page.text_content


@pytest.mark.parametrize("query", ["so-thang=1000", "don-vi=H99", "thang=x"])
def test_what_cannot_be_chosen_is_the_usual_choice(visitor: Citizen, query: str) -> None:
    assert visitor.get(f"{PATH}?{query}").text.count("<text ") == 24


def test_months_without_figures_are_said(visitor: Citizen) -> None:
    page = visitor.get(f"{PATH}?thang=2024-03&lang=en")
    assert "There are no figures of these months yet." in page.text_content
    visitor.get(f"{PATH}?lang=vi")
