"""Months, and when they are closed: from the eleventh day after their end nothing changes them."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Final

from kit.core.time import VIETNAM

AFTER: Final = timedelta(days=10)
"""How long after its end a month is open for what was recorded late."""


def month_of(at: datetime) -> str:
    """YYYY-MM in Vietnam's time."""
    return f"{at.astimezone(VIETNAM):%Y-%m}"


def next_month(month: str) -> str:
    """The month after one."""
    return f"{_start(month) + timedelta(days=32):%Y-%m}"


def end_of(month: str) -> datetime:
    """The first moment after a month, in Vietnam's time."""
    return _start(next_month(month))


def is_closable(month: str, at: datetime) -> bool:
    """Whether a month ended long enough ago."""
    return at >= end_of(month) + AFTER


def closable_months(months: Iterable[str], at: datetime) -> Iterator[str]:
    """Every month from the first of these on that may be closed, the earliest first."""
    month = min(months, default=month_of(at))
    while is_closable(month, at):
        yield month
        month = next_month(month)


def open_months(at: datetime) -> tuple[str, ...]:
    """The present month, and the one before as long as it is open."""
    present, before = month_of(at), month_of(_start(month_of(at)) - timedelta(days=1))
    return (present,) if is_closable(before, at) else (before, present)


def _start(month: str) -> datetime:
    return datetime.fromisoformat(f"{month}-01T00:00:00+07:00")
