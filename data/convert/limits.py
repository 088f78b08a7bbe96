"""Time limits (thời hạn giải quyết) of the second reading."""

import math
from collections.abc import Iterable
from typing import Any

Row = dict[str, Any]
UNITS = {"working_day": "working_day", "calendar_day": "calendar_day", "hour": "working_hour"}
PORTAL = "theo công bố trên Cổng Dịch vụ công quốc gia"
HOURS_A_DAY = 8
DAYS_A_PERIOD = {"month": 30, "year": 365}
"""A period of months is read as days and marked assumed: the portal does not say how it counts."""


def limits_of(row: Row) -> list[Row]:
    """By channel; where no cell states any, those of the national service codes."""
    stated = [cell for cell in row.get("limits", ()) if cell["value"] is not None]
    cells = stated or [
        {"channels": row["channels"], "note": f"thời hạn của dịch vụ công {case['code']}", **case}
        for case in row.get("service_cases", ())
        if case.get("value") is not None
    ]
    limits = [limit for cell in cells for limit in _limits_from(cell, set(row["channels"]))]
    return [limit for place, limit in enumerate(limits) if limit not in limits[:place]]


def _limits_from(cell: Row, offered: set[str]) -> Iterable[Row]:
    value, unit, assumed = _whole(cell["value"], cell.get("unit", "not_stated"))
    every = offered <= set(cell["channels"])
    for channel in [None] if every else sorted(cell["channels"]):
        yield {
            "value": value,
            "unit": unit,
            "channel": channel,
            "assumed": assumed,
            "source": cell.get("note") or PORTAL,
        }


def _whole(value: float, unit: str) -> tuple[int, str, bool]:
    """In whole units: half days are hours, months are days; an unstated unit is working days."""
    if unit in DAYS_A_PERIOD:
        return math.ceil(value * DAYS_A_PERIOD[unit]), "calendar_day", True
    if value != int(value) and unit in ("working_day", "not_stated"):
        return math.ceil(value * HOURS_A_DAY), "working_hour", unit == "not_stated"
    return math.ceil(value), UNITS.get(unit, "working_day"), unit not in UNITS
