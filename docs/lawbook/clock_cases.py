"""Worked cases of the clock: what happened to a dossier, and the moment that follows by hand."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Annotated, Any, Final, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from contracts.terms import LocalizedText
from docs.lawbook.rules import rules
from kit.core.errors import ServiceError
from kit.core.model import Model
from law.calendar import VIETNAM, Calendar
from law.clock.count import Count, count, recount
from law.clock.extension import extend
from law.clock.facts import ClockFacts, Event, Extension
from law.clock.limit import TimeLimit
from law.clock.moments import late_from, share_moment
from law.clock.reception import answer_until, hand_over_due, reception
from law.working_hours import WeeklyHours

Question = Literal[
    "due",
    "recount",
    "share",
    "late_from",
    "silence",
    "hand_over",
    "lateness_of_reception",
]
MOMENTS: Final = ("start", "end", "due")


def moment(text: str) -> datetime:
    """A moment in Vietnam as a lawyer writes it: `21/11/2026 23:00`."""
    return datetime.strptime(text, "%d/%m/%Y %H:%M").replace(tzinfo=VIETNAM)


def _event(row: dict[str, Any]) -> dict[str, Any]:
    return {name: moment(value) if name in MOMENTS else value for name, value in row.items()}


Moment = Annotated[datetime, BeforeValidator(moment)]
WrittenEvent = Annotated[Event, BeforeValidator(_event)]
WrittenLimit = Annotated[TimeLimit, BeforeValidator(TimeLimit.parse)]


class ClockCase(Model):
    """The facts of a dossier, a question, and the answer: `due`, `minutes` or `refused`.

    `limit` is written as the clock reads it (`3wd`), `events` are in their order. `source` is the
    text or the reading from which the answer follows.
    """

    name: LocalizedText
    question: Question = "due"
    arrival: Moment
    limit: WrittenLimit = Field(default_factory=lambda: TimeLimit.parse("0wd"))
    events: tuple[WrittenEvent, ...] = ()
    filed: Moment | None = None
    handed_in: Moment | None = None
    cut_off: time | None = None
    more_days: int = 0
    hours: WeeklyHours | None = None
    closed: tuple[date, ...] = ()
    promised: Moment | None = None
    percent: int | None = None
    due: Moment | None = None
    first_due: Moment | None = None
    provisional: bool = False
    minutes: int | None = None
    refused: str | None = None
    why: LocalizedText
    source: str

    @model_validator(mode="after")
    def _one_answer(self) -> Self:
        if [self.due, self.minutes, self.refused].count(None) != 2:
            raise ValueError("a case has one answer")
        return self

    def calendar(self, calendar: Calendar) -> Calendar:
        """The calendar of the case's office."""
        own = calendar.with_weekly_hours(self.hours) if self.hours else calendar
        return own.with_closures(self.closed)

    def facts(self, calendar: Calendar) -> ClockFacts:
        """The facts; raises what refuses an extension."""
        facts = ClockFacts(
            limit=self.limit,
            arrival=self.arrival,
            filed=self.filed,
            handed_in=self.handed_in,
            cut_off=self.cut_off,
            more_days=self.more_days,
        )
        for event in self.events:
            if isinstance(event, Extension):
                days = value_of("moment_of_the_apology")
                facts = extend(calendar, facts, event, days_before=days)
            else:
                events = (*facts.events, event)
                facts = ClockFacts.model_validate({**dict(facts), "events": events})
        return facts

    def counted(self, calendar: Calendar) -> Count:
        """The count of a case that asks for its due date."""
        own = self.calendar(calendar)
        if self.promised:
            return recount(own, self.facts(own), self.promised)
        return count(own, self.facts(own))

    def answer(self, calendar: Calendar) -> datetime | int | str:
        """What the code says."""
        try:
            return ANSWERS[self.question](self, self.calendar(calendar))
        except ServiceError as refusal:
            return refusal.code

    @property
    def expected(self) -> datetime | int | str | None:
        """What was worked out by hand."""
        return next(
            (answer for answer in (self.due, self.minutes, self.refused) if answer is not None),
            None,
        )


@cache
def value_of(rule: str) -> Any:
    """The last value of a rule, also of one that no service applies yet."""
    return next(each for each in rules() if each.id == rule).values[-1].value


def _due(case: ClockCase, calendar: Calendar) -> datetime:
    return case.counted(calendar).due.at


def _share(case: ClockCase, calendar: Calendar) -> datetime:
    return share_moment(calendar, case.counted(calendar), case.percent or 100)


def _late_from(case: ClockCase, calendar: Calendar) -> datetime:
    return late_from(case.limit, case.counted(calendar).due.at)


def _answer_until(case: ClockCase, calendar: Calendar) -> datetime:
    limit = case.limit.as_whole()
    if limit is None:
        raise ValueError("a limit in whole days")
    return answer_until(calendar, case.arrival, limit)


def _hand_over(case: ClockCase, calendar: Calendar) -> datetime:
    cut_off = time.fromisoformat(value_of("hand_over_to_the_solving_office"))
    return hand_over_due(calendar, case.arrival, cut_off=cut_off)


def _lateness(case: ClockCase, calendar: Calendar) -> int:
    taken = reception(calendar, case.filed or case.arrival, accepted=case.arrival)
    return taken.late_by // timedelta(minutes=1)


ANSWERS: Final[dict[Question, Callable[[ClockCase, Calendar], datetime | int]]] = {
    "due": _due,
    "recount": _due,
    "share": _share,
    "late_from": _late_from,
    "silence": _answer_until,
    "hand_over": _hand_over,
    "lateness_of_reception": _lateness,
}
