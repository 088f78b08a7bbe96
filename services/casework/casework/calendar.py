"""Working days and hours in Vietnam: days off with their reason, swapped Saturdays, agencies' hours by date.

All days and times are Vietnam's (UTC+7, no daylight saving). A year whose official plan is not published is
computed by rule (`casework.rule_year`), and whatever is counted through it is provisional.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta, timezone
from itertools import pairwise
from typing import Annotated, Self

from pydantic import AfterValidator, Field, WithJsonSchema, model_validator

from contracts.terms import LocalizedText
from kit.core.model import Body

VIETNAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")
ONE_DAY = timedelta(days=1)
WEEKDAYS = (
    LocalizedText(vi="thứ Hai", en="Monday"),
    LocalizedText(vi="thứ Ba", en="Tuesday"),
    LocalizedText(vi="thứ Tư", en="Wednesday"),
    LocalizedText(vi="thứ Năm", en="Thursday"),
    LocalizedText(vi="thứ Sáu", en="Friday"),
    LocalizedText(vi="thứ Bảy", en="Saturday"),
    LocalizedText(vi="Chủ nhật", en="Sunday"),
)


def _on_the_clock(at: time) -> time:
    if at.tzinfo or at.microsecond:
        raise ValueError("a time of the clock in Vietnam, without zone")
    return at


ClockTime = Annotated[
    time,
    AfterValidator(_on_the_clock),
    WithJsonSchema({"type": "string", "pattern": r"^(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?$"}),
]
"""A time of the clock in Vietnam: `07:30`."""


class Span(Body):
    """A stretch of working time within a day; the end is not worked."""

    start: ClockTime
    end: ClockTime


class WorkingHours(Body):
    """Giờ làm việc of an agency from a day on (assumed: 07:30-11:30, 13:00-17:00, Monday to Friday)."""

    valid_from: date = date.min
    spans: tuple[Span, ...] = Field(
        default=(Span(start=time(7, 30), end=time(11, 30)), Span(start=time(13), end=time(17))),
        min_length=1,
        max_length=10,
    )
    weekdays: tuple[Annotated[int, Field(ge=0, le=6)], ...] = Field(default=(0, 1, 2, 3, 4), min_length=1, max_length=7)
    """0 is Monday."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        edges = [edge for span in self.spans for edge in (span.start, span.end)]
        if any(a >= b for a, b in pairwise(edges)):
            raise ValueError("spans must follow each other")
        return self


@dataclass(frozen=True, slots=True)
class DayOff:
    """A holiday, a day taken for one, or a weekly day off (`weekly`)."""

    day: date
    name: LocalizedText
    weekly: bool = False


Year = Callable[[int], Mapping[date, DayOff]]


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days and hours an agency works. `worked` are Saturdays worked for a day off elsewhere."""

    off: Mapping[date, DayOff]
    worked: frozenset[date]
    known_years: frozenset[int]
    official_years: frozenset[int]
    rule: Year
    hours: tuple[WorkingHours, ...] = field(default=(WorkingHours(),))

    def kept_by(self, hours: tuple[WorkingHours, ...]) -> "Calendar":
        """The same days with an agency's own hours; until the first of these begin, those of before."""
        own = sorted(hours, key=lambda h: h.valid_from)
        before = [h for h in self.hours if not own or h.valid_from < own[0].valid_from]
        return replace(self, hours=(*before, *own))

    def day_off(self, day: date) -> DayOff | None:
        """Why nobody works on that day, or None."""
        if day in self.worked:
            return None
        named = self.off if day.year in self.known_years else self.rule(day.year)
        if day in named:
            return named[day]
        if day.weekday() not in self._hours_on(day).weekdays:
            return DayOff(day, WEEKDAYS[day.weekday()], weekly=True)
        return None

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
        """When a working day opens."""
        return self.spans(day)[0][0]

    def closing(self, day: date) -> datetime:
        """When a working day closes."""
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
        return tuple(y for y in range(first.year, last.year + 1) if y not in self.official_years)

    def _hours_on(self, day: date) -> WorkingHours:
        return [h for h in self.hours if h.valid_from <= day][-1]


def _at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, VIETNAM)
