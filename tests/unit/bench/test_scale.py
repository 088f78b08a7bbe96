"""The table of what breaks first is calculated, and its limits are those of the code."""

from pathlib import Path

import pytest

from docs.scale import PAGE, Limit, Load, rendered, scale
from infra.service.api import THROTTLING
from kit.persistence.unsent import SHARDS
from payments.providers.bank.statement.problems import MOST_BYTES, MOST_LINES
from payments.repositories.schedules import AT_ONCE

SCALE = scale()
SWEEPS_A_DAY = 24 * 60 // 5
LOAD = Load(dossiers_a_year=600_000, days_a_year=250, hours_a_day=8, peak=4)


def limit(name: str) -> Limit:
    (row,) = [one for one in SCALE.limits if one.name.startswith(name)]
    return row


def test_the_page_is_made_from_the_data() -> None:
    assert PAGE.read_text("utf-8") == rendered(SCALE), "python -m docs.scale writes it anew"


def test_todays_load_is_the_provinces() -> None:
    assert SCALE.load == LOAD
    assert LOAD.dossiers_a_day == 2400
    assert LOAD.dossiers_a_second == pytest.approx(1 / 3)


def test_a_demand_grows_with_the_load_and_breaks_where_it_meets_the_limit() -> None:
    row = Limit(
        name="x", per="second", needs=3, capacity=10, unit="u", basis="code", where="-", then="-"
    )
    assert [row.demand(LOAD, multiple) for multiple in (1, 10)] == [pytest.approx(1), 10]
    assert row.breaks_at(LOAD) == pytest.approx(10)
    assert "| **100** | 10× |" in rendered(SCALE.evolve(limits=(row,)))


def test_what_breaks_first_stands_first() -> None:
    multiples = [row.breaks_at(LOAD) for row in SCALE.limits]
    assert multiples == sorted(multiples)


def test_limits_of_the_code_are_the_codes() -> None:
    assert limit("lines of one uploaded").capacity == MOST_LINES
    assert MOST_LINES * 146 < MOST_BYTES
    assert limit("fees that end unpaid").capacity == AT_ONCE * SWEEPS_A_DAY
    assert limit("unsent events").capacity == SHARDS * 1000
    assert limit("requests to one API").capacity == THROTTLING["ThrottlingRateLimit"]


def test_what_costs_the_same_at_any_load_names_its_test() -> None:
    root = Path(__file__).resolve().parents[3]
    assert [row.test for row in SCALE.constant if not (root / row.test).is_file()] == []
