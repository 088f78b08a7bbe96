"""How surely somebody's identity is proved: levels of an account (mức độ xác thực tài khoản).

NĐ 69/2024/NĐ-CP knows levels 1 and 2 of an electronic identity; a third is left for what a provider
puts above them.
"""

from collections.abc import Iterable
from typing import Final

LEVELS: Final = ("urn:motcua:loa:1", "urn:motcua:loa:2", "urn:motcua:loa:3")
"""The values of `acr` in our tokens, the lowest first: those of `contracts.terms`, which no sign-in
imports."""


def level_of(words: dict[str, str], stated: str) -> str:
    """Our level for a provider's word; for a word that nobody entered the lowest."""
    return words.get(stated, LEVELS[0])


def least_level(acr_values: str) -> str:
    """The lowest of the levels that a client requests (`acr_values`), "" where it names none of
    ours.
    """
    named = set(acr_values.split())
    return next((level for level in LEVELS if level in named), "")


def reaches(level: str, demanded: str) -> bool:
    """Whether a level is as high as the demanded one; "" demands nothing."""
    return not demanded or LEVELS.index(level) >= LEVELS.index(demanded)


def words_for(words: dict[str, str], demanded: str) -> tuple[str, ...]:
    """What a provider calls the levels that will do; none where nothing is demanded."""
    if not demanded:
        return ()
    return _unique(word for word, level in words.items() if reaches(level, demanded))


def _unique(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
