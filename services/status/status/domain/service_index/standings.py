"""The index of agencies: points, rank, and what would change if more counted."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Final, NamedTuple

from status.domain.service_index.rules import IndexRules
from status.domain.service_index.scores import (
    Counts,
    Projection,
    RatioCount,
    Score,
    projection,
    score,
)

LEAST_HANDLED: Final = 30
"""With fewer handled dossiers an agency is listed without a rank."""
HANDLED: Final = "2.1"
"""The indicator whose denominator is the dossiers handled."""


class IndexStanding(NamedTuple):
    """`points` of `attainable`: those of the indicators that are known.

    `agency` None: the province. `rank` as in a competition (1, 2, 2, 4), by points of what is
    attainable; None below LEAST_HANDLED.
    """

    agency: str | None
    scores: dict[str, Score]
    projections: dict[str, Projection]
    points: Fraction
    attainable: int
    rank: int | None = None

    @property
    def level(self) -> Fraction:
        """Points of what is attainable, from 0 to 1."""
        return self.points / self.attainable if self.attainable else Fraction()


def standing(rules: IndexRules, agency: str | None, counts: Counts) -> IndexStanding:
    """An agency without its rank."""
    countable = {each.id: (each, counts[each.id]) for each in rules.counted if each.id in counts}
    all_scores = {each.id: score(each, count) for each, count in countable.values()}
    scores = {name: each for name, each in all_scores.items() if each}
    return IndexStanding(
        agency=agency,
        scores=scores,
        projections={each.id: projection(each, count) for each, count in countable.values()},
        points=sum((each.points for each in scores.values()), Fraction()),
        attainable=sum(countable[name][0].max for name in scores),
    )


def ranked(standings: Iterable[IndexStanding]) -> list[IndexStanding]:
    """Agencies with a rank first, the best at the top; equal levels share a rank."""
    listed = sorted(standings, key=lambda each: (-each.level, each.agency or ""))
    many = [each for each in listed if _handled(each) >= LEAST_HANDLED]
    few = [each for each in listed if _handled(each) < LEAST_HANDLED]
    levels = [each.level for each in many]
    return [
        *(each._replace(rank=1 + levels.index(each.level)) for each in many),
        *sorted(few, key=lambda each: each.agency or ""),
    ]


def _handled(each: IndexStanding) -> int:
    handled = each.scores.get(HANDLED)
    return handled.total if handled else 0


def with_more(counts: Counts, more: Mapping[str, int]) -> dict[str, RatioCount]:
    """The counts if so many more counted, at most all."""
    return {
        name: count._replace(counted=min(count.total, count.counted + more.get(name, 0)))
        for name, count in counts.items()
    }


def what_if(
    rules: IndexRules, agencies: Mapping[str, Counts], agency: str, more: Mapping[str, int]
) -> IndexStanding:
    """The standing of an agency among the others if more counted; raises KeyError for an agency
    without counts.
    """
    changed = {**agencies, agency: with_more(agencies[agency], more)}
    standings = ranked(standing(rules, each, counts) for each, counts in changed.items())
    return next(each for each in standings if each.agency == agency)
