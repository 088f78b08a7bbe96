"""Amounts, days and times as people read them, in Vietnam's time."""

from datetime import date, datetime, timedelta, timezone
from typing import Final, Protocol


class LocalizedText(Protocol):
    """A text in Vietnamese and, where there is one, in English."""

    @property
    def vi(self) -> str:
        """In Vietnamese."""
        ...

    @property
    def en(self) -> str | None:
        """In English."""
        ...


VIETNAM: Final = timezone(timedelta(hours=7))
MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def amount(dong: int, language: str) -> str:
    """ "150.000 đồng", "150,000 VND": a space that does not break."""
    grouped = f"{dong:,}"
    return f"{grouped}\u00a0VND" if language == "en" else f"{grouped.replace(',', '.')}\u00a0đồng"


def day(at: date, language: str) -> str:
    """ "22/11/2026", "22 November 2026"; of a moment, its day in Vietnam."""
    local = at.astimezone(VIETNAM) if isinstance(at, datetime) else at
    return (
        f"{local.day} {MONTHS[local.month - 1]} {local.year}"
        if language == "en"
        else f"{local:%d/%m/%Y}"
    )


def moment(at: datetime, language: str) -> str:
    """ "15 giờ 30, ngày 22/11/2026", "15:30 on 22 November 2026"; midnight is 24:00 of the day
    before.
    """
    local = at.astimezone(VIETNAM)
    hour, minute = local.hour, local.minute
    if not (hour or minute or local.second):
        hour, at = 24, at - timedelta(seconds=1)
    if language == "en":
        return f"{hour:02}:{minute:02} on {day(at, language)}"
    return f"{hour} giờ {minute:02}, ngày {day(at, language)}"


def minutes_left(until: datetime, now: datetime) -> int:
    """Whole minutes, rounded up; 0 when the time is over."""
    return max(0, -int((now - until).total_seconds() // 60))


def phone(number: str) -> str:
    """ "0901 000 041" of a Vietnamese mobile number; any other as it is."""
    digits = f"0{number[3:]}" if number.startswith("+84") else number
    is_mobile = len(digits) == 10 and digits.isdecimal()
    return f"{digits[:4]} {digits[4:7]} {digits[7:]}" if is_mobile else number


def words(text: LocalizedText | None, language: str) -> str:
    """A text of the API in the visitor's language, else in Vietnamese; "" for none."""
    if text is None:
        return ""
    return text.en if language == "en" and text.en else text.vi
