"""The figures of a place over months: what each month shows, and no sum of them."""

from datetime import timedelta

import pytest

from contracts.testing.dossier_events import FILED_AT
from status.domain.period_figures import Cell, PeriodFigures
from status.figures.period import store
from status.figures.series import months_until
from tests.unit.status.world import World

SERIES = "/v1/figures/series"


@pytest.fixture
def world() -> World:
    """October is closed, November open; September has nothing of the agency."""
    world = World()
    for number, (month, closed) in enumerate(
        (("2026-09", True), ("2026-10", True), ("2026-11", False))
    ):
        cells = [Cell(by="province", key=None, figures={"received": 100 + number})]
        if month != "2026-09":
            figures = {"received": 20, "resolved": None}
            cells.append(Cell(by="agency", key="H49.61.01", figures=figures))
        at = FILED_AT + timedelta(days=number)
        store(
            PeriodFigures(period=month, as_of=at, closed=closed, cells=tuple(cells)), world.objects
        )
    return world


def test_each_month_has_what_it_publishes(world: World) -> None:
    series = world.client.get(f"{SERIES}?until=2026-11&months=4").body
    assert [each["period"] for each in series["items"]] == [
        "2026-08",
        "2026-09",
        "2026-10",
        "2026-11",
    ]
    assert [each["figures"] and each["figures"]["received"] for each in series["items"]] == [
        None,
        100,
        101,
        102,
    ]
    assert [each["closed"] for each in series["items"]] == [False, True, True, False]
    assert series["as_of"].startswith("2026-11-25")


def test_a_place_has_null_where_the_month_shows_none_of_it(world: World) -> None:
    query = "until=2026-11&months=3&by=agency&key=H49.61.01"
    months = world.client.get(f"{SERIES}?{query}").body["items"]
    assert [each["figures"] for each in months] == [None, *[{"received": 20, "resolved": None}] * 2]
    unknown = world.client.get(f"{SERIES}?until=2026-11&by=agency&key=H99").body
    assert {each["figures"] for each in unknown["items"]} == {None}


def test_the_table_has_the_same_numbers_and_nothing_for_what_is_not_shown(world: World) -> None:
    query = "until=2026-11&months=3&by=agency&key=H49.61.01"
    names, *rows = world.client.get(f"{SERIES}/table?{query}").text.splitlines()
    received, resolved = (names.split(",").index(kind) for kind in ("received", "resolved"))
    cells = [row.split(",") for row in rows]
    assert [(each[0], each[received], each[resolved]) for each in cells] == [
        ("2026-09", "", ""),
        ("2026-10", "20", ""),
        ("2026-11", "20", ""),
    ]


def test_an_answer_has_a_tag_and_reads_no_table(world: World) -> None:
    world.transport.items.clear()
    first = world.client.get(f"{SERIES}?until=2026-11")
    again = world.client.get(f"{SERIES}?until=2026-11", If_None_Match=first.headers["ETag"])
    assert (first.status, again.status) == (200, 304)


@pytest.mark.parametrize("query", ["until=2026-13", "until=2026-11&months=25", "months=3"])
def test_other_months_are_refused(world: World, query: str) -> None:
    assert world.client.get(f"{SERIES}?{query}").status == 422


def test_months_go_over_the_turn_of_the_year() -> None:
    assert months_until("2026-02", 4) == ["2025-11", "2025-12", "2026-01", "2026-02"]
