"""Working hours as rows of a form: "07:30-11:30, 13:00-17:00" from a day on."""

import re
from collections.abc import Sequence
from typing import Any, Final

from desk.admin.form_page import Mistake
from desk.admin.models import Hours
from front.visit import Visit

CLOCK: Final = r"([01]?[0-9]|2[0-3])[:hg]([0-5][0-9])"
SPAN: Final = re.compile(rf"{CLOCK}\s*[-–]\s*{CLOCK}")


def hours_answers(hours: Sequence[Hours]) -> list[dict[str, Any]]:
    """The rows that say the same."""
    return [
        {
            "weekdays": [str(day) for day in each.weekdays],
            "spans": ", ".join(span.text for span in each.spans),
        }
        | ({"valid_from": each.valid_from.isoformat()} if each.is_dated else {})
        for each in hours
    ]


def hours_body(visit: Visit, rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The hours of the rows; raises Mistake."""
    return [_hours(visit, each) for each in rows]


def _hours(visit: Visit, row: dict[str, Any]) -> dict[str, Any]:
    texts = [each.strip() for each in str(row.get("spans", "")).split(",") if each.strip()]
    spans = [SPAN.fullmatch(each) for each in texts]
    weekdays = [int(day) for day in row.get("weekdays", ()) if day in "0123456"]
    if not spans or not weekdays:
        raise Mistake(visit, "hours", "agency.hours_missing")
    read = []
    for span in spans:
        if span is None:
            raise Mistake(visit, "hours", "agency.hours_malformed")
        first, last = (f"{int(span[n]):02}:{span[n + 1]}" for n in (1, 3))
        read.append({"start": first, "end": last})
    day = {"valid_from": row["valid_from"]} if row.get("valid_from") else {}
    return {"spans": read, "weekdays": weekdays} | day
