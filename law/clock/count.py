"""The due date of a case from its facts, explained step by step."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import reduce

from contracts.terms import Due, LocalizedText
from law import explain
from law.calendar import Calendar
from law.clock import sentences
from law.clock.facts import ClockFacts
from law.clock.reception import Reception, reception
from law.clock.run import Run, Stretch, begin, interrupt
from law.time_limit import receipt_time


@dataclass(frozen=True, slots=True)
class Count:
    """A due date, and the stretches of time in which the limit runs until then.

    `first_due` is the date that was promised before an extension, else the due date.
    """

    due: Due
    first_due: datetime
    stretches: tuple[Stretch, ...]


def count(calendar: Calendar, facts: ClockFacts) -> Count:
    """Ngày hẹn trả by the facts: the events are applied in their order."""
    receipt = receipt_time(calendar, facts.arrival)
    run = reduce(
        lambda run, event: interrupt(calendar, facts, run, event),
        facts.events,
        begin(calendar, facts, receipt),
    )
    limit = () if facts.limit.is_same_day else (sentences.limit(facts.limit),)
    return _counted(calendar, run, (*_before(calendar, facts), *receipt.steps, *limit))


def recount(calendar: Calendar, facts: ClockFacts, promised: datetime) -> Count:
    """The count by a calendar that was published since; never earlier than promised."""
    counted = count(calendar, facts)
    if counted.due.at >= promised:
        return counted
    *start, last = counted.stretches
    steps = (*counted.due.steps, sentences.promised(promised), explain.due(promised))
    return replace(
        counted,
        due=counted.due.model_copy(update={"at": promised, "steps": steps}),
        first_due=counted.first_due if facts.extensions else promised,
        stretches=(*start, (last[0], promised)),
    )


def _counted(calendar: Calendar, run: Run, opening: tuple[LocalizedText, ...]) -> Count:
    years = calendar.provisional_years(run.start.date(), run.due.date())
    steps = [*opening, *run.steps, *run.ahead, explain.due(run.due)]
    if years:
        steps.append(explain.provisional(years))
    due = Due(at=run.due, provisional=bool(years), steps=tuple(steps))
    return Count(due, run.due_before_extension or run.due, run.stretches)


def _before(calendar: Calendar, facts: ClockFacts) -> tuple[LocalizedText, ...]:
    """What came before the receipt: a late reception, another counter."""
    steps = []
    if facts.filed and _reception(calendar, facts, facts.filed).is_late:
        steps.append(sentences.received_late(_reception(calendar, facts, facts.filed).due))
    if facts.handed_in:
        steps.append(sentences.taken_elsewhere(facts.handed_in))
    return tuple(steps)


def _reception(calendar: Calendar, facts: ClockFacts, filed: datetime) -> Reception:
    return reception(calendar, filed, accepted=facts.arrival)
