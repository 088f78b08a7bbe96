"""The index of a search: which procedures have the words of a query, the best first."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from intake.domain.procedure_summary import ProcedureSummary
from intake.domain.search_text import IDLE, words_of

Words = tuple[str, ...]
ENOUGH: Final = 0.4
"""Which share of a query's weight a procedure must have."""
RARE: Final = 40
UNHEARD: Final = 100
"""The rarest word weighs as one that so many procedures have, one that none has as this many."""
BEGUN: Final = 0.7
"""What the beginning of a word is worth, as the last word of a query may be half typed."""
FIELD: Final = 0.35
"""What a word of the field is worth that the names do not have."""
EXACT, WHOLE, PAIRS, BRIEF, DEMAND = 2.0, 1.0, 1.0, 0.7, 0.6
"""What it is worth that a name is the query, has it whole, has its neighbouring words, has little
else, and that the procedure is requested much."""


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """Procedures by their words; a rare word weighs more."""

    procedures: tuple[ProcedureSummary, ...]
    names: tuple[tuple[Words, ...], ...]
    places: Mapping[str, Mapping[int, float]]
    """Word -> place of each procedure that has it -> what it is worth there."""

    @classmethod
    def of(cls, procedures: Sequence[ProcedureSummary]) -> "SearchIndex":
        places: dict[str, dict[int, float]] = defaultdict(dict)
        names = []
        for place, each in enumerate(procedures):
            written = dict.fromkeys((each.name, each.short_name, *each.synonyms))
            named = tuple(tuple(words_of(name)) for name in written)
            names.append(named)
            for word in words_of(each.field):
                places[word][place] = FIELD
            for word in (each.code.casefold(), *(word for words in named for word in words)):
                places[word][place] = 1.0
        return cls(tuple(procedures), tuple(names), dict(places))

    def search(self, text: str) -> list[ProcedureSummary]:
        """The best first; every procedure in the order of the codes where nothing is sought."""
        typed = words_of(text)
        words = [word for word in typed if word not in IDLE] or typed
        if not words:
            return list(self.procedures)
        ranks = {
            place: worth + self._rank(place, words) for place, worth in self._matches(words).items()
        }
        return [self.procedures[place] for place in sorted(ranks, key=lambda p: (-ranks[p], p))]

    def _matches(self, words: Sequence[str]) -> dict[int, float]:
        """Place -> how much of the query is there, of those that have enough of it."""
        shares: dict[int, float] = defaultdict(float)
        total = 0.0
        for word in dict.fromkeys(words):
            matched = self._matched(word, half_typed=word == words[-1])
            count = max(len(matched), RARE) if matched else UNHEARD
            weight = math.log(1 + len(self.procedures) / count)
            total += weight
            for place, worth in matched.items():
                shares[place] += weight * worth
        return {
            place: 2 * share / total for place, share in shares.items() if share >= ENOUGH * total
        }

    def _matched(self, word: str, *, half_typed: bool) -> Mapping[int, float]:
        whole = self.places.get(word, {})
        if not half_typed or len(word) < 2 or whole:
            return whole
        begun = (places for each, places in self.places.items() if each.startswith(word))
        return {place: BEGUN for places in begun for place in places}

    def _rank(self, place: int, words: Sequence[str]) -> float:
        demand = self.procedures[place].demand / 100
        return DEMAND * demand + max(_worth(name, words) for name in self.names[place])


def _worth(name: Words, words: Sequence[str]) -> float:
    """How well a name fits the words that are sought."""
    sought, pairs = " ".join(words), set(pairwise(words))
    shared = len(pairs.intersection(pairwise(name))) / len(pairs) if pairs else 0.0
    brief = min(len(words) / len(name), 1.0) if name else 0.0
    text = " ".join(name)
    whole = f" {sought} " in f" {text} "
    return EXACT * (text == sought) + WHOLE * whole + PAIRS * shared + BRIEF * brief
