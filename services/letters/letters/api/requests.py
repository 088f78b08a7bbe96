"""What officials request of registers, and values that all requests about letters have."""

from datetime import date
from typing import Annotated, Final

from pydantic import AfterValidator, Field, StringConstraints

from contracts.terms import Day
from kit.core.ids import ULID_PATTERN
from kit.core.model import Model

FIRST_YEAR: Final = 2020


def _real(day: str) -> str:
    """A day of the calendar. Raises ValueError."""
    if date.fromisoformat(day).year < FIRST_YEAR:
        raise ValueError(day)
    return day


class BookFileQuery(Model):
    """From which number on."""

    first: Annotated[int, Field(ge=1, le=9_999_999, description="The first number")] = 1


Year = Annotated[int, Field(ge=FIRST_YEAR, le=2999)]
LastDay = Annotated[Day, AfterValidator(_real)]
"""By which day something is wanted."""
LetterId = Annotated[str, StringConstraints(pattern=ULID_PATTERN)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
Organ = Annotated[str, StringConstraints(pattern=r"^[0-9A-Z]+(?:\.[0-9A-Z]+){0,3}$", max_length=20)]
"""The code of an agency anywhere: of the province, a ministry or another province."""
