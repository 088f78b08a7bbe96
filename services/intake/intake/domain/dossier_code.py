"""The code of a dossier (mã hồ sơ): its agency, the day of its receipt, a running number."""

from datetime import datetime, timedelta
from typing import Final

from kit.core.time import VIETNAM

NUMBER_WIDTH: Final = 4
"""Digits of the running number (TT 01/2018/TT-VPCP Điều 19); it grows past 9,999."""


OPEN_DAYS: Final = 8
"""Today and the days before whose numbers may still be given; the sweeper records their voids."""


def receipt_day(received_at: datetime | None, at: datetime) -> str:
    """YYMMDD of the day of receipt: that of filing, and of a letter the day of its arrival.

    A letter that is entered more than a week later has the day of its entry: the numbers of earlier
    days are closed (docs/decisions/0105).
    """
    days = [code_day(at - timedelta(days=back)) for back in range(OPEN_DAYS)]
    day = code_day(received_at or at)
    return day if day in days else days[0]


def code_day(at: datetime) -> str:
    """YYMMDD of the day in Vietnam."""
    return at.astimezone(VIETNAM).strftime("%y%m%d")


def dossier_code(agency: str, day: str, number: int) -> str:
    """`<agency>-YYMMDD-NNNN`; `number` runs per agency and day from 1."""
    return f"{agency}-{day}-{number:0{NUMBER_WIDTH}d}"
