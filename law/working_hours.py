"""Giờ làm việc: the hours of an office, by the day from which they hold.

All times are Vietnam's.
"""

from collections.abc import Mapping
from datetime import date, time
from itertools import pairwise
from typing import Annotated, Final, Literal, Self

from pydantic import AfterValidator, Field, WithJsonSchema, model_validator

from kit.core.model import Body, Model
from law.rulebook import rule_values


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


def _in_order(spans: tuple[Span, ...]) -> None:
    edges = [edge for span in spans for edge in (span.start, span.end)]
    if any(a >= b for a, b in pairwise(edges)):
        raise ValueError("spans must follow each other")


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
    def _spans_in_order(self) -> Self:
        _in_order(self.spans)
        return self

    def spans_on(self, weekday: int) -> tuple[Span, ...]:
        """What is worked on a day of the week; 0 is Monday."""
        return self.spans if weekday in self.weekdays else ()

    def swapped_spans(self) -> tuple[Span, ...]:
        """What is worked on a Saturday in exchange for a day off."""
        return self.spans


Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
DAYS_OF_THE_WEEK: Final[tuple[Weekday, ...]] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def _pairs_in_order(pairs: tuple[tuple[time, time], ...]) -> tuple[tuple[time, time], ...]:
    _in_order(_as_spans(pairs))
    return pairs


def _as_spans(pairs: tuple[tuple[time, time], ...]) -> tuple[Span, ...]:
    return tuple(Span(start=start, end=end) for start, end in pairs)


DaySpans = Annotated[tuple[tuple[ClockTime, ClockTime], ...], AfterValidator(_pairs_in_order)]
"""The stretches of a day, in order: `[["07:30", "11:30"], ["13:00", "17:00"]]`."""


class WeeklyHours(Model):
    """Working hours that differ by the day of the week, such as a Saturday morning.

    A day of the week that is left out is not worked. `closed` are days on which the office is shut,
    for a storm for instance.
    """

    valid_from: date = date.min
    days: Annotated[Mapping[Weekday, DaySpans], Field(min_length=1)]
    closed: tuple[date, ...] = ()

    @model_validator(mode="after")
    def _worked_at_all(self) -> Self:
        if not any(self.days.values()):
            raise ValueError("a week has working hours")
        return self

    def spans_on(self, weekday: int) -> tuple[Span, ...]:
        """What is worked on a day of the week; 0 is Monday."""
        return _as_spans(self.days.get(DAYS_OF_THE_WEEK[weekday], ()))

    def swapped_spans(self) -> tuple[Span, ...]:
        """What is worked on a Saturday in exchange for a day off: as on the week's first day."""
        return next(filter(None, map(self.spans_on, range(7))))


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
