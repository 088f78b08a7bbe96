"""A run of the clock: from its first moment to the due date, through pauses and a new start."""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from contracts.terms import LocalizedText
from law import explain
from law.calendar import ONE_DAY, Calendar
from law.clock import amounts, sentences
from law.clock.facts import ClockFacts, Event, Extension, Pause, Restart
from law.clock.limit import TimeLimit
from law.time_limit import (
    LimitEnd,
    ReceiptTime,
    calendar_days_after,
    receipt_time,
    same_day,
    to_the_minute,
    working_days_after,
    working_time_after,
)

Stretch = tuple[datetime, datetime]
"""Time in which the limit runs, from one moment to another."""


@dataclass(frozen=True, slots=True)
class Run:
    """A count of the limit that began at `start` and has run without a pause since `runs_from`.

    `last` is the last day before it moves off a day off. `counted` are the stretches before the
    pauses. `ahead` are the sentences about the days from `runs_from` to the end, `steps` those
    before.
    """

    start: datetime
    runs_from: datetime
    last: date
    due: datetime
    steps: tuple[LocalizedText, ...]
    ahead: tuple[LocalizedText, ...]
    counted: tuple[Stretch, ...] = ()
    due_before_extension: datetime | None = None

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """All the time in which the limit runs."""
        return (*self.counted, (self.runs_from, self.due))

    def saying(self, *sentence: LocalizedText) -> "Run":
        """The same run, explained further."""
        return replace(self, steps=(*self.steps, *self.ahead, *sentence), ahead=())


def begin(calendar: Calendar, facts: ClockFacts, receipt: ReceiptTime) -> Run:
    """The whole limit from a receipt on, without sentences about the receipt and the limit."""
    limit = facts.limit
    if limit.is_same_day:
        return _same_day(calendar, facts, receipt)
    start, steps = _first_moment(calendar, facts, receipt.at)
    if working_time := limit.working_time():
        end = working_time_after(calendar, start, working_time)
        return Run(start, start, end.at.date(), end.at, steps, end.steps)
    last, end = _count(calendar, limit, start.date(), _days_of(limit, start.date()))
    return Run(start, start, last, end.at, steps, end.steps)


def interrupt(calendar: Calendar, facts: ClockFacts, run: Run, event: Event) -> Run:
    """What an event makes of a run; one that comes when the case is late changes nothing."""
    if event.start >= run.due:
        return run.saying(sentences.late(event.start, run.due))
    if isinstance(event, Extension):
        return _extend(run, event)
    if isinstance(event, Restart):
        return _restart(calendar, facts, run, event)
    return _pause(calendar, facts.limit, run, event)


def _extend(run: Run, event: Extension) -> Run:
    extended = run.saying(sentences.extended(event.start, run.due))
    due = max(run.due, to_the_minute(event.due))
    return replace(extended, due=due, last=due.date(), due_before_extension=run.due)


def _restart(calendar: Calendar, facts: ClockFacts, run: Run, event: Restart) -> Run:
    complete = facts.running_from(event.end)
    receipt = receipt_time(calendar, complete)
    restarted = (
        *run.steps,
        sentences.restarted(event),
        *sentences.resumed(calendar, complete, receipt),
    )
    anew = begin(calendar, facts, receipt)
    anew = replace(anew, steps=(*restarted, *anew.steps))
    if anew.due >= run.due:
        return replace(anew, due_before_extension=run.due_before_extension)
    steps = (
        *anew.steps,
        sentences.promised(run.due),
        *_days_before(calendar, facts.limit, anew.start.date(), run.due.date()),
    )
    return replace(
        anew,
        due=run.due,
        last=run.last,
        steps=steps,
        ahead=(),
        due_before_extension=run.due_before_extension,
    )


def _pause(calendar: Calendar, limit: TimeLimit, run: Run, event: Pause) -> Run:
    started = max(to_the_minute(event.start), run.runs_from)
    if event.end <= started:
        return run.saying(sentences.paused_already(event))
    resumption = receipt_time(calendar, event.end)
    if limit.working_time():
        left = calendar.worked_between(started, run.due)
        end = working_time_after(calendar, resumption.at, left)
        rest, last = amounts.time_left(left), end.at.date()
    elif resumption.day == started.date():
        return run.saying(sentences.paused_within_a_day(event))
    else:
        days = _days_left(calendar, limit, started.date(), run.last)
        last, end = _count(calendar, limit, resumption.day, days)
        rest = amounts.days_left("working_day" if limit.is_same_day else limit.unit, days)
    steps = (
        *run.steps,
        *_days_before(calendar, limit, run.runs_from.date(), started.date()),
        sentences.paused(event, rest),
        *sentences.resumed(calendar, event.end, resumption),
    )
    counted = (*run.counted, (run.runs_from, started))
    return replace(
        run,
        runs_from=resumption.at,
        last=last,
        due=end.at,
        steps=steps,
        ahead=end.steps,
        counted=counted,
    )


def _same_day(calendar: Calendar, facts: ClockFacts, receipt: ReceiptTime) -> Run:
    end = same_day(calendar, receipt.at)
    if facts.more_days:
        more = working_days_after(calendar, end.at.date(), facts.more_days)
        end = LimitEnd(more.at, (*end.steps, sentences.more_days(facts.more_days), *more.steps))
    return Run(receipt.at, receipt.at, end.at.date(), end.at, (), end.steps)


def _first_moment(
    calendar: Calendar, facts: ClockFacts, at: datetime
) -> tuple[datetime, tuple[LocalizedText, ...]]:
    """When counting starts: at the receipt, or on the next working day where it came too late."""
    if facts.cut_off is None or at.time() <= facts.cut_off or facts.limit.working_time():
        return at, ()
    start = calendar.opening(calendar.next_working_day(at.date()))
    skipped = calendar.days_off(at.date() + ONE_DAY, start.date() - ONE_DAY)
    return start, (sentences.after_the_cut_off(facts.cut_off, start), *explain.skipped(skipped))


def _days_of(limit: TimeLimit, day: date) -> int:
    """How many days follow `day`: for months up to the same date, or the last of that month."""
    if limit.unit != "month":
        return int(limit.value)
    years, month = divmod(day.month - 1 + int(limit.value), 12)
    year, month = day.year + years, month + 1
    return (date(year, month, min(day.day, monthrange(year, month)[1])) - day).days


def _count(calendar: Calendar, limit: TimeLimit, day: date, number: int) -> tuple[date, LimitEnd]:
    """The `number`-th day after `day`, and when the limit ends by it."""
    if limit.unit == "working_day" or limit.is_same_day:
        end = working_days_after(calendar, day, number)
        return end.at.date(), end
    return day + timedelta(days=number), calendar_days_after(calendar, day, number)


def _days_left(calendar: Calendar, limit: TimeLimit, day: date, last: date) -> int:
    """The days after a pause's day up to and with the last day, at least 1."""
    days = (last - day).days
    if limit.unit == "working_day" or limit.is_same_day:
        days -= len(calendar.days_off(day + ONE_DAY, last))
    return max(1, days)


def _days_before(
    calendar: Calendar, limit: TimeLimit, day: date, paused: date
) -> tuple[LocalizedText, ...]:
    """The days after `day` up to a pause that were not counted."""
    if limit.unit in ("calendar_day", "month") and not limit.is_same_day:
        return ()
    return tuple(explain.skipped(calendar.days_off(day + ONE_DAY, paused)))
