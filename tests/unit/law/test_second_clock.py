"""The clock against a second one that was written from the papers alone: no case may differ."""

import random
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Final

import pytest

from kit.core.errors import ServiceError
from law.calendar import VIETNAM, Calendar
from law.clock.count import count
from law.clock.extension import extend
from law.clock.facts import ClockFacts, Event, Extension, Pause, Restart
from law.clock.limit import ClockUnit, TimeLimit
from law.clock.moments import share_moment
from law.holidays import vietnam
from law.working_hours import DAYS_OF_THE_WEEK, ClockTime, WeeklyHours
from tests.unit.law.second_clock import OFFICE, Clock, Desk, Spans, at

DAYS_OFF: Final = """
2025: 01/01 27/01 28/01 29/01 30/01 31/01 01/02 07/04 30/04 01/05 02/05 01/09 02/09
2026: 01/01 02/01 16/02 17/02 18/02 19/02 20/02 26/04 27/04 30/04 01/05 31/08 01/09 02/09 24/11
2027: 01/01 04/02 05/02 06/02 07/02 08/02 09/02 10/02 16/04 30/04 01/05 03/05 02/09 03/09 24/11
2028: 01/01 03/01 25/01 26/01 27/01 28/01 29/01 31/01 04/04 30/04 01/05 02/05 01/09 02/09 04/09
2028: 24/11
"""
"""Days off, typed from the official plans and the Labour Code (2028: by the rules)."""
WORKED_SATURDAYS: Final = {date(2025, 4, 26), date(2026, 1, 10), date(2026, 8, 22)}
MORNINGS: Spans = [(450, 690)]
WEEKS: Final[list[dict[int, Spans]]] = [
    OFFICE,
    {**OFFICE, 5: MORNINGS},
    {day: [(480, 720), (810, 1020)] for day in range(6)},
    {0: [(420, 660), (690, 900), (930, 1080)], 2: [(480, 1020)], 4: MORNINGS},
]
LIMITS: Final[list[tuple[ClockUnit, list[str]]]] = [
    ("working_day", ["0", "1", "2", "3", "5", "7", "10", "15", "22", "30", "60", "0.5", "1.5"]),
    ("calendar_day", ["1", "2", "3", "7", "10", "15", "20", "30", "35", "60", "90"]),
    ("working_hour", ["1", "2", "4", "8", "12", "0.5", "20", "40", "3.25"]),
    ("month", ["1", "2", "3", "6"]),
]


EVENT_KINDS: Final = (Pause, Restart, Extension)


def days_off() -> set[date]:
    years = (line.split(": ") for line in DAYS_OFF.strip().splitlines())
    return {
        datetime.strptime(f"{day}/{year}", "%d/%m/%Y").date()
        for year, days in years
        for day in days.split()
    }


@dataclass
class RandomCase:
    """A dossier with pauses, supplements and an extension, drawn from a seed."""

    seed: int
    draw: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self.draw = random.Random(self.seed)
        self.week = self.draw.choices(WEEKS, [6, 2, 1, 1])[0]
        self.closed = {self.day() for _ in range(self.draw.choice([0, 0, 5, 20]))}
        self.unit, values = self.draw.choices(LIMITS, [4, 2, 3, 1])[0]
        self.value = self.draw.choice(values)
        self.cut_off = self.draw.random() < 0.2
        self.more_days = self.draw.choice([0, 0, 0, 1, 2])
        self.arrival = at(self.day(), self.minute())
        self.waits = self.random_waits()
        self.extension_before = self.draw.choice([None, *range(len(self.waits) + 1)])

    def day(self) -> date:
        return date(2025, 1, 1) + timedelta(days=self.draw.randrange(1150))

    def minute(self) -> int:
        edges = [0, 449, 450, 689, 690, 779, 780, 899, 900, 901, 1019, 1020, 1439]
        return self.draw.choice([*edges, *(self.draw.randrange(1440) for _ in edges)])

    def random_waits(self) -> list[tuple[str, datetime, datetime]]:
        """Pauses and requests for supplements by their beginning; they may overlap."""
        waits, start = [], self.arrival
        for _ in range(self.draw.choice([0, 1, 1, 2, 3, 4])):
            start = self.later(start, self.draw.choice([1, 3, 10]))
            end = self.later(start, self.draw.choice([0, 2, 10, 30]))
            waits.append((self.draw.choice(["pause", "pause", "restart"]), start, end))
        return waits

    def later(self, moment: datetime, days: int) -> datetime:
        day = moment.date() + timedelta(days=self.draw.randint(0, days))
        return max(at(day, self.minute()), moment + timedelta(minutes=1))

    def extension(self, index: int, due: datetime) -> tuple[datetime, datetime]:
        """Announced after the events before `index` and before the next one."""
        starts = [self.arrival, *(start for _, start, _ in self.waits)]
        earliest, latest = starts[index], (*starts[index + 1 :], due + timedelta(days=2))[0]
        announced = earliest + (latest - earliest) * self.draw.random()
        announced = announced.replace(second=0, microsecond=0)
        return announced, at(due.date() + timedelta(days=self.draw.randint(-1, 20)), self.minute())


