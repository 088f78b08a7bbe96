"""The table in a statement's text: its separator, its headings, and the rows below them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Final, NamedTuple

from payments.providers.bank.statement.headings import columns_of, headings_of, own_headings
from payments.providers.bank.statement.layouts import LAYOUTS, Column, Layout
from payments.providers.bank.statement.problems import StatementUnreadable
from payments.providers.bank.statement.rows import Row, rows

SEPARATORS: Final = (",", ";", "\t", "|")
FEWEST_HEADINGS: Final = 3
TITLE_ROWS: Final = 60
"""How far down the headings are looked for: titles, addresses and balances stand above them."""
SEPARATOR_LINE: Final = re.compile(r"\s*\"?sep=(.)\"?\s*(?:\r\n|\n|\r|$)", re.IGNORECASE)
SUMS: Final[tuple[Column, ...]] = ("amount", "credit")


@dataclass(frozen=True)
class Table:
    """`columns` says where each column stands; `width` is the number of headings."""

    layout: Layout
    separator: str
    columns: Mapping[Column, int]
    width: int
    below: Sequence[Row]


class _Head(NamedTuple):
    columns: Mapping[Column, int]
    layout: Layout
    last: int
    width: int
    own: int


def table(text: str) -> Table:
    """The table with the most known columns; raises StatementUnreadable where there is none.

    It needs columns of days, texts and amounts. Excel's `sep=;` in the first line is taken at its
    word.
    """
    named = SEPARATOR_LINE.match(text)
    separators = (named[1],) if named else SEPARATORS
    heads = [
        (head, separator)
        for separator in separators
        if (head := _head(list(islice(rows(text, separator), TITLE_ROWS))))
    ]
    if not heads:
        raise StatementUnreadable(1, _missing(text, separators))
    head, separator = max(heads, key=lambda each: len(each[0].columns))
    below = [row for row in rows(text, separator) if row.line > head.last]
    return Table(head.layout, separator, head.columns, head.width, below)


def is_heading(row: Row, layout: Layout) -> bool:
    """Whether a row repeats the headings, as on every page of a long statement."""
    return row.cells is not None and len(columns_of(headings_of(row.cells), layout)) >= len(
        ("day", "text", "sum")
    )


def _head(top: Sequence[Row]) -> _Head | None:
    """The row of headings under the layout that knows the most of them; its cells may be split over
    two rows where cells were joined.
    """
    candidates = (
        _Head(columns, layout, row.line, len(headings), own_headings(headings, layout))
        for row in _candidates(top)
        if row.cells and (headings := headings_of(row.cells))
        for layout in LAYOUTS
        if _is_enough(columns := columns_of(headings, layout))
    )
    return max(candidates, key=lambda head: (len(head.columns), head.own), default=None)


def _candidates(top: Sequence[Row]) -> Iterator[Row]:
    yield from top
    for upper, lower in pairwise(top):
        joined = lower.cells and not any(map(str.isdigit, lower.text))  # no line of money
        if joined and upper.cells and lower.cells and len(upper.cells) == len(lower.cells):
            cells = (
                "/".join(filter(None, pair)) for pair in zip(upper.cells, lower.cells, strict=True)
            )
            yield Row(lower.line, tuple(cells), lower.text)


def _is_enough(columns: Mapping[Column, int]) -> bool:
    return {"booked_at", "text"} <= columns.keys() and any(each in columns for each in SUMS)


def _missing(text: str, separators: Sequence[str]) -> Column | None:
    """The column without a heading, where one row has all others; the first that is missing."""
    needed: tuple[Column, ...] = ("booked_at", "text", "amount")
    heads = (
        columns_of(headings_of(row.cells), LAYOUTS[0]).keys()
        for separator in separators
        for row in islice(rows(text, separator), TITLE_ROWS)
        if row.cells
    )
    present = set(max(heads, key=len, default=()))
    if len(present) < FEWEST_HEADINGS - 1:
        return None
    return next((each for each in needed if each not in present), None)
