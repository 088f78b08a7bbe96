"""The headings of a statement, matched by folded text, in either of two languages or both."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final, NamedTuple

from payments.providers.bank.statement.layouts import COMMON, Column, Layout
from payments.providers.bank.text import folded

MARKED: Final = frozenset({"nợ", "có"})
"""Headings that keep their marks: without them "Nợ" (debit) would be "No." (a row's number)."""
LONGEST: Final = 80
OWN: Final = 100
"""More headings than a layout has of its own for one column."""
PARTS: Final = re.compile(r"[/|()\n\r–-]+")


class Heading(NamedTuple):
    """A cell's folded text, whole and by its languages; both are empty where it is no heading."""

    whole: str
    parts: tuple[str, ...]


def headings_of(cells: Sequence[str]) -> list[Heading]:
    """The cells of a row as headings: folding is slow, and every layout is compared with them."""
    return [
        Heading("", ())
        if len(cell) > LONGEST
        else Heading(_key(cell), tuple(map(_key, PARTS.split(cell))))
        for cell in cells
    ]


def columns_of(headings: Sequence[Heading], layout: Layout) -> Mapping[Column, int]:
    """The column of each heading; of two headings of one column, the likelier one."""
    meanings = _meanings(layout)
    best: dict[Column, tuple[int, int]] = {}
    for place, heading in enumerate(headings):
        if (meant := _meaning(heading, meanings)) is not None:
            column, rank = meant
            best[column] = min(best.get(column, (rank, place)), (rank, place))
    return {column: place for column, (_, place) in best.items()}


def own_headings(headings: Sequence[Heading], layout: Layout) -> int:
    """How many headings are the layout's own."""
    own = _own(layout)
    return sum(bool(own & {heading.whole, *heading.parts}) for heading in headings)


def _meaning(
    heading: Heading, meanings: Mapping[str, tuple[Column, int]]
) -> tuple[Column, int] | None:
    """The whole heading if it is one, else the first of its languages that is.

    "Số tiền/Credit" is a credit: "amount" alone says less.
    """
    if (whole := meanings.get(heading.whole)) is not None:
        return whole
    columns = [meanings[key] for key in heading.parts if key in meanings]
    sums = [meant for meant in columns if meant[0] in ("debit", "credit")]
    return next(iter((*sums, *columns)), None)


def _key(text: str) -> str:
    composed = " ".join(re.sub(r"[\W_]+", " ", unicodedata.normalize("NFC", text).lower()).split())
    return composed if composed in MARKED else _unmarked(folded(text))


def _unmarked(key: str) -> str:
    """Nothing for a "no" or "co" that has lost its marks: it may mean anything."""
    return "" if key in ("no", "co") else key


@cache
def _own(layout: Layout) -> frozenset[str]:
    return frozenset(
        _key(each) for lists in layout.own.values() for each in "|".join(lists).split("|")
    )


@cache
def _meanings(layout: Layout) -> Mapping[str, tuple[Column, int]]:
    meanings: dict[str, tuple[Column, int]] = {}
    for headings, first in ((layout.own, 0), (COMMON, OWN)):
        for column, lists in headings.items():
            for rank, heading in enumerate("|".join(lists).split("|"), first):
                meanings.setdefault(_key(heading), (column, rank))
    return meanings
