"""The figures of a month by place, as they are published."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Final, Literal

from pydantic import Field

from kit.core.local_time import LocalTime
from kit.core.model import Model
from status.domain.figure_kinds import Kind

Dimension = Literal["province", "level", "agency", "field", "channel"]
DIMENSIONS: Final[tuple[Dimension, ...]] = ("province", "level", "agency", "field", "channel")
LEAST: Final = 5
"""Dossiers below which a figure of an open month is not shown; all others are rounded to it."""
DONG_STEP: Final = 500_000
"""To which amounts of an open month are rounded."""


class Cell(Model):
    """The figures of one place: `key` is its code or name, None for what has none.

    None among the figures is too few to be shown, or unknown.
    """

    by: Annotated[Dimension, Field(description="What the place is.")]
    key: Annotated[
        str | None,
        Field(description="Its code or name; null: the province, or dossiers without one."),
    ]
    figures: Annotated[
        dict[str, int | None],
        Field(description="By kind; null: too few to be shown, or nobody can count it yet."),
    ]


class PeriodFigures(Model):
    """The figures of a month (YYYY-MM, Vietnam's time).

    `closed`: they never change, and follow from the public leaves; otherwise they are rounded.
    """

    period: Annotated[str, Field(description="The month, YYYY-MM, in Vietnam's time.")]
    as_of: Annotated[LocalTime, Field(description="When it was counted.")]
    closed: Annotated[
        bool, Field(description="Whether it never changes any more; else counts are rounded.")
    ]
    cells: Annotated[
        tuple[Cell, ...],
        Field(description="The province, then each level, agency, field and channel."),
    ]


def rounded(cells: Iterable[Cell], kinds: Iterable[Kind]) -> tuple[Cell, ...]:
    """The cells as an open month shows them: no count below LEAST, nothing exact.

    A sum is shown where the count behind it is.
    """
    listed = tuple(kinds)
    return tuple(
        cell.evolve(figures={kind.id: _shown(kind, cell.figures) for kind in listed})
        for cell in cells
    )


def _shown(kind: Kind, exact: Mapping[str, int | None]) -> int | None:
    value = exact.get(kind.id)
    if value is None or kind.unknown is not None:
        return None
    behind = exact.get(kind.guard) if kind.guard else value
    if value == 0 or not behind:
        return 0
    if behind < LEAST:
        return None
    step = DONG_STEP if kind.unit == "dong" else LEAST
    return (value + step // 2) // step * step
