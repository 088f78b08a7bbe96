"""The working calendar of Vietnam: holidays, swapped Saturdays, agencies' hours by date.

All days and times are Vietnam's (UTC+7, no daylight saving).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta, timezone
from itertools import pairwise
from typing import Annotated, Final, Self

from pydantic import AfterValidator, Field, WithJsonSchema, model_validator

from contracts.terms import LocalizedText
from kit.core.model import Body
from law.rulebook import rule_values

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


def _without_zone(at: time) -> time:
    if at.tzinfo or at.microsecond:
        raise ValueError("a time of the clock in Vietnam, without zone")
    return at


_CLOCK_PATTERN: Final = r"^(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?$"
ClockTime = Annotated[
    time,
    AfterValidator(_without_zone),
    WithJsonSchema({"type": "string", "pattern": _CLOCK_PATTERN}),
]
"""A time of the clock in Vietnam: `07:30`."""


class Span(Body):
    """A stretch of working time within a day; the end is not worked."""

    start: Annotated[ClockTime, Field(description="`07:30`, Vietnam")]
    end: Annotated[ClockTime, Field(description="`11:30`, Vietnam; not worked itself")]


class WorkingHours(Body):
    """Giờ làm việc of an agency from a day on. Spans or weekdays left out are the usual ones.

    The usual ones are the rule `working_hours` of docs/law.md.
    """

    valid_from: date = Field(default=date.min, description="The first day of these hours")
    spans: tuple[Span, ...] = Field(
        default_factory=lambda: usual_hours()[-1].spans,
        min_length=1,
        max_length=10,
        description="The stretches that are worked, in order",
    )
    weekdays: tuple[Annotated[int, Field(ge=0, le=6)], ...] = Field(
        default_factory=lambda: usual_hours()[-1].weekdays,
        min_length=1,
        max_length=7,
        description="The days that are worked; 0 is Monday",
    )

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        edges = [edge for span in self.spans for edge in (span.start, span.end)]
        if any(a >= b for a, b in pairwise(edges)):
            raise ValueError("spans must follow each other")
        return self


def usual_hours() -> tuple[WorkingHours, ...]:
    """The hours of an agency that sets none of its own, by the day from which they hold."""
    return tuple(
        WorkingHours(
            valid_from=rule.effective_from,
            spans=tuple(
                Span(start=time.fromisoformat(span["start"]), end=time.fromisoformat(span["end"]))
                for span in rule.value["spans"]
            ),
            weekdays=tuple(rule.value["weekdays"]),
        )
        for rule in rule_values("working_hours")
    )


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
    through a year outside `official_years` is provisional.
    """

    holidays: Mapping[date, DayOff]
    working_saturdays: frozenset[date]
    years: frozenset[int]
    official_years: frozenset[int]
    fixed_holidays: tuple[FixedHoliday, ...] = ()
    hours: tuple[WorkingHours, ...] = field(default_factory=usual_hours)

    def with_hours(self, hours: tuple[WorkingHours, ...]) -> "Calendar":
        """The same days with an agency's own hours; until these begin, the present ones."""
        own = sorted(hours, key=lambda h: h.valid_from)
        return replace(self, hours=(*self.hours, *own))

    def day_off(self, day: date) -> DayOff | None:
        """Why nobody works on that day, or None for a working day."""
        if day in self.working_saturdays:
            return None
        holiday = self.holidays.get(day) if day.year in self.years else self._fixed_holiday(day)
        if holiday:
            return holiday
        if day.weekday() not in self._hours_on(day).weekdays:
            return DayOff(day, WEEKDAYS[day.weekday()], weekly=True)
        return None

    def days_off(self, first: date, last: date) -> list[DayOff]:
        """The days off from `first` to `last`, both included."""
        days = (first + timedelta(days=n) for n in range((last - first).days + 1))
        return [off for off in map(self.day_off, days) if off]

    def spans(self, day: date) -> tuple[tuple[datetime, datetime], ...]:
        """The stretches worked on that day, in order; none on a day off."""
        if self.day_off(day):
            return ()
        return tuple((_at(day, s.start), _at(day, s.end)) for s in self._hours_on(day).spans)

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

    def provisional_years(self, first: date, last: date) -> tuple[int, ...]:
        """The years from `first` to `last` whose official plan is not published."""
        years = range(first.year, last.year + 1)
        return tuple(year for year in years if year not in self.official_years)

    def _fixed_holiday(self, day: date) -> DayOff | None:
        for fixed in self.fixed_holidays:
            if (day.month, day.day) == (fixed.month, fixed.day) and day.year >= fixed.since:
                return DayOff(day, fixed.name)
        return None

    def _hours_on(self, day: date) -> WorkingHours:
        return [h for h in self.hours if h.valid_from <= day][-1]


def _at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, VIETNAM)
