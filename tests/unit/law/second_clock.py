"""A second clock, which the tests compare with `law`: days and minutes are counted one by one.

It is written from the papers of the law (the Civil Code, Điều 145 to 148, the decrees, and our
readings of them), shares no line with `law`, is slow on purpose, and knows the days off only as a
set of dates. Moments are Vietnam's, without a zone, to the minute.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from fractions import Fraction

DAY = timedelta(days=1)
Spans = list[tuple[int, int]]  # minutes of the day: opening, closing
WEEKDAY: Spans = [(450, 690), (780, 1020)]  # 07:30 to 11:30, 13:00 to 17:00
OFFICE = dict.fromkeys(range(5), WEEKDAY)


@dataclass
class Desk:
    """When the office is open: by weekday (0 is Monday), save days off.

    A Saturday that is worked in exchange for a day off has the hours of the week's first day.
    """

    week: dict[int, Spans] = field(default_factory=lambda: dict(OFFICE))
    off: set[date] = field(default_factory=set)
    worked: set[date] = field(default_factory=set)

    def spans(self, day: date) -> Spans:
        if day in self.off:
            return []
        if day in self.worked:
            return self.week[min(self.week)]
        return self.week.get(day.weekday(), [])

    def open_minutes(self, day: date) -> list[int]:
        return [minute for start, end in self.spans(day) for minute in range(start, end)]

    def works(self, day: date) -> bool:
        return bool(self.spans(day))

    def closing(self, day: date) -> datetime:
        return at(day, self.spans(day)[-1][1])

    def next_working_day(self, day: date) -> date:
        """The first working day after `day`."""
        return next(each for each in days_after(day) if self.works(each))

    def received(self, moment: datetime) -> datetime:
        """Out of hours counts as received at the next opening, also after the break."""
        day, minute = moment.date(), moment.hour * 60 + moment.minute
        for start, end in self.spans(day):
            if minute < end:
                return at(day, max(start, minute))
        day = self.next_working_day(day)
        return at(day, self.spans(day)[0][0])

    def minutes_of(self, start: datetime, end: datetime) -> set[int]:
        """Every working minute from `start` to `end`, by its number."""
        first, last = number(start), number(end)
        minutes = set[int]()
        for day in span(start.date(), end.date()):
            midnight = number(at(day, 0))
            minutes |= {midnight + minute for minute in self.open_minutes(day)}
        return {minute for minute in minutes if first <= minute < last}

    def minutes_between(self, start: datetime, end: datetime) -> int:
        return len(self.minutes_of(start, end))

    def after_minutes(self, start: datetime, minutes: int) -> datetime:
        """The end of the last of so many working minutes from `start`."""
        day, ahead = start.date(), self.minutes_of(start, at(start.date(), 1440))
        while len(ahead) < max(1, minutes):
            minutes -= len(ahead)
            day += DAY
            ahead = self.minutes_of(at(day, 0), at(day, 1440))
        return moment(sorted(ahead)[minutes - 1] + 1 if minutes else min(ahead))


def number(at: datetime) -> int:
    """Minutes are numbered from the first of all days."""
    return at.date().toordinal() * 1440 + at.hour * 60 + at.minute


def moment(minute: int) -> datetime:
    return at(date.fromordinal(minute // 1440), minute % 1440)


def at(day: date, minute: int) -> datetime:
    return datetime.combine(day, time()) + timedelta(minutes=minute)


def days_after(day: date) -> Iterator[date]:
    while True:
        day += DAY
        yield day


@dataclass
class Clock:
    """One dossier's time limit.

    `unit` is "working_day", "calendar_day", "month" or "working_hour". `last` is the last day
    before it rolls off a day off, `since` is when the limit began to run again, `waits` are all
    pauses and requests of the dossier. With `cut_off` a receipt after 15:00 counts as one of the
    next working day.
    """

    desk: Desk
    amount: Fraction
    unit: str
    waits: list[tuple[datetime, datetime]] = field(default_factory=list)
    cut_off: bool = False
    more_days: int = 0
    start: datetime = datetime.min
    since: datetime = datetime.min
    last: date = date.min
    due: datetime = datetime.min
    extended: bool = False
    counted: set[int] = field(default_factory=set)

    def run(self, moment: datetime) -> None:
        """Start the whole limit, the first time or anew."""
        self.start = self.desk.received(moment)
        late = self.start.time() > time(15)
        if late and self.cut_off and self.amount and not self.in_minutes():
            day = self.desk.next_working_day(self.start.date())
            self.start = at(day, self.desk.spans(day)[0][0])
        self.since, self.counted = self.start, set()
        first = self.start.date()
        if self.in_minutes():
            self.due = self.desk.after_minutes(self.start, self.minutes())
        elif self.amount == 0:
            last = self.desk.next_working_day(first) if late else first
            self.end(self.count(last, self.more_days))
        else:
            self.end(self.last_day(first))

    def in_minutes(self) -> bool:
        return self.amount != 0 and (self.unit == "working_hour" or self.amount.denominator > 1)

    def minutes(self) -> int:
        """A working day has 8 hours."""
        return int(self.amount * (60 if self.unit == "working_hour" else 480))

    def last_day(self, first: date) -> date:
        if self.unit != "month":
            return self.count(first, int(self.amount))
        year, month = first.year, first.month
        for _ in range(int(self.amount)):
            year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        day = first.day
        while day > 28:
            try:
                return date(year, month, day)
            except ValueError:
                day -= 1
        return date(year, month, day)

    def counts(self, day: date) -> bool:
        working_days_only = self.unit == "working_day" or self.amount == 0
        return self.desk.works(day) if working_days_only else True

    def count(self, first: date, days: int) -> date:
        """The last of so many days after `first`, which is itself not counted."""
        last = first
        for day in days_after(first):
            if days == 0:
                break
            if self.counts(day):
                days, last = days - 1, day
        return last

    def end(self, last: date) -> None:
        """Closing time of the last day, or of the next working day when that one is off."""
        self.last = last
        day = last if self.desk.works(last) else self.desk.next_working_day(last)
        self.due = self.desk.closing(day)

    def pause(self, start: datetime, end: datetime) -> None:
        """The time in between is not counted; its end is normalised like a receipt.

        What was paused already, or did not run yet, cannot be paused.
        """
        if start >= self.due:
            return
        start = max(start, self.since)
        if end <= start:
            return
        resumed = self.desk.received(end)
        if self.in_minutes():
            left = self.desk.minutes_between(start, self.due)
            due = self.desk.after_minutes(resumed, left)
        elif resumed.date() == start.date():
            return
        self.counted |= self.desk.minutes_of(self.since, start)
        self.since = resumed
        if self.in_minutes():
            self.due = due
            return
        left = sum(self.counts(day) for day in span(start.date() + DAY, self.last))
        self.end(self.count(resumed.date(), max(1, left)))

    def restart(self, requested: datetime, complete: datetime) -> None:
        """After a request for supplements: anew from the beginning, never earlier than promised.

        A pause or another request that is not over when the papers are there holds the start up.
        """
        if requested >= self.due:
            return
        promised, last = self.due, self.last
        moved = True
        while moved:
            moved = False
            for start, end in self.waits:
                if start <= complete < end:
                    complete, moved = end, True
        self.run(complete)
        if self.due < promised:
            self.due, self.last = promised, last

    def extend(self, announced: datetime, due: datetime) -> bool:
        """Once, at the latest on the day before the due day, to a later moment in office hours."""
        minute = due.hour * 60 + due.minute
        open_then = any(start <= minute <= end for start, end in self.desk.spans(due.date()))
        late = announced.date() >= self.due.date()
        if self.extended or late or due <= self.due or not open_then:
            return False
        self.due, self.last, self.extended = due, due.date(), True
        return True

    def share(self, percent: int) -> datetime:
        """The end of the minute with which so much of the working time of the limit is over."""
        minutes = sorted(self.counted | self.desk.minutes_of(self.since, self.due))
        nth = next(n for n in range(1, len(minutes) + 1) if 100 * n >= len(minutes) * percent)
        return moment(minutes[nth - 1] + 1)


def span(first: date, last: date) -> list[date]:
    return [first + DAY * n for n in range((last - first).days + 1)]
