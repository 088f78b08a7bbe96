"""The figures of a month by place, as objects that are served as they are."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from kit.core.csv_table import csv_table
from kit.core.errors import NotFound
from status.domain.figure_kinds import counted_kinds, kinds
from status.domain.figure_ports import Objects
from status.domain.league import Standing, league
from status.domain.period_figures import DIMENSIONS, Cell, PeriodFigures, rounded
from status.domain.public_leaf import CountedRow

JSON: Final = "application/json"


def key_of_period(month: str) -> str:
    """Where the figures of a month are stored."""
    return f"figures/{month}/figures.json"


def open_figures(month: str, cells: Iterable[Cell], at: datetime) -> PeriodFigures:
    """The figures of a month that is open: rounded, and without small numbers."""
    return PeriodFigures(period=month, as_of=at, closed=False, cells=rounded(cells, kinds()))


def closed_figures(month: str, rows: Iterable[CountedRow], at: datetime) -> PeriodFigures:
    """The figures of a closed month: nothing but the sums of its public rows."""
    counts: dict[tuple[int, str | None], Counter[str]] = defaultdict(Counter)
    for row in rows:
        for place, key in enumerate((None, row.level, row.agency, row.field, row.channel)):
            counts[place, key].update(row.kinds)
            counts[place, key].update(dict(row.sums))
    flows = [kind.id for kind in counted_kinds() if kind.of != "open"]
    cells = tuple(
        Cell(by=DIMENSIONS[place], key=key, figures={kind: values[kind] for kind in flows})
        for (place, key), values in sorted(counts.items(), key=lambda each: _order(*each[0]))
    )
    return PeriodFigures(period=month, as_of=at, closed=True, cells=cells)


def _order(place: int, key: str | None) -> tuple[int, bool, str]:
    return place, key is None, key or ""


def store(figures: PeriodFigures, objects: Objects) -> bytes:
    """Write figures; answers the bytes."""
    body = figures.model_dump_json().encode()
    objects.put(key_of_period(figures.period), body, JSON)
    return body


def stored_figures(month: str, objects: Objects) -> PeriodFigures:
    """The figures of a month; raises NotFound where none were ever written."""
    stored = objects.get(key_of_period(month))
    if stored is None:
        raise NotFound
    return PeriodFigures.model_validate_json(stored.body)


def table_of(figures: PeriodFigures) -> str:
    """The cells as CSV, with a line of names; an empty field is not shown or not known."""
    names = [kind.id for kind in kinds()]
    rows = (
        [figures.period, cell.by, cell.key, *(cell.figures.get(name) for name in names)]
        for cell in figures.cells
    )
    return csv_table(["period", "by", "key", *names], rows)


def league_of(figures: PeriodFigures) -> list[Standing]:
    """The league table of the month's agencies, from the figures as they are shown."""
    return league(
        (cell.key, cell.figures.get("resolved") or 0, cell.figures.get("on_time") or 0)
        for cell in figures.cells
        if cell.by == "agency" and cell.key is not None
    )
