"""Booking times as banks print them: the day before the month, in Vietnam."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from kit.core.time import VIETNAM
from payments.providers.bank.text import folded
from payments.providers.bank.unread import LineUnreadable

OLDEST: Final = timedelta(days=400)
LATEST: Final = timedelta(days=2)
"""How far from now a line may be booked: a fee lives for weeks, and a year's books are kept for
audits of the year after. A date further away is a typing or conversion error."""
TIME: Final = (
    r"(?P<hour>[0-9]{1,2})[:hH.](?P<minute>[0-9]{2})(?:[:.m](?P<second>[0-9]{2})(?:[.,][0-9]{1,6})?)?"
    r" ?(?P<half>AM|PM|SA|CH|am|pm|sa|ch)?"
)
DATE: Final = (
    r"(?:(?P<day>[0-9]{1,2})(?P<mark>[-/.])(?P<month>[0-9]{1,2})(?P=mark)"
    r"(?P<year>[0-9]{4}|[0-9]{2})"
    r"|(?P<iso>[0-9]{4})(?P<isomark>[-/.])(?P<isomonth>[0-9]{1,2})(?P=isomark)"
    r"(?P<isoday>[0-9]{1,2})"
    r"|(?P<named>[0-9]{1,2})[ -]"
    r"(?P<name>[^\W\d_]{3,9}|(?:Thg|thg|Th|Tháng|tháng) ?[0-9]{1,2})\.?,?[ -]"
    r"(?P<namedyear>[0-9]{4}|[0-9]{2}))"
)
ZONE: Final = r" ?(?P<zone>Z|[+-][0-9]{2}:?[0-9]{2})?"
FORMS: Final = (
    re.compile(rf"{DATE}(?:(?:[T,]? *| - ){TIME}{ZONE})?"),
    re.compile(rf"{TIME},? *(?:ngày )?{DATE}"),
)
MONTHS_OF_A_YEAR: Final = 12
MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)


class Booked(NamedTuple):
    """A moment, and whether the bank named a time of the day; else it is 00:00 in Vietnam."""

    at: datetime
    timed: bool


class _Day(NamedTuple):
    year: int
    month: int
    day: int


def booked(text: str, time: str, now: datetime, *, american: bool) -> Booked:
    """The moment of a cell and, where it has one, of the column of times.

    `american`: other dates of the file have the month first, so that 11/05 has no meaning here.
    Raises LineUnreadable for what is no date, has two meanings, or is years away.
    """
    read = _match(text, time)
    if american and read["day"] and _is_ambiguous(int(read["day"]), int(read["month"])):
        raise LineUnreadable("booked_at", "ambiguous_date")
    try:
        at = datetime(*_day(read), tzinfo=VIETNAM) + _time(read)
        if read["hour"] and read.groupdict().get("zone"):
            at = datetime.fromisoformat(f"{at.replace(tzinfo=None).isoformat()}{read['zone']}")
    except (ValueError, OverflowError):
        raise LineUnreadable("booked_at", "not_a_date") from None
    require_near(at, now)
    return Booked(at, read["hour"] is not None)


def is_date(text: str) -> bool:
    """Whether a cell has the form of a date, be it of the calendar or not."""
    return _matched(text) is not None


def has_american_date(texts: Iterable[str]) -> bool:
    """Whether a date can only be meant month first."""
    return any(
        read["day"] and int(read["day"]) <= MONTHS_OF_A_YEAR < int(read["month"])
        for read in filter(None, map(_matched, texts))
    )


def require_near(at: datetime, now: datetime) -> None:
    """Raises LineUnreadable for a moment that is years away, or to come."""
    if not now - OLDEST <= at <= now + LATEST:
        raise LineUnreadable("booked_at", "too_far_away")


def _matched(text: str) -> re.Match[str] | None:
    plain = " ".join(text.split()).removeprefix("'").strip()
    return next(filter(None, (form.fullmatch(plain) for form in FORMS)), None)


def _match(text: str, time: str) -> re.Match[str]:
    """A column of times adds nothing to a cell that has one."""
    if not text.strip():
        raise LineUnreadable("booked_at", "missing")
    read = _matched(f"{text} {time}") or _matched(text)
    if read is None:
        raise LineUnreadable("booked_at", "not_a_date")
    return read


def _day(read: re.Match[str]) -> _Day:
    """Raises ValueError for a month that is none."""
    if read["iso"]:
        return _Day(int(read["iso"]), int(read["isomonth"]), int(read["isoday"]))
    if read["named"]:
        return _Day(_year(read["namedyear"]), _month(read["name"]), int(read["named"]))
    return _Day(_year(read["year"]), int(read["month"]), int(read["day"]))


def _year(digits: str) -> int:
    return int(digits) + (2_000 if len(digits) == 2 else 0)


def _month(name: str) -> int:
    """By its English name, cut to three letters or more, or "Thg 11"; raises ValueError."""
    number = re.sub(r"\D", "", name)
    if number:
        return int(number)
    meant = [place for place, month in enumerate(MONTHS, 1) if month.startswith(folded(name))]
    if not meant:
        raise ValueError(name)
    return meant[0]


def _is_ambiguous(day: int, month: int) -> bool:
    """Whether the two may stand the other way round and mean another day."""
    return day != month and max(day, month) <= MONTHS_OF_A_YEAR


def _time(read: re.Match[str]) -> timedelta:
    """Since 00:00; 24:00 is the end of the day. Raises ValueError."""
    if not read["hour"]:
        return timedelta()
    hour, minute, second = (int(read[name] or 0) for name in ("hour", "minute", "second"))
    half = (read["half"] or "").lower()
    if half:
        afternoon = half in ("pm", "ch")
        if (hour == 0) if afternoon else (hour > 12):
            raise ValueError(half)
        hour = hour % 12 + 12 * afternoon
    since = timedelta(hours=hour, minutes=minute, seconds=second)
    if minute > 59 or second > 59 or since > timedelta(days=1):
        raise ValueError(read["hour"])
    return since
