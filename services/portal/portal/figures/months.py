"""The months that one can choose."""

import re
from datetime import datetime
from typing import Final

from front.formatting import MONTHS, VIETNAM

MONTH: Final = re.compile(r"20[0-9]{2}-(?:0[1-9]|1[0-2])")
CHOICES: Final = 24


def month_of(now: datetime) -> str:
    """YYYY-MM in Vietnam's time."""
    return f"{now.astimezone(VIETNAM):%Y-%m}"


def chosen_month(text: str, now: datetime) -> str:
    """The month that was chosen, or the present one."""
    return text if MONTH.fullmatch(text) else month_of(now)


def latest_months(now: datetime) -> list[str]:
    """The present month and those before, the latest first."""
    present = now.astimezone(VIETNAM)
    numbers = [present.year * 12 + present.month - 1 - n for n in range(CHOICES)]
    return [f"{number // 12}-{number % 12 + 1:02}" for number in numbers]


def name_of(month: str, language: str) -> str:
    """ "tháng 11 năm 2026", "November 2026"."""
    year, number = month.split("-")
    if language == "en":
        return f"{MONTHS[int(number) - 1]} {year}"
    return f"tháng {int(number)} năm {year}"
