"""The published holidays, read from `data/holidays_vn.json`: days off, swaps, years whose plan was seen.

The file is made from PyPI `holidays` corrected by official notices. That library is not used at run time
(36 ms on first use, and it misses swaps): it only refreshes the file. Years beyond it go by rule.
"""

from datetime import date
from functools import cache
from importlib.resources import files

from casework import rule_year
from casework.calendar import Calendar, DayOff
from contracts.terms import Words
from kit.model import Model


class Row(Model, extra="ignore"):
    """A day off of the file."""

    date: date
    name: Words


class Plan(Model, extra="ignore"):
    """A year that the file covers."""

    year: int


class HolidayFile(Model, extra="ignore"):
    """The parts of the file that the clock needs."""

    days_off: tuple[Row, ...]
    working_saturdays: frozenset[date]
    official_years: frozenset[int]
    plans: tuple[Plan, ...]


@cache
def vietnam() -> Calendar:
    """The calendar of the shipped file with the usual hours (an agency's own: `Calendar.kept_by`)."""
    return from_text((files("data") / "holidays_vn.json").read_text("utf-8"))


def from_text(text: str) -> Calendar:
    """A calendar from the text of a holiday file."""
    file = HolidayFile.model_validate_json(text)
    return Calendar(
        off={row.date: DayOff(row.date, row.name) for row in file.days_off},
        worked=file.working_saturdays,
        known_years=frozenset(plan.year for plan in file.plans),
        official_years=file.official_years,
        rule=rule_year.by_rule,
    )
