"""Moments as the National Portal writes them: yyyyMMddHHmmss, in Asia/Ho_Chi_Minh."""

from datetime import datetime, timedelta, timezone
from typing import Final

VIETNAM: Final = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")
"""Without daylight saving since 1975: an offset is enough."""

DIGITS: Final = 14


def moment_text(moment: datetime) -> str:
    """`20261201083000` of a moment in any zone."""
    local = moment.astimezone(VIETNAM)
    return f"{local:%Y%m%d%H%M%S}"


def parse_moment(text: str) -> datetime | None:
    """The moment that 14 digits write; None where they write none, as 20260230000000."""
    if len(text) != DIGITS or not (text.isascii() and text.isdigit()):
        return None
    parts = (text[:4], text[4:6], text[6:8], text[8:10], text[10:12], text[12:])
    year, month, day, hour, minute, second = (int(part) for part in parts)
    try:
        return datetime(year, month, day, hour, minute, second, tzinfo=VIETNAM)
    except ValueError:
        return None
