"""Which officials have a sign far more often than others who handle the same procedures."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import exp, lgamma, log, log1p
from typing import Final

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
    `expected`. `chance`: how probable so many are by chance. `reply` is the official's.
    """

    official: str
    sign: SignId
    dossiers: int
    marked: int
    expected: float
    chance: float
    reply: str | None = None


def supervision_report(
    dossiers: Iterable[HandledDossier], replies: Mapping[tuple[str, str], str] | None = None
) -> list[SignStatistics]:
    """The signs that ask for an explanation, the least probable first; `replies` by official and
    sign.
    """
    officials = by_official(dossiers)
    listed = [each for sign in SIGNS for each in _of_sign(sign, officials)]
    listed.sort(key=lambda each: (each.chance, each.official, each.sign))
    replies = replies or {}
    return [each.evolve(reply=replies.get((each.official, each.sign))) for each in listed]


def _of_sign(sign: Sign, officials: Mapping[str, Sequence[HandledDossier]]) -> list[SignStatistics]:
    counts = {name: list(counted(sign, dossiers)) for name, dossiers in officials.items()}
    every, marked = Counter[str](), Counter[str]()
    for pairs in counts.values():
        every.update(procedure for procedure, _ in pairs)
        marked.update(procedure for procedure, has in pairs if has)
    enough = {name: pairs for name, pairs in counts.items() if len(pairs) >= LEAST_DOSSIERS}
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
