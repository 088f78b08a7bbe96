"""The points of an indicator, exactly: what a ratio has, and what each failing dossier costs."""

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from status.domain.service_index.rules import Indicator


class RatioCount(NamedTuple):
    """`counted` of `total`; of open dossiers due before the month's end, `pending` come into the
    ratio, and `pending_counted` of these may count.
    """

    counted: int
    total: int
    pending: int = 0
    pending_counted: int = 0


Counts = Mapping[str, RatioCount]
"""By indicator; one that is missing is too small to be known."""
AgencyCounts = Mapping[str | None, Counts]
"""Of the province (None) and of each agency."""


class FailingDossier(NamedTuple):
    """A dossier, and the indicators in whose denominator it is without counting."""

    agency: str
    code: str
    indicators: tuple[str, ...]


class Score(NamedTuple):
    """Of a ratio that is known.

    `gain` is what the index would win if one more counted; `share` is an equal part of the points
    lost, so that the shares of all that fail are together `lost`. None: nothing fails.
    """

    counted: int
    total: int
    points: Fraction
    lost: Fraction
    failing: int
    gain: Fraction | None
    share: Fraction | None


class Projection(NamedTuple):
    """The points at the month's end: if every open dossier that is due ends well, and if none."""

    worst: Fraction | None
    best: Fraction | None


def points(indicator: Indicator, counted: int, total: int) -> Fraction | None:
    """All points from the target on, below it in proportion; None without a denominator."""
    if total == 0:
        return None
    return indicator.max * min(Fraction(1), Fraction(counted, total) / indicator.goal)


def score(indicator: Indicator, count: RatioCount) -> Score | None:
    """The score of a ratio; None without a denominator: N/A."""
    reached = points(indicator, count.counted, count.total)
    if reached is None:
        return None
    lost, failing = indicator.max - reached, count.total - count.counted
    more = points(indicator, count.counted + 1, count.total) if failing else None
    return Score(
        counted=count.counted,
        total=count.total,
        points=reached,
        lost=lost,
        failing=failing,
        gain=more - reached if more is not None else None,
        share=lost / failing if failing else None,
    )


def projection(indicator: Indicator, count: RatioCount) -> Projection:
    """Between which bounds the points are at the month's end, if nothing else arrives."""
    pending = indicator.pending
    if pending is None:
        now = points(indicator, count.counted, count.total)
        return Projection(now, now)
    if pending.included:
        return Projection(
            points(indicator, count.counted - count.pending_counted, count.total),
            points(indicator, count.counted, count.total),
        )
    total = count.total + count.pending
    return Projection(
        points(indicator, count.counted, total),
        points(indicator, count.counted + count.pending_counted, total),
    )


class Attribution(NamedTuple):
    """What a failing dossier costs: sums over the indicators that it fails."""

    dossier: FailingDossier
    gain: Fraction
    share: Fraction


def attribution(dossier: FailingDossier, scores: Mapping[str, Score]) -> Attribution:
    """By the exact scores of its agency."""
    failed = [scores[each] for each in dossier.indicators]
    gain = sum((each.gain or Fraction() for each in failed), Fraction())
    return Attribution(
        dossier, gain, sum((each.share or Fraction() for each in failed), Fraction())
    )
