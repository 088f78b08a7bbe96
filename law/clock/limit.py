"""A time limit as the clock counts it: also in months, and in fractions of a working day."""

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated, Final, Literal, Self

from pydantic import Field, model_validator

from contracts.procedure_terms import Limit
from kit.core.model import Model
from law.rulebook import rule_value

ClockUnit = Literal["working_hour", "working_day", "calendar_day", "month"]
SUFFIXES: Final[dict[str, ClockUnit]] = {
    "wh": "working_hour",
    "wd": "working_day",
    "cd": "calendar_day",
    "d": "calendar_day",
    "mo": "month",
}
_WRITTEN: Final = re.compile(r"(\d+(?:\.\d+)?)(wh|wd|cd|d|mo)")


class TimeLimit(Model):
    """Thời hạn giải quyết: `value` 0 means the same day.

    Working hours and working days may have a fraction, which makes whole minutes.
    """

    value: Annotated[Decimal, Field(ge=0, le=3650)]
    unit: ClockUnit
    source: str | None = None
    assumed: bool = False

    @classmethod
    def of(cls, limit: Limit) -> Self:
        """The limit of a procedure."""
        return cls(
            value=Decimal(limit.value),
            unit=limit.unit,
            source=limit.source,
            assumed=limit.assumed,
        )

    @classmethod
    def parse(cls, text: str) -> Self:
        """From `3wd` (working days), `8wh` (working hours), `10cd` or `10d` (days), `2mo` (months).

        Raises ValueError.
        """
        if not (written := _WRITTEN.fullmatch(text)):
            raise ValueError("a time limit such as 3wd, 8wh, 10cd or 2mo")
        return cls(value=Decimal(written[1]), unit=SUFFIXES[written[2]])

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self._has_fraction and self.unit in ("calendar_day", "month"):
            raise ValueError("days and months are whole")
        if self._minutes % 1:
            raise ValueError("a fraction makes whole minutes")
        return self

    @property
    def is_same_day(self) -> bool:
        """Trong ngày."""
        return self.value == 0

    def working_time(self) -> timedelta | None:
        """What runs inside working hours; None for a limit in whole days or months.

        A fraction of a working day is counted in working hours (rule `fraction_of_a_working_day`).
        """
        if self.is_same_day or not (self.unit == "working_hour" or self._has_fraction):
            return None
        return timedelta(minutes=int(self._minutes))

    def as_whole(self) -> Limit | None:
        """The limit in the words of a procedure, None where it has a fraction or is in months."""
        if self._has_fraction or self.unit == "month":
            return None
        return Limit(
            value=int(self.value),
            unit=self.unit,
            source=self.source,
            assumed=self.assumed,
        )

    @property
    def _has_fraction(self) -> bool:
        return self.value % 1 != 0

    @property
    def _minutes(self) -> Decimal:
        if self.unit == "working_hour":
            return self.value * 60
        return self.value * 60 * _hours_of_a_working_day()


def _hours_of_a_working_day() -> int:
    return int(rule_value("length_of_a_working_day", on=date.max).value)
