"""The figures of one place over several months: what each month published, and nothing more.

Nothing is added up, so that no two numbers differ by one that a month does not show.
"""

from collections.abc import Sequence
from typing import Annotated

from pydantic import Field

from kit.core.csv_table import csv_table
from kit.core.local_time import LocalTime
from kit.core.model import Model
from status.domain.figure_kinds import kinds
from status.domain.figure_ports import Objects
from status.domain.period_figures import Dimension, PeriodFigures
from status.figures.period import key_of_period


class SeriesMonth(Model):
    """A month of a series."""

    period: Annotated[str, Field(description="The month, YYYY-MM, in Vietnam's time.")]
    as_of: Annotated[LocalTime | None, Field(description="When it was counted; null: never.")]
    closed: Annotated[
        bool, Field(description="Whether it never changes any more; else counts are rounded.")
    ]
    figures: Annotated[
        dict[str, int | None] | None,
        Field(description="By kind, as the month shows them; null: none of the place."),
    ]


class FigureSeries(Model):
    """The figures of a place by month."""

    by: Annotated[Dimension, Field(description="What the place is.")]
    key: Annotated[str | None, Field(description="Its code or name; null: the province.")]
    as_of: Annotated[
        LocalTime | None, Field(description="When the latest of the months was counted.")
    ]
    items: Annotated[tuple[SeriesMonth, ...], Field(description="The earliest month first.")]


def months_until(last: str, number: int) -> list[str]:
    """So many months (YYYY-MM) up to one, the earliest first."""
    year, month = map(int, last.split("-"))
    end = 12 * year + month - 1
    return [f"{each // 12}-{each % 12 + 1:02}" for each in range(end - number + 1, end + 1)]


def series_of(
    months: Sequence[str], by: Dimension, key: str | None, objects: Objects
) -> FigureSeries:
    """The series, from the published objects of the months; no table is read."""
    items = tuple(_month(month, by, key, objects) for month in months)
    counted = [each.as_of for each in items if each.as_of]
    return FigureSeries(by=by, key=key, as_of=max(counted, default=None), items=items)


def _month(month: str, by: Dimension, key: str | None, objects: Objects) -> SeriesMonth:
    stored = objects.get(key_of_period(month))
    if stored is None:
        return SeriesMonth(period=month, as_of=None, closed=False, figures=None)
    published = PeriodFigures.model_validate_json(stored.body)
    cells = (cell for cell in published.cells if (cell.by, cell.key) == (by, key))
    cell = next(cells, None)
    return SeriesMonth(
        period=month,
        as_of=published.as_of,
        closed=published.closed,
        figures=cell.figures if cell else None,
    )


def table_of_series(series: FigureSeries) -> str:
    """A row for each month as CSV, with a line of names; empty: not shown or not known."""
    names = [kind.id for kind in kinds()]
    rows = (
        [each.period, series.by, series.key, *((each.figures or {}).get(name) for name in names)]
        for each in series.items
    )
    return csv_table(["period", "by", "key", *names], rows)
