"""The clock, Vietnam's time zone, and how a moment is written where it must sort as text."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from typing import Final

Clock = Callable[[], datetime]
"""What tells the time; passed in, so that a test moves it."""

VIETNAM: Final = timezone(timedelta(hours=7))
"""Giờ Việt Nam: UTC+7 without daylight saving, since 13 June 1975."""


def system_clock() -> datetime:
    """The machine's clock, UTC."""
    return datetime.now(UTC)


def vietnam_day(at: datetime) -> str:
    """YYYY-MM-DD of the day in Vietnam."""
    return at.astimezone(VIETNAM).strftime("%Y-%m-%d")


def stamp(at: datetime) -> str:
    """RFC 3339 in UTC with microseconds: sortable as text."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
