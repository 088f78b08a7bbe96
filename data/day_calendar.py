"""The shape of the calendar: public holidays, days in lieu, and Saturdays that are worked."""

from typing import Annotated, Literal

from pydantic import Field

from contracts.terms import Day, LocalizedText
from data.shapes import loaded
from kit.core.model import JsonDict, Model


class DayOff(Model):
    """A public holiday, a day in lieu (observed) or an exchanged day (substituted)."""

    date: Day
    name: LocalizedText
    kind: Literal["statutory", "observed", "substituted"]
    source: str | None


class Swap(Model):
    """A working day off in exchange for a Saturday that is worked."""

    off: Day
    worked: Day
    source: str | None = None


class FixedHoliday(Model):
    """A holiday of a fixed date in every year from `since` on."""

    month: Annotated[int, Field(ge=1, le=12)]
    day: Annotated[int, Field(ge=1, le=31)]
    since: int
    name: LocalizedText


class Calendar(Model):
    """Days off from `first_year` to `last_year` and working Saturdays.

    The years outside `official_years` are not official: the library's guess or computed by rule.
    Beyond `last_year` only the `fixed_holidays` are known.
    """

    version: Day
    source: str
    first_year: int
    last_year: int
    days_off: tuple[DayOff, ...]
    working_saturdays: tuple[Day, ...]
    official_years: tuple[int, ...]
    fixed_holidays: tuple[FixedHoliday, ...]
    plans: tuple[JsonDict, ...]
    rules: JsonDict
    swaps: tuple[Swap, ...]


def calendar() -> Calendar:
    """Days off and working Saturdays."""
    return loaded("holidays_vn", Calendar)
