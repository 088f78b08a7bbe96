"""Amounts, days and times as Vietnamese administrative papers show them."""

from datetime import datetime

from documents.rendering.labels import PROVINCES
from kit.core.time import VIETNAM


def dong(amount: int) -> str:
    """ "150.000 đ"."""
    return f"{amount:,} đ".replace(",", ".")


def day(at: datetime) -> str:
    """ "ngày 23 tháng 11 năm 2026"; days and the months 1 and 2 take a zero (NĐ 30/2020/NĐ-CP)."""
    local = at.astimezone(VIETNAM)
    month = f"{local.month:02d}" if local.month < 3 else str(local.month)
    return f"ngày {local.day:02d} tháng {month} năm {local.year}"


def moment(at: datetime) -> str:
    """ "09 giờ 00 phút, ngày 23 tháng 11 năm 2026"."""
    return f"{at.astimezone(VIETNAM):%H giờ %M phút}, {day(at)}"


def moment_or_day(at: datetime) -> str:
    """The day alone at 00:00: so a statement writes what it has no time of."""
    local = at.astimezone(VIETNAM)
    return day(at) if (local.hour, local.minute, local.second) == (0, 0, 0) else moment(at)


def dateline(agency: str, at: datetime) -> str:
    """ "Quảng Ninh, ngày 23 tháng 11 năm 2026"; no place where the province is unknown."""
    place = PROVINCES.get(agency.partition(".")[0])
    return f"{place}, {day(at)}" if place else day(at).capitalize()
