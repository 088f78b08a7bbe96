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


def number(count: int, language: str) -> str:
    """ "12.345", "12,345"."""
    grouped = f"{count:,}"
    return grouped if language == "en" else grouped.replace(",", ".")


def decimal(value: float, language: str, places: int = 1) -> str:
    """ "97,5", "97.5"."""
    written = f"{value:.{places}f}"
    return written if language == "en" else written.replace(".", ",")


def percent(share: float, language: str) -> str:
    """A share from 0 to 1: "97,5%", "97.5%"."""
    return f"{decimal(100 * share, language)}%"


def day(at: date, language: str, *, numeric: bool = False) -> str:
    """ "22 tháng 11 năm 2026" after the word "ngày", "22 November 2026"; of a moment, its day in
    Vietnam. `numeric`: "22/11/2026", where a table has little room or a day is as it was typed.
    """
    local = at.astimezone(VIETNAM) if isinstance(at, datetime) else at
    if language == "en":
        return f"{local.day} {MONTHS[local.month - 1]} {local.year}"
    if numeric:
        return f"{local:%d/%m/%Y}"
    return f"{local.day} tháng {local.month} năm {local.year}"


def full_date(at: date, language: str, *, numeric: bool = False) -> str:
    """ "ngày 22 tháng 11 năm 2026", "22 November 2026": a day that no word precedes."""
    written = day(at, language, numeric=numeric)
    return written if numeric or language == "en" else f"ngày {written}"


def moment(at: datetime, language: str, *, numeric: bool = False) -> str:
    """ "15 giờ 30, ngày 22 tháng 11 năm 2026", "15:30 on 22 November 2026"; the midnight that ends
    a day is "hết ngày …", "the end of …".
    """
    local = at.astimezone(VIETNAM)
    if not (local.hour or local.minute or local.second):
        ended = day(at - timedelta(seconds=1), language, numeric=numeric)
        return f"the end of {ended}" if language == "en" else f"hết ngày {ended}"
    written = day(at, language, numeric=numeric)
    if language == "en":
        return f"{local:%H:%M} on {written}"
    return f"{local.hour} giờ {local.minute:02}, ngày {written}"


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
