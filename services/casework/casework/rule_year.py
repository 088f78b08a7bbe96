"""The holidays of a year by rule: Labour Code 45/2019/QH14 art. 112, and art. 111.3 for those on a weekend.

Confidence: the list of art. 112 was read in copies of the law. Assumed are the days of Tết (the eve and four
days), the day beside 2 September (the one that makes the longer rest, as the Government chose so far) and
24 November (from 2026, named by the press): such a year is provisional.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

from casework.calendar import ONE_DAY, DayOff
from casework.lunar import first_of_month
from contracts.terms import LocalizedText

CULTURE_DAY_FROM = 2026
NEW_YEAR = LocalizedText(vi="Tết Dương lịch", en="New Year's Day")
TET = LocalizedText(vi="Tết Âm lịch", en="Lunar New Year")
HUNG_KINGS = LocalizedText(vi="Giỗ Tổ Hùng Vương", en="Hung Kings' Commemoration Day")
VICTORY = LocalizedText(vi="Ngày Chiến thắng", en="Liberation Day/Reunification Day")
LABOUR = LocalizedText(vi="Ngày Quốc tế lao động", en="International Labor Day")
NATIONAL = LocalizedText(vi="Quốc khánh", en="National Day")
CULTURE = LocalizedText(vi="Ngày Văn hóa Việt Nam", en="Vietnam Cultural Day")


@cache
def by_rule(year: int) -> Mapping[date, DayOff]:
    """The days off of `year` with those taken for a weekend, by day."""
    found: dict[date, DayOff] = {}
    for day, name in _statutory(year):
        found[day] = DayOff(day, name)
    for day, name in _statutory(year):
        if day.weekday() >= 5:
            instead = _next_free(day, found)
            found[instead] = DayOff(instead, in_place_of(name))
    return found


def in_place_of(name: LocalizedText) -> LocalizedText:
    """The name of a day taken because the holiday fell on a weekly day off."""
    return LocalizedText(vi=f"{name.vi} (nghỉ bù)", en=f"{name.en} (observed)")


def _statutory(year: int) -> list[tuple[date, LocalizedText]]:
    tet = first_of_month(year, 1)
    days = [(date(year, 1, 1), NEW_YEAR)]
    days += [(tet + timedelta(days=n), TET) for n in range(-1, 4)]
    days += [(first_of_month(year, 3) + timedelta(days=9), HUNG_KINGS)]
    days += [(date(year, 4, 30), VICTORY), (date(year, 5, 1), LABOUR)]
    days += [(day, NATIONAL) for day in _national(year)]
    if year >= CULTURE_DAY_FROM:
        days.append((date(year, 11, 24), CULTURE))
    return days


def _national(year: int) -> tuple[date, date]:
    second = date(year, 9, 2)
    before = second.weekday() in (1, 2, 4, 5)
    return (second - ONE_DAY, second) if before else (second, second + ONE_DAY)


def _next_free(day: date, taken: Mapping[date, DayOff]) -> date:
    while day.weekday() >= 5 or day in taken:
        day += ONE_DAY
    return day
