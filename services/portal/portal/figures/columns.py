"""Columns of a chart over months."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from portal.figures.models import SeriesMonth

GAP: Final = 0.25
"""Of the room of a month."""


class Column(NamedTuple):
    """A month: from the `left` edge in per cent of the chart, `width` wide, `height` from 0 to 1;
    None: not shown. `is_open`: its numbers are rounded.
    """

    label: str
    left: float
    width: float
    height: float | None
    is_open: bool

    @property
    def middle(self) -> float:
        """Where its label stands."""
        return self.left + self.width / 2


def columns(months: Sequence[SeriesMonth], values: Sequence[float | None]) -> list[Column]:
    """A column for each month, the highest value full; shares are values up to 1."""
    most = max((value for value in values if value), default=1.0)
    room = 100 / max(1, len(months))
    return [
        Column(
            label=str(int(month.period[5:])),
            left=place * room + room * GAP / 2,
            width=room * (1 - GAP),
            height=None if value is None else value / most,
            is_open=not month.closed,
        )
        for place, (month, value) in enumerate(zip(months, values, strict=True))
    ]
