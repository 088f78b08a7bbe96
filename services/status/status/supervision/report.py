"""Which officials have a sign far more often than others who handle the same procedures."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import exp, lgamma, log, log1p
from typing import Final, NamedTuple

from kit.core.model import Model
from status.supervision.handled_dossier import HandledDossier
from status.supervision.signs import SIGNS, Sign, SignId, by_official, counted

LEAST_DOSSIERS: Final = 20
LEAST_MARKED: Final = 5
"""Fewer could be chance, or one bad day."""
LEVEL: Final = 0.01
"""The chance that anybody is listed wrongly under one sign, over all officials (Bonferroni)."""
ALLOWANCE: Final = 2.0
"""Officials differ without gaming: up to so many times the peers' share is nobody's sign."""
FLOOR: Final = 0.005
"""The least share of peers that is taken for theirs: nobody's is proved to be zero."""


class SignStatistics(Model):
    """`marked` of `dossiers` have the sign; peers with the same procedures would have the share
    `expected`. `chance`: how probable so many are by chance. `agency` is the one for which the
    official handled most of them, `reply` is the official's.
    """

    official: str
    sign: SignId
    dossiers: int
    marked: int
    expected: float
    chance: float
    agency: str = ""
    reply: str | None = None


class SignTotals(Model):
    """A sign in the whole province: `marked` of the `dossiers` that count have it; `officials` have
    enough of them to be compared.
    """

    sign: SignId
    dossiers: int
    marked: int
    officials: int


class Comparison(NamedTuple):
    """What asks for an explanation, the least probable first, and every sign as a whole."""

    listed: list[SignStatistics]
    totals: list[SignTotals]


def supervision_report(
    dossiers: Iterable[HandledDossier], replies: Mapping[tuple[str, str], str] | None = None
) -> list[SignStatistics]:
    """What is listed; `replies` by official and sign."""
    replies = replies or {}
    listed = compared(dossiers).listed
    return [each.evolve(reply=replies.get((each.official, each.sign))) for each in listed]


def compared(dossiers: Iterable[HandledDossier]) -> Comparison:
    """Every official with their peers, under every sign."""
    officials = by_official(dossiers)
    listed: list[SignStatistics] = []
    totals: list[SignTotals] = []
    for sign in SIGNS:
        counts = {name: list(counted(sign, rows)) for name, rows in officials.items()}
        enough = {name: pairs for name, pairs in counts.items() if len(pairs) >= LEAST_DOSSIERS}
        every, marked = _by_procedure(counts.values())
        listed += _listed(sign, enough, every, marked)
        totals.append(
            SignTotals(
                sign=sign.id,
                dossiers=every.total(),
                marked=marked.total(),
                officials=len(enough),
            )
        )
    listed.sort(key=lambda each: (each.chance, each.official, each.sign))
    placed = [each.evolve(agency=_agency(officials[each.official])) for each in listed]
    return Comparison(placed, totals)


def _agency(dossiers: Sequence[HandledDossier]) -> str:
    return Counter(each.agency for each in dossiers).most_common(1)[0][0]


def _by_procedure(
    counts: Iterable[Sequence[tuple[str, bool]]],
) -> tuple[Counter[str], Counter[str]]:
    """How many dossiers of each procedure count, and how many of them have the sign."""
    every, marked = Counter[str](), Counter[str]()
    for pairs in counts:
        every.update(procedure for procedure, _ in pairs)
        marked.update(procedure for procedure, has in pairs if has)
    return every, marked


def _listed(
    sign: Sign,
    enough: Mapping[str, Sequence[tuple[str, bool]]],
    every: Counter[str],
    marked: Counter[str],
) -> list[SignStatistics]:
    statistics = (_statistics(sign, name, pairs, every, marked) for name, pairs in enough.items())
    return [
        each
        for each in statistics
        if each.marked >= LEAST_MARKED and each.chance < LEVEL / max(1, len(enough))
    ]


def _statistics(
    sign: Sign,
    official: str,
    pairs: Sequence[tuple[str, bool]],
    every: Counter[str],
    marked: Counter[str],
) -> SignStatistics:
    """Peers' shares are those of the same procedures without the official's own dossiers."""
    own, own_marked = Counter(p for p, _ in pairs), Counter(p for p, has in pairs if has)
    total = len(pairs)
    hits = sum(own_marked.values())
    expected = 0.0
    for procedure, n in own.items():
        others = every[procedure] - n
        share = (marked[procedure] - own_marked[procedure]) / others if others else 0.0
        expected += n * share / total
    allowed = min(1.0, max(FLOOR, ALLOWANCE * expected))
    return SignStatistics(
        official=official,
        sign=sign.id,
        dossiers=total,
        marked=hits,
        expected=expected,
        chance=upper_tail(hits, total, allowed),
    )


def upper_tail(hits: int, trials: int, share: float) -> float:
    """P(X ≥ hits) of a binomial variable, summed from its largest terms."""
    if hits <= 0 or share >= 1:
        return 1.0
    terms = (
        exp(
            lgamma(trials + 1)
            - lgamma(k + 1)
            - lgamma(trials - k + 1)
            + k * log(share)
            + (trials - k) * log1p(-share)
        )
        for k in range(hits, trials + 1)
    )
    return min(1.0, sum(terms))
