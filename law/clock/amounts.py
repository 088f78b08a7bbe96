"""Limits and what is left of them as numbers with their units, in Vietnamese and English."""

from datetime import timedelta
from decimal import Decimal
from typing import Final

from contracts.terms import LocalizedText
from law import explain
from law.clock.limit import ClockUnit, TimeLimit

MONTHS: Final = LocalizedText(vi="tháng", en="months")
DAYS: Final = explain.UNITS["calendar_day"]


def written(term: TimeLimit) -> LocalizedText:
    """A number and its unit: `1,5 ngày làm việc`."""
    unit = MONTHS if term.unit == "month" else explain.UNITS[term.unit]
    number = _plain(term.value)
    return LocalizedText(vi=f"{number.vi} {unit.vi}", en=f"{number.en} {unit.en}")


def days_left(unit: ClockUnit, number: int) -> LocalizedText:
    """What is left of a limit in days."""
    name = DAYS if unit == "month" else explain.UNITS[unit]
    return LocalizedText(vi=f"{number} {name.vi}", en=f"{number} {name.en}")


def time_left(amount: timedelta) -> LocalizedText:
    """An amount of working time, in hours and minutes."""
    hours, minutes = divmod(int(amount.total_seconds()) // 60, 60)
    vi = f"{hours} giờ {minutes} phút" if minutes else f"{hours} giờ"
    en = f"{hours} h {minutes} min" if minutes else f"{hours} h"
    return LocalizedText(vi=f"{vi} làm việc", en=f"{en} of working time")


def _plain(value: Decimal) -> LocalizedText:
    text = f"{value.normalize():f}"
    return LocalizedText(vi=text.replace(".", ","), en=text)
