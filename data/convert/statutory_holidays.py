"""The holidays of a year by rule: Labour Code 45/2019/QH14 art. 112; art. 111.3 for weekends.

Such a year is provisional: the days of Tết, the day beside 2 September and 24 November are assumed
(law/rules: `yearly_holidays`, `tet_by_rule`, `day_beside_national_day`, `culture_day`).
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from data.convert.lunar_calendar import first_of_month
from law.rulebook import rule_value, rule_values

ONE_DAY: Final = timedelta(days=1)
SOURCE: Final = "Bộ luật Lao động 45/2019/QH14 Điều 111.3, 112; tính theo quy tắc"


class Name(NamedTuple):
    """The name of a holiday in both languages."""

    vi: str
    en: str

    @property
    def in_lieu(self) -> "Name":
        """The name of a day taken because the holiday fell on a weekly day off (nghỉ bù)."""
        return Name(f"{self.vi} (nghỉ bù)", f"{self.en} (observed)")


NEW_YEAR: Final = Name("Tết Dương lịch", "New Year's Day")
TET: Final = Name("Tết Âm lịch", "Lunar New Year")
HUNG_KINGS: Final = Name("Giỗ Tổ Hùng Vương", "Hung Kings' Commemoration Day")
VICTORY: Final = Name("Ngày Chiến thắng", "Liberation Day/Reunification Day")
LABOUR: Final = Name("Ngày Quốc tế lao động", "International Labor Day")
NATIONAL: Final = Name("Quốc khánh", "National Day")
CULTURE: Final = Name("Ngày Văn hóa Việt Nam", "Vietnam Cultural Day")
FIXED: Final = (
    (1, 1, 1900, NEW_YEAR),
    (4, 30, 1900, VICTORY),
    (5, 1, 1900, LABOUR),
    (9, 2, 1900, NATIONAL),
)
"""Month, day, first year, name of the holidays of a fixed date, without 24 November."""


def culture_day_from() -> int:
    """The first year in which 24 November is a holiday."""
    return rule_values("culture_day")[0].effective_from.year


def holidays_of(year: int) -> dict[date, Name]:
    """The holidays of `year` with the days taken in lieu of those on a weekend, by day."""
    statutory = list(_statutory(year))
    holidays = dict(statutory)
    for day, name in statutory:
        if day.weekday() >= 5:
            holidays[_next_free(day, holidays)] = name.in_lieu
    return holidays


def rows_of(year: int) -> list[dict[str, Any]]:
    """The holidays of `year` as rows of the holiday file."""
    statutory = dict(_statutory(year))
    return [
        {
            "date": day.isoformat(),
            "name": name._asdict(),
            "kind": "statutory" if day in statutory else "observed",
            "source": SOURCE,
        }
        for day, name in sorted(holidays_of(year).items())
    ]


def fixed_rows() -> list[dict[str, Any]]:
    """The holidays of a fixed date as rows of the holiday file."""
    days = (*FIXED, (11, 24, culture_day_from(), CULTURE))
    return [
        {"month": month, "day": day, "since": since, "name": name._asdict()}
        for month, day, since, name in days
    ]


def _statutory(year: int) -> Iterator[tuple[date, Name]]:
    yield date(year, 1, 1), NEW_YEAR
    tet = first_of_month(year, 1)
    share = rule_value("tet_by_rule", on=date(year, 1, 1)).value
    for offset in range(-share["before"], share["after"] + 1):
        yield tet + timedelta(days=offset), TET
    yield first_of_month(year, 3) + timedelta(days=9), HUNG_KINGS
    yield date(year, 4, 30), VICTORY
    yield date(year, 5, 1), LABOUR
    for day in _national_days(year):
        yield day, NATIONAL
    if year >= culture_day_from():
        yield date(year, 11, 24), CULTURE


def _national_days(year: int) -> tuple[date, date]:
    """2 September and the day beside it that makes the longer rest, as the Government chose."""
    second = date(year, 9, 2)
    day_before = second.weekday() in (1, 2, 4, 5)
    return (second - ONE_DAY, second) if day_before else (second, second + ONE_DAY)


def _next_free(day: date, taken: dict[date, Name]) -> date:
    while day.weekday() >= 5 or day in taken:
        day += ONE_DAY
    return day
