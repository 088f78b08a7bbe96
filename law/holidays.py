"""The calendar of Vietnam, read from `data/holidays_vn.json`.

The file is generated from PyPI `holidays`, official notices and computed years (data/README.md);
nothing of that runs in a function.
"""

import json
from datetime import date
from functools import cache
from importlib.resources import files

from contracts.terms import LocalizedText
from kit.core.model import JsonDict
from law.calendar import Calendar, DayOff, FixedHoliday


@cache
def vietnam() -> Calendar:
    """The calendar of the shipped file with the usual hours (an agency's own: `with_hours`)."""
    return calendar_from((files("data") / "holidays_vn.json").read_text("utf-8"))


def calendar_from(text: str) -> Calendar:
    """A calendar from the text of a holiday file.

    Read without validation, since the cold start of an acceptance waits for it;
    data/day_calendar.py validates the file.
    """
    file: JsonDict = json.loads(text)
    holidays = [
        DayOff(date.fromisoformat(row["date"]), LocalizedText(**row["name"]))
        for row in file["days_off"]
    ]
    return Calendar(
        holidays={holiday.day: holiday for holiday in holidays},
        working_saturdays=frozenset(map(date.fromisoformat, file["working_saturdays"])),
        years=frozenset(range(file["first_year"], file["last_year"] + 1)),
        official_years=frozenset(file["official_years"]),
        fixed_holidays=tuple(
            FixedHoliday(row["month"], row["day"], row["since"], LocalizedText(**row["name"]))
            for row in file["fixed_holidays"]
        ),
    )
