"""When a case is due: pure functions from a limit, a receipt and a calendar to a moment and its explanation.

The reading of the law (Civil Code 2015 art. 147-148 and the one-stop practice) is written down in docs/law.md.
The counting functions take a day and a number: what is left after a pause can be counted with them too.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from casework import wording
from casework.calendar import ONE_DAY, VIETNAM, Calendar, DayOff
from contracts.terms import Channel, Due, Limit, LocalizedText

SAME_DAY_UNTIL = time(15)
RECEPTION = Limit(value=8, unit="working_hour", source="NĐ 118/2025/NĐ-CP", assumed=True)
"""How long the desk may take to accept or refuse an online dossier: a general rule from memory ([L] in docs/law.md)."""
UNSTATED = Limit(value=15, unit="working_day", assumed=True)
"""For a procedure whose catalogue entry states no limit at all; assumed."""


@dataclass(frozen=True, slots=True)
class Received:
    """A receipt within working hours; seconds are cut off, as registers state minutes."""

    at: datetime
    step: LocalizedText

    @property
    def day(self) -> date:
        """The day of receipt in Vietnam."""
        return self.at.date()


@dataclass(frozen=True, slots=True)
class Counted:
    """A moment that was found, and what was met on the way."""

    at: datetime
    steps: tuple[LocalizedText, ...] = ()


def receive(calendar: Calendar, at: datetime) -> Received:
    """The receipt of something that came `at`: moved to the next opening if nobody works then."""
    came = at.astimezone(VIETNAM).replace(second=0, microsecond=0)
    counts = next(calendar.spans_from(came))[0]
    return Received(counts, wording.received(came, counts, calendar.day_off(came.date())))


def due(calendar: Calendar, limit: Limit, at: datetime) -> Due:
    """The due moment of what came `at`, explained step by step."""
    received = receive(calendar, at)
    if limit.value == 0:
        steps, counted = [received.step], same_day(calendar, received.at)
    else:
        steps, counted = [received.step, wording.limit(limit)], _counted(calendar, limit, received)
    steps += [*counted.steps, wording.due(counted.at)]
    years = calendar.provisional_years(received.day, counted.at.date())
    if years:
        steps.append(wording.provisional(years))
    return Due(at=counted.at, provisional=bool(years), steps=tuple(steps))


def longest_due(calendar: Calendar, limits: Sequence[Limit], channel: Channel, at: datetime) -> Due:
    """The due moment by the longest limit of the channel, else of the general ones, else of all."""
    fitting = (
        [limit for limit in limits if limit.channel == channel]
        or [limit for limit in limits if limit.channel is None]
        or list(limits)
        or [UNSTATED]
    )
    return max((due(calendar, limit, at) for limit in fitting), key=lambda found: found.at)


def reception_due(calendar: Calendar, since: datetime) -> Due:
    """Until when an online dossier is to be accepted or refused: 8 working hours."""
    return due(calendar, RECEPTION, since)


def working_days_after(calendar: Calendar, day: date, number: int) -> Counted:
    """Closing time of the `number`-th working day after `day` (not counted itself)."""
    off: list[DayOff] = []
    swapped: list[date] = []
    while number:
        day += ONE_DAY
        why = calendar.day_off(day)
        if why:
            off.append(why)
            continue
        number -= 1
        if day in calendar.worked:
            swapped.append(day)
    return Counted(calendar.closing(day), (*wording.skipped(off), *wording.worked(swapped)))


def calendar_days_after(calendar: Calendar, day: date, number: int) -> Counted:
    """Closing time of the `number`-th day after `day`; if that is off, of the next working day."""
    last = day + timedelta(days=number)
    why = calendar.day_off(last)
    if why is None:
        return Counted(calendar.closing(last))
    to = calendar.next_working_day(last)
    return Counted(calendar.closing(to), (wording.rolled(last, why, to),))


def working_time_after(calendar: Calendar, at: datetime, amount: timedelta) -> Counted:
    """The moment when `amount` of working time has run from `at`; a sum that ends at a break ends then."""
    day, off = at.astimezone(VIETNAM).date(), []
    for start, end in calendar.spans_from(at):
        while day < start.date():
            day += ONE_DAY
            why = calendar.day_off(day)
            off += [why] if why else []
        if end - start >= amount:
            return Counted(start + amount, tuple(wording.skipped(off)))
        amount -= end - start
    raise AssertionError("working time has no end")


def same_day(calendar: Calendar, at: datetime) -> Counted:
    """Limit 0: received up to 15:00, due at closing that day; later, at closing of the next working day."""
    day = at.date()
    if at.time() <= SAME_DAY_UNTIL:
        return Counted(calendar.closing(day), (wording.SAME_DAY,))
    return Counted(calendar.closing(calendar.next_working_day(day)), (wording.DAY_AFTER,))


def _counted(calendar: Calendar, limit: Limit, received: Received) -> Counted:
    if limit.unit == "working_hour":
        return working_time_after(calendar, received.at, timedelta(hours=limit.value))
    count = working_days_after if limit.unit == "working_day" else calendar_days_after
    return count(calendar, received.day, limit.value)
