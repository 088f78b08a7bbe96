"""Amounts, days and times as Vietnamese administrative papers show them."""

from datetime import datetime, timedelta
from typing import Final

from contracts.procedure_terms import Limit
from documents.rendering.labels import PROVINCES, SAME_DAY, UNITS
from kit.core.agency_code import province_code
from kit.core.time import VIETNAM

MINUTE: Final = timedelta(minutes=1)


def dong(amount: int) -> str:
    """ "150.000 đồng"."""
    return f"{amount:,} đồng".replace(",", ".")


def phone(number: str) -> str:
    """A number of Vietnam as people write it: "0912345678"; others as they are."""
    return f"0{number.removeprefix('+84')}" if number.startswith("+84") else number


def day(at: datetime) -> str:
    """ "ngày 23 tháng 11 năm 2026"; days and the months 1 and 2 take a zero (NĐ 30/2020/NĐ-CP)."""
    local = at.astimezone(VIETNAM)
    month = f"{local.month:02d}" if local.month < 3 else str(local.month)
    return f"ngày {local.day:02d} tháng {month} năm {local.year}"


def moment(at: datetime) -> str:
    """ "09 giờ 00 phút, ngày 23 tháng 11 năm 2026"."""
    return f"{at.astimezone(VIETNAM):%H giờ %M phút}, {day(at)}"


def year(at: datetime) -> int:
    """The year in Vietnam."""
    return at.astimezone(VIETNAM).year


def month(at: datetime) -> str:
    """ "11/2026", the page of a book."""
    return f"{at.astimezone(VIETNAM):%m/%Y}"


def end(at: datetime) -> str:
    """The last day where the end is 24:00, else the moment."""
    local = at.astimezone(VIETNAM)
    return day(at - MINUTE) if (local.hour, local.minute) == (0, 0) else moment(at)


def mark_time(at: datetime) -> str:
    """ "09:00:00 23/11/2026, giờ Việt Nam", as the mark of a signature writes it."""
    return f"{at.astimezone(VIETNAM):%H:%M:%S %d/%m/%Y}, giờ Việt Nam"


def term(limit: Limit) -> str:
    """ "03 ngày làm việc", "trong ngày"."""
    return f"{limit.value:02d} {UNITS[limit.unit]}" if limit.value else SAME_DAY


def moment_or_day(at: datetime) -> str:
    """The day alone at 00:00: so a statement writes what it has no time of."""
    local = at.astimezone(VIETNAM)
    return day(at) if (local.hour, local.minute, local.second) == (0, 0, 0) else moment(at)


def dateline(agency: str, at: datetime) -> str:
    """ "Quảng Ninh, ngày 23 tháng 11 năm 2026"; no place where the province is unknown."""
    place = PROVINCES.get(province_code(agency))
    return f"{place}, {day(at)}" if place else day(at).capitalize()
