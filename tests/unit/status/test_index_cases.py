"""Each ratio of QĐ 766/QĐ-TTg against cases that were worked by hand (tests/cases)."""

import json
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

import pytest

from status.adapters.duckdb_leaves import DuckDbLeaves
from status.domain.service_index.rules import IndexRules, index_rules
from status.domain.service_index.scores import AgencyCounts, RatioCount, points
from tests.unit.status.index_leaves import MONTH, NOON, changed

CASES: Final = json.loads(
    (Path(__file__).parents[2] / "cases" / "index_766.json").read_text("utf-8")
)
LEAST: Final = 5
TABLES: Final = DuckDbLeaves(memory="200MB", threads=1)
Leaves = list[dict[str, Any]]


def leaf_cases() -> Iterator[tuple[str, str, Leaves, int, int]]:
    for indicator, cases in CASES["leaves"].items():
        for case in cases:
            title, leaves = case["says"], case["leaves"]
            yield indicator, title, leaves, case["counted"], case["total"]


LEAF_CASES: Final = list(leaf_cases())


def test_every_ratio_has_five_cases() -> None:
    indicators = index_rules().indicators
    assert len(indicators) >= 20
    assert all(len(CASES["points"][each.id]) >= LEAST for each in indicators)
    assert set(CASES["leaves"]) == {each.id for each in index_rules().counted}
    assert all(len(cases) >= LEAST for cases in CASES["leaves"].values())


def assert_points(rules: IndexRules, cases: dict[str, list[tuple[int, int, str | None]]]) -> None:
    indicators = {each.id: each for each in rules.indicators}
    for name, rows in cases.items():
        for counted, total, expected in rows:
            worked = None if expected is None else Fraction(expected)
            assert points(indicators[name], counted, total) == worked, (name, counted, total)


def test_a_ratio_has_the_points_that_were_worked_by_hand() -> None:
    assert_points(index_rules(), CASES["points"])


def test_group_five_has_other_points_where_it_is_divided_into_four() -> None:
    assert_points(index_rules().with_alternative("four"), CASES["four"])


@pytest.mark.parametrize("alternative", ["three", "four"])
def test_the_points_of_each_group_are_those_of_the_decision(alternative: str) -> None:
    rules = index_rules().with_alternative(alternative)
    for group in rules.groups:
        assert sum(each.max for each in rules.indicators if each.group == group.id) == group.max
    assert sum(group.max for group in rules.groups) == 100


def test_what_was_assumed_says_so_and_what_nobody_can_count_has_a_reason() -> None:
    for each in index_rules().indicators:
        assert each.source
        assert bool(each.unknown) != bool(each.part and each.where and each.counts), each.id
        assert each.text != "assumed" or (each.confidence == "L" and each.note), each.id


@pytest.fixture(scope="module")
def counts() -> AgencyCounts:
    """Each case is an agency of its own."""
    rows = [
        changed(10 * n + m, {"agency": f"case {n}", **leaf})
        for n, (_, _, leaves, _, _) in enumerate(LEAF_CASES)
        for m, leaf in enumerate(leaves)
    ]
    return TABLES.index([TABLES.with_leaves(None, rows)], MONTH, NOON)


def test_dossiers_count_as_was_worked_by_hand(counts: AgencyCounts) -> None:
    nothing = RatioCount(0, 0)
    for n, (indicator, title, _, counted, total) in enumerate(LEAF_CASES):
        ratio = counts.get(f"case {n}", {}).get(indicator, nothing)
        assert (ratio.counted, ratio.total) == (counted, total), (indicator, title)
