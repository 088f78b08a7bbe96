"""The code of a dossier (mã hồ sơ): its agency, the day of its filing, a running number."""

from datetime import datetime
from typing import Final

from kit.core.time import VIETNAM

NUMBER_WIDTH: Final = 4
"""Digits of the running number (TT 01/2018/TT-VPCP Điều 19); it grows past 9,999."""


def code_day(at: datetime) -> str:
    """YYMMDD of the day in Vietnam."""
    return at.astimezone(VIETNAM).strftime("%y%m%d")


def dossier_code(agency: str, day: str, number: int) -> str:
    """`<agency>-YYMMDD-NNNN`; `number` runs per agency and day from 1."""
    return f"{agency}-{day}-{number:0{NUMBER_WIDTH}d}"
