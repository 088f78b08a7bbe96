"""The working calendar of Vietnam: holidays, swapped Saturdays, agencies' hours by date.

All days and times are Vietnam's (UTC+7, no daylight saving).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta, timezone
from typing import Final

from contracts.terms import LocalizedText
from law.working_hours import Span, WeeklyHours, WorkingHours, usual_hours

VIETNAM: Final = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")
ONE_DAY: Final = timedelta(days=1)
WEEKDAYS: Final = (
    LocalizedText(vi="thứ Hai", en="Monday"),
    LocalizedText(vi="thứ Ba", en="Tuesday"),
    LocalizedText(vi="thứ Tư", en="Wednesday"),
    LocalizedText(vi="thứ Năm", en="Thursday"),
    LocalizedText(vi="thứ Sáu", en="Friday"),
    LocalizedText(vi="thứ Bảy", en="Saturday"),
    LocalizedText(vi="Chủ nhật", en="Sunday"),
)
CLOSED: Final = LocalizedText(vi="cơ quan đóng cửa", en="the office is closed")


@dataclass(frozen=True, slots=True)
class DayOff:
    """Ngày nghỉ: a holiday, a day taken in its place, or a weekly day off (`weekly`)."""

    day: date
    name: LocalizedText
    weekly: bool = False


@dataclass(frozen=True, slots=True)
class FixedHoliday:
    """A holiday of a fixed date in the solar year: month, day, and the first year that has it."""

    month: int
    day: int
    since: int
    name: LocalizedText


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days and hours that an agency works.

    `working_saturdays` are worked in exchange for a day off. `years` are those whose holidays are
    listed, official or computed; any other year has the `fixed_holidays` alone. Whatever is counted
    through a year outside `official_years` is provisional. `weekly_hours` go before `hours` from
    their first day on; `closures` are days on which this agency alone is shut.
    """

    holidays: Mapping[date, DayOff]
    working_saturdays: frozenset[date]
    years: frozenset[int]
    official_years: frozenset[int]
    fixed_holidays: tuple[FixedHoliday, ...] = ()
    hours: tuple[WorkingHours, ...] = field(default_factory=usual_hours)
    weekly_hours: tuple[WeeklyHours, ...] = ()
    closures: Mapping[date, DayOff] = field(default_factory=dict)

    def with_hours(self, hours: tuple[WorkingHours, ...]) -> "Calendar":
        """The same days with an agency's own hours; until these begin, the present ones."""
        own = sorted(hours, key=lambda h: h.valid_from)
        return replace(self, hours=(*self.hours, *own))

    def with_weekly_hours(self, weekly: WeeklyHours) -> "Calendar":
        """The same days with hours by the day of the week, and with the days that are closed."""
        by_day = sorted((*self.weekly_hours, weekly), key=lambda h: h.valid_from)
        return replace(self, weekly_hours=tuple(by_day)).with_closures(weekly.closed)

    def with_closures(self, days: Iterable[date], reason: LocalizedText = CLOSED) -> "Calendar":
        """The same days without those on which the agency is shut (đóng cửa), for a storm say."""
        closures = {day: DayOff(day, reason) for day in days}
        return replace(self, closures={**self.closures, **closures})

    def day_off(self, day: date) -> DayOff | None:
        """Why nobody works on that day, or None for a working day."""
        if day in self.working_saturdays:
            return self.closures.get(day)
        holiday = self.holidays.get(day) if day.year in self.years else self._fixed_holiday(day)
        if holiday:
            return holiday
        if not self._hours_on(day).spans_on(day.weekday()):
            return DayOff(day, WEEKDAYS[day.weekday()], weekly=True)
        return self.closures.get(day)

    def days_off(self, first: date, last: date) -> list[DayOff]:
        """The days off from `first` to `last`, both included."""
        days = (first + timedelta(days=n) for n in range((last - first).days + 1))
        return [off for off in map(self.day_off, days) if off]

    def spans(self, day: date) -> tuple[tuple[datetime, datetime], ...]:
        """The stretches worked on that day, in order; none on a day off."""
        if self.day_off(day):
            return ()
        return tuple((_at(day, span.start), _at(day, span.end)) for span in self._spans_on(day))

    def next_working_day(self, day: date) -> date:
        """The first working day after `day`."""
        day += ONE_DAY
        while self.day_off(day):
            day += ONE_DAY
        return day

    def opening(self, day: date) -> datetime:
        """When a working day opens; raises IndexError for a day off."""
        return self.spans(day)[0][0]

    def closing(self, day: date) -> datetime:
        """When a working day closes; raises IndexError for a day off."""
        return self.spans(day)[-1][1]

    def spans_from(self, at: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Working time from `at` on, stretch by stretch, without end."""
        day = at.astimezone(VIETNAM).date()
        while True:
            for start, end in self.spans(day):
                if end > at:
                    yield max(start, at), end
            day += ONE_DAY

    def worked_between(self, start: datetime, end: datetime) -> timedelta:
        """The working time from one moment to another."""
        worked = timedelta(0)
        for opening, closing in self.spans_from(start):
            if opening >= end:
                break
            worked += min(closing, end) - opening
        return worked

    def provisional_years(self, first: date, last: date) -> tuple[int, ...]:
        """The years from `first` to `last` whose official plan is not published."""
        years = range(first.year, last.year + 1)
        return tuple(year for year in years if year not in self.official_years)

    def _fixed_holiday(self, day: date) -> DayOff | None:
        for fixed in self.fixed_holidays:
            if (day.month, day.day) == (fixed.month, fixed.day) and day.year >= fixed.since:
                return DayOff(day, fixed.name)
        return None

    def _spans_on(self, day: date) -> tuple[Span, ...]:
        hours = self._hours_on(day)
        swapped = day in self.working_saturdays
        return hours.swapped_spans() if swapped else hours.spans_on(day.weekday())

    def _hours_on(self, day: date) -> WorkingHours | WeeklyHours:
        weekly = [h for h in self.weekly_hours if h.valid_from <= day]
        return weekly[-1] if weekly else [h for h in self.hours if h.valid_from <= day][-1]


def _at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, VIETNAM)
