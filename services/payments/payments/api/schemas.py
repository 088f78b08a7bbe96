"""The types of fields that several routes of payments share."""

from datetime import date, datetime, timedelta
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, Field, StringConstraints

from kit.core.ids import ULID_PATTERN
from kit.core.model import Body
from kit.core.time import VIETNAM

FIRST_DAY: Final = date(2000, 1, 1)


def _day(text: str) -> str:
    if date.fromisoformat(text) < FIRST_DAY:
        raise ValueError("before the first ledger")
    return text


def last_day_before(moment: datetime) -> date:
    """The last day in Vietnam that ends at or before a moment: 30 November for 1 December 00:00."""
    return (moment - timedelta(microseconds=1)).astimezone(VIETNAM).date()


Id = Annotated[str, StringConstraints(pattern=ULID_PATTERN)]
"""A ULID: 26 characters, sortable by time."""
DayText = Annotated[
    str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"), AfterValidator(_day)
]
"""A date in Vietnam, from 2000 on: 2026-11-23."""
Currency = Annotated[Literal["VND"], Field(description="Always đồng.")]
Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
"""An official's reason, in a sentence that names no person."""
Provider = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,16}$")]


class EmptyBody(Body):
    """An empty object."""
