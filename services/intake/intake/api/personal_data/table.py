"""Personal data as a table that opens in a spreadsheet: place, dossier, field, value."""

from collections.abc import Iterator
from typing import Any, Final

from intake.api.personal_data.schemas import PersonalDataView
from kit.core.csv_table import csv_table
from kit.core.personal_rows import leaves

COLUMNS: Final = ("place", "dossier", "field", "value")
Row = tuple[str, str, str, str]


def personal_data_csv(view: PersonalDataView) -> str:
    """No cell of it is taken for a formula."""
    return csv_table(COLUMNS, _rows(view.model_dump(mode="json")))


def _rows(data: dict[str, Any]) -> Iterator[Row]:
    for field, value in leaves(data["profile"], "profile"):
        yield "intake", "", field, str(value)
    for dossier in data["dossiers"]:
        for field, value in leaves(dossier):
            yield "intake", str(dossier["code"]), field, str(value)
    for place in data["places"]:
        for field, value in leaves({name: place[name] for name in place if name != "service"}):
            yield str(place["service"]), "", field, str(value)
