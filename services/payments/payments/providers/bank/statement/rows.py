"""The rows of a separated file, each with its first line; a broken one takes no other with it."""

import csv
import io
from collections.abc import Iterator
from typing import Final, NamedTuple

from payments.providers.bank.statement.encodings import UNKNOWN
from payments.providers.bank.statement.problems import StatementUnreadable

MOST_BROKEN: Final = 200
"""Rows with broken quotes, after which the file is taken for something else."""


class Row(NamedTuple):
    """`cells` are stripped; None where the line can't be split into cells. `text` is the line."""

    line: int
    cells: tuple[str, ...] | None
    text: str


def rows(text: str, separator: str) -> Iterator[Row]:
    """The rows that are not empty; raises StatementUnreadable where too many are broken.

    A quote that is never closed would take all that follows: the line on which it opens is broken,
    and the next line is a row again.
    """
    lines, start, broken = io.StringIO(text, newline="").readlines(), 0, 0
    while start < len(lines):
        reader, first = csv.reader(lines[start:], delimiter=separator, strict=True), start
        try:
            for cells in reader:
                if any(cell.strip() for cell in cells):
                    yield _row(first, cells, "".join(lines[first : start + reader.line_num]))
                first = start + reader.line_num
            return
        except csv.Error:
            broken += 1
            if broken > MOST_BROKEN:
                raise StatementUnreadable(first + 1) from None
            yield Row(first + 1, None, lines[first].strip())
            start = first + 1


def _row(first: int, cells: list[str], text: str) -> Row:
    if UNKNOWN in text:
        return Row(first + 1, None, text.strip())
    return Row(first + 1, tuple(cell.strip() for cell in cells), text.strip())
