"""Moments within a time limit: shares of its steps, and when superiors are notified."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import accumulate
from typing import Final, Literal

from law.calendar import Calendar
from law.clock.count import Count
from law.clock.limit import TimeLimit
from law.clock.reception import end_of_day
from law.time_limit import working_time_after

Level = Literal["half", "nearly_due", "due", "overdue"]
SHARES: Final[dict[Level, int]] = {"half": 50, "nearly_due": 80}
"""Per cent of the working time of a limit (rule `escalation_of_a_case`)."""
MINUTE: Final = timedelta(minutes=1)


def share_moment(calendar: Calendar, count: Count, percent: int) -> datetime:
    """The first minute at which so much of the limit's working time is over; pauses don't count."""
    worked = [calendar.worked_between(start, end) for start, end in count.stretches]
    left = -(-sum(worked, timedelta(0)) * percent // (100 * MINUTE)) * MINUTE
    for (start, _), amount in zip(count.stretches, worked, strict=True):
        if amount and left <= amount:
            return working_time_after(calendar, start, left).at
        left -= amount
    raise ValueError("a share of at most 100 per cent")


def step_due_dates(calendar: Calendar, count: Count, shares: Sequence[int]) -> list[datetime]:
    """When each step of a course ends, by its share of the limit in per cent; the last at the due
    date.

    Raises ValueError for shares that don't add up to 100.
    """
    if sum(shares) != 100 or min(shares) <= 0:
        raise ValueError("the shares of the steps add up to 100 per cent")
    return [share_moment(calendar, count, percent) for percent in accumulate(shares)]


def escalation_moments(calendar: Calendar, limit: TimeLimit, count: Count) -> dict[Level, datetime]:
    """When a case goes to a superior, by level; without working time there are no shares of it."""
    has_shares = any(calendar.worked_between(start, end) for start, end in count.stretches)
    shares = {
        level: share_moment(calendar, count, share) for level, share in SHARES.items() if has_shares
    }
    return {**shares, "due": count.due.at, "overdue": late_from(limit, count.due.at)}


def late_from(limit: TimeLimit, due: datetime) -> datetime:
    """From when a result is late by law: 24:00 of the last day (rule `end_of_a_term_of_days`).

    A limit that runs in working time ends to the minute.
    """
    return due if limit.working_time() else end_of_day(due)
