"""The index of QĐ 766/QĐ-TTg as it is served: rounded, N/A where nobody knows, exact in itself."""

from fractions import Fraction
from typing import Any

import pytest

from status.adapters.duckdb_leaves import DuckDbLeaves
from status.domain.service_index.scores import AgencyCounts, RatioCount
from status.figures.service_index.publication import published_index, shown_counts, store_index
from tests.unit.status.closed_world import dossiers
from tests.unit.status.index_leaves import NOON
from tests.unit.status.world import MONTH, World

INDEX = f"/v1/figures/months/{MONTH}/index"


@pytest.fixture(scope="module")
def world() -> World:
    """Sixty dossiers of two agencies, of which nine of sixty are refused."""
    world = World(tables=DuckDbLeaves(memory="200MB", threads=1))
    world.receive(list(dossiers(60)), size=200)
    world.service.fold()
    return world


def score(standing: dict[str, Any], indicator: str) -> dict[str, Any]:
    (score_view,) = (each for each in standing["scores"] if each["indicator"] == indicator)
    return dict(score_view)


def test_the_index_is_folded_with_the_figures_and_served_as_it_is(world: World) -> None:
    response = world.client.get(INDEX)

    assert response.status == 200
    assert response.body["as_of"] == world.client.get(f"/v1/figures/months/{MONTH}").body["as_of"]
    places = {each["agency"] for each in response.body["agencies"]}
    assert places == {"H49.61.01", "H49.61.02"}
    on_time = score(response.body["province"], "2.1")
    assert (on_time["missing"], on_time["total"]) == (None, 55)
    assert Fraction(on_time["points"]) + Fraction(on_time["lost"]) == 20
    again = world.client.get(INDEX, **{"If-None-Match": response.headers["ETag"]})
    assert again.status == 304


def test_what_nobody_can_count_is_not_available_and_never_zero(world: World) -> None:
    province = world.client.get(INDEX).body["province"]
    for indicator in ("1.1", "3.1", "4.5a", "5.4"):
        score_view = score(province, indicator)
        assert (score_view["missing"], score_view["points"], score_view["total"]) == (
            "no_data",
            None,
            None,
        )
    assert score(province, "3.6")["missing"] == "none"
    assert province["attainable"] < 100


def test_no_count_below_five_is_shown_and_all_are_rounded() -> None:
    shown = shown_counts(
        {"2.1": RatioCount(97, 103, 7, 6), "3.6": RatioCount(3, 40), "4.1": RatioCount(0, 12)}
    )
    assert shown == {"2.1": RatioCount(95, 105, 5, 5), "4.1": RatioCount(0, 10)}
    index = published_index(MONTH, {"H49.01": {"3.6": RatioCount(3, 40)}}, NOON)
    (standing,) = index.agencies
    assert {each.missing for each in standing.scores} == {"too_few", "no_data"}
    assert (standing.points, standing.attainable, standing.rank) == ("0", 0, None)


def test_a_table_has_a_line_for_each_place_and_nothing_where_not_available(world: World) -> None:
    response = world.client.get(f"{INDEX}/table")
    assert response.headers["Content-Type"].startswith("text/csv")
    names, *lines = response.text.removeprefix("\ufeff").splitlines()
    assert names.startswith("period,agency,rank,points,attainable,1.1,1.2,1.3,1.4,2.1,3.1")
    assert len(lines) == 3
    assert lines[0].startswith(f"{MONTH},,,")
    assert ",,,," in lines[0]


def test_the_rules_are_served_with_their_sources(world: World) -> None:
    body = world.client.get("/v1/figures/index").body
    assert body["decision"] == "766/QĐ-TTg"
    assert len(body["indicators"]) >= 20
    (on_time,) = (each for each in body["indicators"] if each["id"] == "2.1")
    assert (on_time["max"], on_time["target"], on_time["text"]) == (20, "1", "reading")
    assert "on_time_766" in on_time["counts"]


def test_what_if_moves_an_agency_by_what_the_gain_says() -> None:
    world = World()
    counts: AgencyCounts = {
        "H49.01": {"4.1": RatioCount(50, 100), "2.1": RatioCount(90, 100)},
        "H49.02": {"4.1": RatioCount(60, 100), "2.1": RatioCount(90, 100)},
    }
    store_index(published_index(MONTH, counts, NOON), world.objects)
    now = {each["agency"]: each for each in world.client.get(INDEX).body["agencies"]}
    assert (now["H49.01"]["rank"], now["H49.02"]["rank"]) == (2, 1)

    changed = world.client.get(f"{INDEX}/what-if?agency=H49.01&indicator=4.1&more=20").body

    gain = Fraction(score(now["H49.01"], "4.1")["gain"])
    assert Fraction(changed["points"]) == Fraction(now["H49.01"]["points"]) + 20 * gain
    assert changed["rank"] == 1
    assert score(changed, "1.1")["missing"] == "no_data"


@pytest.mark.parametrize(
    "query", ["agency=H49.09&indicator=4.1&more=5", "agency=H49.01&indicator=1.1&more=5"]
)
def test_what_if_needs_an_agency_and_an_indicator_with_counts(query: str) -> None:
    world = World()
    counts: AgencyCounts = {"H49.01": {"4.1": RatioCount(50, 100)}}
    store_index(published_index(MONTH, counts, NOON), world.objects)
    assert world.client.get(f"{INDEX}/what-if?{query}").status == 404


def test_a_month_without_an_index_is_not_found() -> None:
    assert World().client.get(INDEX).status == 404
    assert World().client.get(f"{INDEX}/table").status == 404