def local(moment: datetime) -> datetime:
    return moment.replace(tzinfo=VIETNAM)


def calendar_of(case: RandomCase) -> Calendar:
    days = {
        DAYS_OF_THE_WEEK[day]: [(clock(start), clock(end)) for start, end in spans]
        for day, spans in case.week.items()
    }
    return vietnam().with_weekly_hours(
        WeeklyHours.model_validate({"days": days, "closed": sorted(case.closed)})
    )


def clock(minute: int) -> ClockTime:
    return at(date.min, minute).time()


def second_clock(case: RandomCase) -> Clock:
    waits = [(start, end) for _, start, end in case.waits]
    off = days_off() | case.closed
    desk = Desk(week=case.week, off=off, worked=WORKED_SATURDAYS)
    return Clock(
        desk,
        Fraction(case.value),
        case.unit,
        waits=waits,
        cut_off=case.cut_off,
        more_days=case.more_days,
    )


def facts_of(case: RandomCase, events: tuple[Event, ...] = ()) -> ClockFacts:
    limit = TimeLimit(value=Decimal(case.value), unit=case.unit)
    return ClockFacts(
        limit=limit,
        arrival=local(case.arrival),
        cut_off=clock(900) if case.cut_off else None,
        more_days=case.more_days,
        events=events,
    )


def event_of(wait: tuple[str, datetime, datetime]) -> Pause | Restart:
    kind, start, end = wait
    if kind == "restart":
        return Restart(start=local(start), end=local(end))
    return Pause(kind="supplement", start=local(start), end=local(end))


def extended(
    case: RandomCase, second: Clock, calendar: Calendar, events: tuple[Event, ...]
) -> tuple[Event, ...]:
    """The events with an extension; both clocks allow it, or both refuse it."""
    announced, due = case.extension(len(events), second.due)
    waits = any(start <= announced < end for _, start, end in case.waits[: len(events)])
    allowed = not waits and second.extend(announced, due)
    try:
        extension = Extension(start=local(announced), due=local(due))
        facts = extend(calendar, facts_of(case, events), extension, days_before=1)
    except ServiceError:
        assert not allowed, case
        return events
    assert allowed, case
    return facts.events


def compare(case: RandomCase) -> tuple[Event, ...]:
    """Both clocks go through the case; the events that both took."""
    calendar, second = calendar_of(case), second_clock(case)
    second.run(case.arrival)
    events: tuple[Event, ...] = ()
    for number in range(len(case.waits) + 1):
        if case.extension_before == number:
            events = extended(case, second, calendar, events)
        if number < len(case.waits):
            kind, start, end = case.waits[number]
            (second.restart if kind == "restart" else second.pause)(start, end)
            events = (*events, event_of(case.waits[number]))

    counted = count(calendar, facts_of(case, events))

    assert counted.due.at == local(second.due), case
    assert share_moment(calendar, counted, 80) == local(second.share(80)), case
    return events


def test_no_day_off_that_was_typed_from_the_plans_is_missing_or_too_many() -> None:
    days = [date(2025, 1, 1) + timedelta(days=n) for n in range(1461)]
    off = {day for day in days if (day_off := vietnam().day_off(day)) and not day_off.weekly}

    assert off == days_off()
    assert {day for day in vietnam().working_saturdays if day.year > 2024} == WORKED_SATURDAYS


def test_a_hundred_random_cases_are_due_when_the_second_clock_says() -> None:
    for seed in range(100):
        compare(RandomCase(seed))


@pytest.mark.soak
def test_ten_thousand_random_cases_are_due_when_the_second_clock_says() -> None:
    events = [event for seed in range(10_000) for event in compare(RandomCase(seed))]

    kinds = {kind: sum(isinstance(event, kind) for event in events) for kind in EVENT_KINDS}
    assert min(kinds.values()) > 300, kinds
