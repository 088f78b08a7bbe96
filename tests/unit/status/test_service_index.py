"""The index of QĐ 766/QĐ-TTg: what each dossier costs adds up, and what-if is a recount."""

import random
from collections.abc import Iterator
from fractions import Fraction
from typing import Any, Final

import pytest

from status.adapters.duckdb_leaves import DuckDbLeaves
from status.domain.leaf import Leaf
from status.domain.service_index.rules import index_rules
from status.domain.service_index.scores import AgencyCounts, RatioCount, attribution, score
from status.domain.service_index.standings import ranked, standing, what_if
from tests.unit.status.index_leaves import MONTH, MONTH_END, NOON, dossiers, ended

TABLES: Final = DuckDbLeaves(memory="200MB", threads=1)
RULES: Final = index_rules()
INDICATORS: Final = {each.id: each for each in RULES.counted}
ROWS: Final = list(dossiers(random.Random(766), 400))


def table(rows: list[Leaf]) -> list[bytes]:
    return [TABLES.with_leaves(None, rows)]


@pytest.fixture(scope="module")
def counts() -> AgencyCounts:
    return TABLES.index(table(ROWS), MONTH, NOON)


def test_the_agencies_add_up_to_the_province(counts: AgencyCounts) -> None:
    agencies = [each for agency, each in counts.items() if agency]
    assert len(agencies) == 4
    for name in (name for name, each in INDICATORS.items() if each.unit == "dossiers"):
        summed = RatioCount(*map(sum, zip(*(each[name] for each in agencies), strict=True)))
        assert counts[None][name] == summed


def test_the_shares_of_failing_dossiers_are_exactly_the_points_lost(counts: AgencyCounts) -> None:
    failing = TABLES.failing(table(ROWS), MONTH, NOON)
    of_dossiers = [each for each in INDICATORS.values() if each.unit == "dossiers"]
    for agency, each in counts.items():
        if agency is None:
            continue
        scores = {i.id: result for i in of_dossiers if (result := score(i, each[i.id]))}
        mine = [attribution(row, scores) for row in failing if row.agency == agency]
        for name, result in scores.items():
            assert sum(name in a.dossier.indicators for a in mine) == result.failing
        lost = sum((result.lost for result in scores.values()), Fraction())
        assert sum((a.share for a in mine), Fraction()) == lost > 0
        assert all(a.gain >= 0 for a in mine)


def test_shares_add_up_and_a_gain_is_the_next_ones_points_for_any_counts() -> None:
    draw = random.Random(1)
    for _ in range(2_000):
        indicator = draw.choice(RULES.indicators)
        total = draw.randrange(1, 5_000)
        count = RatioCount(draw.randrange(total + 1), total)
        result = score(indicator, count)
        assert result is not None
        assert result.points + result.lost == indicator.max
        if result.failing == 0:
            assert not result.lost
            assert result.share is result.gain is None
            continue
        more = score(indicator, count._replace(counted=count.counted + 1))
        assert result.share is not None
        assert more is not None
        assert result.share * result.failing == result.lost
        assert result.gain == more.points - result.points


CHANGES: Final[dict[str, dict[str, Any]]] = {"4.4": {"from_registry": 1}, "4.3": {"digitised": 1}}
"""What makes a dossier count for an indicator, and for no other."""


@pytest.mark.parametrize("indicator", CHANGES)
def test_what_if_is_what_a_recount_says(indicator: str, counts: AgencyCounts) -> None:
    agency = "H49.02"
    rows = TABLES.failing(table(ROWS), MONTH, NOON)
    mine = [r.code for r in rows if r.agency == agency and indicator in r.indicators]
    mended = set(mine[: len(mine) // 2])
    changed = [r._replace(**CHANGES[indicator]) if r.code in mended else r for r in ROWS]
    recount = TABLES.index(table(changed), MONTH, NOON)
    agencies = {place: each for place, each in counts.items() if place}

    changed_standing = what_if(RULES, agencies, agency, {indicator: len(mended)})

    recounted = ranked(standing(RULES, each, recount[each]) for each in agencies)
    assert changed_standing == next(each for each in recounted if each.agency == agency)
    assert changed_standing.points > standing(RULES, agency, counts[agency]).points


def test_the_months_end_is_between_the_bounds(counts: AgencyCounts) -> None:
    for seed in range(2):
        later = TABLES.index(table(list(at_the_end(random.Random(seed)))), MONTH, MONTH_END)
        for agency, each in counts.items():
            bounds = standing(RULES, agency, each).projections
            end = standing(RULES, agency, later[agency])
            for name in (i.id for i in RULES.counted if i.pending):
                worst, best = bounds[name]
                assert worst is not None
                assert best is not None
                assert worst <= end.scores[name].points <= best, (agency, name)


def at_the_end(draw: random.Random) -> Iterator[Leaf]:
    """The dossiers when those that were due meanwhile have ended, well or not."""
    for row in ROWS:
        due = row.due_last
        pending = row.done is None and due is not None and NOON <= due < MONTH_END
        yield ended(row, draw.choice((True, False))) if pending else row


def test_the_bounds_are_reached_by_the_best_and_the_worst_course(counts: AgencyCounts) -> None:
    class Always(random.Random):
        def choice(self, options: tuple[bool, bool]) -> bool:  # type: ignore[override]
            return options[0]

    later = TABLES.index(table(list(at_the_end(Always()))), MONTH, MONTH_END)
    bounds = standing(RULES, None, counts[None]).projections
    end = standing(RULES, None, later[None])
    assert {n: end.scores[n].points for n in ("2.1", "3.6", "4.1")} == {
        n: bounds[n].best for n in ("2.1", "3.6", "4.1")
    }


def ranks(*levels: tuple[str, int, int]) -> dict[str | None, int | None]:
    counts = {agency: {"2.1": RatioCount(counted, total)} for agency, counted, total in levels}
    return {
        each.agency: each.rank for each in ranked(standing(RULES, a, counts[a]) for a in counts)
    }


def test_equal_levels_share_a_rank_and_small_agencies_have_none() -> None:
    standing_ranks = ranks(
        ("d", 20, 40), ("b", 54, 60), ("few", 29, 29), ("c", 27, 30), ("a", 95, 100)
    )
    assert standing_ranks == {"a": 1, "b": 2, "c": 2, "d": 4, "few": None}


def test_an_indicator_without_dossiers_is_neither_lost_nor_won() -> None:
    only = standing(RULES, "a", {"2.1": RatioCount(30, 30), "3.6": RatioCount(0, 0)})
    assert only.points == only.attainable == 20
    assert set(only.scores) == {"2.1"}
