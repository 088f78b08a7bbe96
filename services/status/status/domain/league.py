"""The league table of agencies: the share resolved on time, with its uncertainty."""

from collections.abc import Iterable, Sequence
from typing import Final

from kit.core.model import Model
from kit.core.wilson import Interval, wilson

LEAST_RESOLVED: Final = 30
"""With fewer resolved dossiers an agency is listed without a rank."""


class Standing(Model):
    """An agency: `on_time` of `resolved` dossiers.

    `rank` as in a competition (1, 2, 2, 4); None below LEAST_RESOLVED. `group` numbers those that
    can't be told apart: each interval of a group overlaps that of its first.
    """

    agency: str
    resolved: int
    on_time: int
    share: float | None
    interval: Interval | None
    rank: int | None = None
    group: int | None = None


def league(counts: Iterable[tuple[str, int, int]]) -> list[Standing]:
    """Standings of (agency, resolved, on time): the ranked ones first, the best at the top."""
    standings = [_standing(*each) for each in counts]
    ranked = [each for each in standings if each.resolved >= LEAST_RESOLVED]
    others = [each for each in standings if each.resolved < LEAST_RESOLVED]
    ranked.sort(key=lambda each: (-(each.share or 0.0), each.agency))
    return [*_grouped(_ranked(ranked)), *sorted(others, key=lambda each: each.agency)]


def _standing(agency: str, resolved: int, on_time: int) -> Standing:
    return Standing(
        agency=agency,
        resolved=resolved,
        on_time=on_time,
        share=on_time / resolved if resolved else None,
        interval=wilson(on_time, resolved) if resolved else None,
    )


def _ranked(standings: Sequence[Standing]) -> list[Standing]:
    """Equal shares have equal ranks, compared as fractions; the next one skips as many."""
    ranked: list[Standing] = []
    for place, each in enumerate(standings, 1):
        before = ranked[-1] if ranked else None
        tied = before and before.on_time * each.resolved == each.on_time * before.resolved
        ranked.append(each.evolve(rank=before.rank if before and tied else place))
    return ranked


def _grouped(standings: Iterable[Standing]) -> list[Standing]:
    """A group begins where an interval does not overlap that of the group's first."""
    grouped: list[Standing] = []
    first: Standing | None = None
    number = 0
    for each in standings:
        if first is None or not _alike(first, each):
            first, number = each, number + 1
        grouped.append(each.evolve(group=number))
    return grouped


def _alike(first: Standing, other: Standing) -> bool:
    if first.interval is None or other.interval is None:
        return False
    return first.interval.overlaps(other.interval)
