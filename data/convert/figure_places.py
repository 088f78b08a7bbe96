"""`python -m data.convert.figure_places` writes data/figure_places.json: the level of each agency
and the field of each procedure, by which figures are told apart.

It reads data/agencies.json and the catalogue alone.
"""

import json
from typing import Any, Final

from data import shapes

FILE: Final = shapes.HERE / "figure_places.json"
VERSION: Final = "2026-12-01"
LEVEL_OF_KIND: Final = {"district": "district", "commune": "commune", "police_commune": "commune"}
"""A centre has the level of the body that it belongs to; every other kind is the province's, also
the branches of its bodies (assumed)."""
SENSITIVE_FIELDS: Final = {
    "G15-TP11": "Nuôi con nuôi: who knows of it knows of a child's descent",
    "G01-CA27": "Lý lịch tư pháp: criminal records",
}
"""Field codes -> why dossiers of them are published by field alone (our choice: assumed)."""


def figure_places() -> dict[str, Any]:
    """What the file holds."""
    agencies = {agency.code: agency for agency in shapes.agencies().agencies}

    def level(code: str) -> str:
        agency = agencies[code]
        if agency.kind == "centre" and agency.parent in agencies:
            return level(agency.parent)
        return LEVEL_OF_KIND.get(agency.kind, "province")

    contents = {entry["code"]: entry["content"] for entry in shapes.all_entries()}
    return {
        "version": VERSION,
        "levels": {code: level(code) for code in sorted(agencies)},
        "fields": {code: contents[code]["field"] for code in sorted(contents)},
        "sensitive": sorted(
            code for code, each in contents.items() if each["field_code"] in SENSITIVE_FIELDS
        ),
        "sensitive_because": SENSITIVE_FIELDS,
    }


def text() -> str:
    """The file, byte by byte."""
    return json.dumps(figure_places(), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
