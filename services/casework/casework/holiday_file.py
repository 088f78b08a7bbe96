"""The published holidays, read from `data/holidays_vn.json`: days off, swaps, years whose plan was seen.

The file is made from PyPI `holidays` corrected by official notices. That library is not used at run time
(36 ms on first use, and it misses swaps): it only refreshes the file. Years beyond it go by rule.
"""

import json
from datetime import date
from functools import cache
from importlib.resources import files

from casework import rule_year
from casework.calendar import Calendar, DayOff
from contracts.terms import LocalizedText
from kit.core.model import JsonDict


@cache
def vietnam() -> Calendar:
    """The calendar of the shipped file with the usual hours (an agency's own: `Calendar.kept_by`)."""
    return from_text((files("data") / "holidays_vn.json").read_text("utf-8"))


def from_text(text: str) -> Calendar:
    """A calendar from the text of a holiday file; read plainly, as a start that accepts a case waits for it."""
    file: JsonDict = json.loads(text)
    off = [DayOff(date.fromisoformat(row["date"]), LocalizedText(**row["name"])) for row in file["days_off"]]
    return Calendar(
        off={holiday.day: holiday for holiday in off},
        worked=frozenset(map(date.fromisoformat, file["working_saturdays"])),
        known_years=frozenset(plan["year"] for plan in file["plans"]),
        official_years=frozenset(file["official_years"]),
        rule=rule_year.by_rule,
    )
