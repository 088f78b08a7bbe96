"""The due date of a dossier: pure functions from time limit, receipt and calendar to a moment.

The sentences of `law.explain` say how each moment was found. The counting functions take a day and
a number: what is left of a limit after an interruption can be counted with them too.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from contracts.procedure_terms import Limit
from contracts.terms import Channel, Due, LocalizedText
from law import explain
from law.calendar import ONE_DAY, VIETNAM, Calendar
from law.limits import limits_of_case, limits_of_channel
from law.rulebook import rule_value


@dataclass(frozen=True, slots=True)
class ReceiptTime:
    """Thời điểm tiếp nhận: a moment within working hours, to the minute, with its sentence.

    `skipped` are sentences about the days off between the arrival's day and the receipt's.
    """

    at: datetime
    step: LocalizedText
    skipped: tuple[LocalizedText, ...] = ()

    @property
    def steps(self) -> tuple[LocalizedText, ...]:
        """Every sentence."""
        return (self.step, *self.skipped)

    @property
    def day(self) -> date:
        """The day of receipt in Vietnam."""
        return self.at.date()


@dataclass(frozen=True, slots=True)
class LimitEnd:
    """The moment when a limit ends, and the sentences about what was met on the way."""

    at: datetime
    steps: tuple[LocalizedText, ...] = ()


def receipt_time(calendar: Calendar, arrival: datetime) -> ReceiptTime:
    """When an arrival counts as received: at once, or at the next opening if nobody works then.

    Seconds are cut off: registers state minutes.
    """
    came = to_the_minute(arrival)
    start, _ = next(calendar.spans_from(came))
    step = explain.receipt(came, start, calendar.day_off(came.date()))
    return ReceiptTime(start, step, _skipped_between(calendar, came.date(), start.date()))


def to_the_minute(at: datetime) -> datetime:
    """A moment in Vietnam without its seconds."""
    return at.astimezone(VIETNAM).replace(second=0, microsecond=0)


def due_date(calendar: Calendar, limit: Limit, arrival: datetime) -> Due:
    """Ngày hẹn trả of what arrived then, explained step by step."""
    receipt = receipt_time(calendar, arrival)
    if limit.value == 0:
        steps, end = [*receipt.steps], same_day(calendar, receipt.at)
    else:
        steps, end = [*receipt.steps, explain.limit(limit)], _end_of(calendar, limit, receipt)
    steps += [*end.steps, explain.due(end.at)]
    years = calendar.provisional_years(receipt.day, end.at.date())
    if years:
        steps.append(explain.provisional(years))
    return Due(at=end.at, provisional=bool(years), steps=tuple(steps))


def latest_due_date(
    calendar: Calendar,
    limits: Sequence[Limit],
    channel: Channel,
    arrival: datetime,
    *,
    case: str | None = None,
) -> Due:
    """The latest due date by the limits of the channel, else by the general ones, else by all.

    Of these by those of the `case` (trường hợp), where it is known.
    """
    return due_date(calendar, latest_limit(calendar, limits, channel, arrival, case=case), arrival)


def latest_limit(
    calendar: Calendar,
    limits: Sequence[Limit],
    channel: Channel,
    arrival: datetime,
    *,
    case: str | None = None,
) -> Limit:
    """The limit that gives the latest due date."""
    fitting = limits_of_case(limits_of_channel(limits, channel), case) or [unstated_limit(arrival)]
    return max(fitting, key=lambda limit: due_date(calendar, limit, arrival).at)


def reception_due_date(calendar: Calendar, since: datetime) -> Due:
    """Until when an online dossier is to be accepted or rejected."""
    return due_date(calendar, reception_limit(since), since)


def reception_limit(at: datetime) -> Limit:
    """How long the desk may take to accept or reject an online dossier (rule `reception_limit`)."""
    return _limit_of("reception_limit", at)


def unstated_limit(at: datetime) -> Limit:
    """The limit of a procedure that states none (rule `unstated_limit`)."""
    return _limit_of("unstated_limit", at)


def supplement_limit(at: datetime) -> Limit:
    """How long supplements are awaited where the procedure does not say (rule
    `unstated_time_for_supplements`)."""
    return _limit_of("unstated_time_for_supplements", at)


def working_days_after(calendar: Calendar, day: date, number: int) -> LimitEnd:
    """Closing time of the `number`-th working day after `day` (not counted itself)."""
    last = day
    for _ in range(number):
        last = calendar.next_working_day(last)
    off = calendar.days_off(day + ONE_DAY, last)
    swapped = sorted(d for d in calendar.working_saturdays if day < d <= last)
    steps = (*explain.skipped(off), *explain.worked(swapped))
    return LimitEnd(calendar.closing(last), steps)


def calendar_days_after(calendar: Calendar, day: date, number: int) -> LimitEnd:
    """Closing time of the `number`-th day after `day`; if that is off, of the next working day."""
    last = day + timedelta(days=number)
    reason = calendar.day_off(last)
    if reason is None:
        return LimitEnd(calendar.closing(last))
    moved = calendar.next_working_day(last)
    steps = (explain.rolled(last, reason, moved), *_skipped_between(calendar, last, moved))
    return LimitEnd(calendar.closing(moved), steps)


def working_time_after(calendar: Calendar, at: datetime, amount: timedelta) -> LimitEnd:
    """When `amount` of working time has run from `at`; a sum that ends at a break ends then."""
    spans = calendar.spans_from(at)
    start, end = next(spans)
    while end - start < amount:
        amount -= end - start
        start, end = next(spans)
    day = at.astimezone(VIETNAM).date()
    off = calendar.days_off(day + ONE_DAY, start.date())
    return LimitEnd(start + amount, tuple(explain.skipped(off)))


def same_day(calendar: Calendar, at: datetime) -> LimitEnd:
    """Limit 0 (trong ngày): due at closing of the day, or of the next one if received too late."""
    day = at.date()
    cut_off = time.fromisoformat(rule_value("same_day_cut_off", on=day).value)
    if at.time() <= cut_off:
        return LimitEnd(calendar.closing(day), (explain.same_day(cut_off),))
    following = calendar.next_working_day(day)
    steps = (explain.next_day(cut_off), *_skipped_between(calendar, day, following))
    return LimitEnd(calendar.closing(following), steps)


def _skipped_between(calendar: Calendar, day: date, later: date) -> tuple[LocalizedText, ...]:
    """The days off after one day and before another."""
    return tuple(explain.skipped(calendar.days_off(day + ONE_DAY, later - ONE_DAY)))


def _limit_of(rule: str, at: datetime) -> Limit:
    value = rule_value(rule, on=at.astimezone(VIETNAM).date())
    return Limit.model_validate(
        {"value": value.value, "unit": value.unit, "source": value.cite, "assumed": value.assumed}
    )


def _end_of(calendar: Calendar, limit: Limit, receipt: ReceiptTime) -> LimitEnd:
    if limit.unit == "working_hour":
        return working_time_after(calendar, receipt.at, timedelta(hours=limit.value))
    count = working_days_after if limit.unit == "working_day" else calendar_days_after
    return count(calendar, receipt.day, limit.value)
