"""Personal data as a table that opens in a spreadsheet: place, dossier, field, value."""

import csv
import io
from collections.abc import Iterator
from typing import Any, Final

from intake.api.personal_data.schemas import PersonalDataView

COLUMNS: Final = ("place", "dossier", "field", "value")
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection)."""
Row = tuple[str, str, str, str]


def personal_data_csv(view: PersonalDataView) -> str:
    """UTF-8 with its mark, commas, CR LF (RFC 4180); no cell is taken for a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in _rows(view.model_dump(mode="json")):
        writer.writerow([harmless(cell) for cell in row])
    return "\ufeff" + out.getvalue()


def harmless(cell: str) -> str:
    """A text that would be a formula stands behind an apostrophe."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _rows(data: dict[str, Any]) -> Iterator[Row]:
    for field, value in _leaves(data["profile"], "profile"):
        yield "intake", "", field, value
    for dossier in data["dossiers"]:
        for field, value in _leaves(dossier):
            yield "intake", str(dossier["code"]), field, value
    for place in data["places"]:
        for field, value in _leaves({name: place[name] for name in place if name != "service"}):
            yield str(place["service"]), "", field, value


def _leaves(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every value in a JSON document with the path to it; nulls are left out."""
    match value:
        case None:
            return
        case dict():
            for name, inner in value.items():
                yield from _leaves(inner, f"{path}.{name}" if path else name)
        case list():
            for number, inner in enumerate(value, start=1):
                yield from _leaves(inner, f"{path}.{number}")
        case _:
            yield path, str(value)
