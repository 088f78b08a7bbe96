"""Tables for spreadsheets: UTF-8 with its mark, commas, CR LF (RFC 4180), no cell a formula."""

import csv
import io
from collections.abc import Iterable
from typing import Final

Cell = str | int | None
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection)."""


def csv_table(columns: Iterable[str], rows: Iterable[Iterable[Cell]]) -> str:
    """The table as text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return "\ufeff" + out.getvalue()


def harmless(cell: Cell) -> str:
    """A number as it is; a text that would be a formula behind an apostrophe."""
    if cell is None or isinstance(cell, int):
        return "" if cell is None else str(cell)
    return f"'{cell}" if cell.startswith(FORMULA) else cell
