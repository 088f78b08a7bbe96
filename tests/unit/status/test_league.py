"""The league table: competition ranks, Wilson's intervals, groups that can't be told apart."""

from math import sqrt

import pytest

from kit.core.wilson import wilson
from status.domain.league import Standing, league

REFERENCE = [
    (0, 1, 0.0, 0.7934506856227626),
    (1, 1, 0.20654931437723745, 1.0),
    (0, 10, 0.0, 0.2775327998628892),
    (5, 10, 0.2365930905125640, 0.7634069094874359),
    (90, 100, 0.8256343384950865, 0.9447708629393249),
]
"""Successes, trials and bounds as tables of the interval print them."""


def by_definition(successes: int, trials: int) -> tuple[float, float]:
    """The two shares p at which (x/n - p)² = z² p (1 - p) / n."""
    z, share = 1.959963984540054, successes / trials
    a, b, c = 1 + z * z / trials, -(2 * share + z * z / trials), share * share
    root = sqrt(b * b - 4 * a * c)
    return (-b - root) / (2 * a), (-b + root) / (2 * a)


@pytest.mark.parametrize(("successes", "trials", "low", "high"), REFERENCE)
def test_an_interval_is_the_published_one(
    successes: int, trials: int, low: float, high: float
) -> None:
    interval = wilson(successes, trials)
    assert (interval.low, interval.high) == pytest.approx((low, high), abs=1e-7)


@pytest.mark.parametrize("trials", [1, 2, 7, 30, 999, 600_000])
def test_an_interval_solves_the_equation_that_defines_it(trials: int) -> None:
    for successes in {0, 1, trials // 3, trials - 1, trials}:
        low, high = by_definition(successes, trials)
        interval = wilson(successes, trials)
        assert interval.low == pytest.approx(max(0.0, low), abs=1e-9)
        assert interval.high == pytest.approx(min(1.0, high), abs=1e-9)


@pytest.mark.parametrize(("successes", "trials"), [(0, 0), (2, 1), (-1, 5)])
def test_no_share_has_an_interval_without_trials(successes: int, trials: int) -> None:
    with pytest.raises(ValueError, match="no trials"):
        wilson(successes, trials)


def ranks(standings: list[Standing]) -> dict[str, int | None]:
    return {each.agency: each.rank for each in standings}


def test_equal_shares_share_a_rank_and_the_next_one_is_skipped() -> None:
    standings = league([("d", 40, 20), ("b", 60, 54), ("c", 30, 27), ("a", 100, 95)])
    assert ranks(standings) == {"a": 1, "b": 2, "c": 2, "d": 4}
    assert [each.agency for each in standings] == ["a", "b", "c", "d"]


def test_fewer_than_thirty_resolved_are_listed_without_a_rank() -> None:
    standings = league([("few", 29, 29), ("none", 0, 0), ("many", 30, 15)])
    assert ranks(standings) == {"many": 1, "few": None, "none": None}
    assert [(each.share is None, each.group) for each in standings] == [
        (False, 1),
        (False, None),
        (True, None),
    ]


def test_agencies_whose_intervals_overlap_are_one_group() -> None:
    standings = league([("a", 1000, 990), ("b", 1000, 985), ("c", 1000, 900), ("d", 30, 27)])
    assert {each.agency: each.group for each in standings} == {"a": 1, "b": 1, "c": 2, "d": 2}
