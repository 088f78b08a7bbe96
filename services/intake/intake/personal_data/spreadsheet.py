"""Tables that open in a spreadsheet: UTF-8 with its mark, commas, CR LF (RFC 4180)."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

MEDIA_TYPE: Final = "text/csv; charset=utf-8"
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection)."""


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """No cell of it is taken for a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([harmless(cell) for cell in row])
    return "\ufeff" + out.getvalue()


def harmless(cell: str) -> str:
    """A text that would be a formula stands behind an apostrophe."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell
