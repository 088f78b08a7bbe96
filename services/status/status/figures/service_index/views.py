"""The index of QĐ 766/QĐ-TTg as it is served."""

from typing import Annotated, Literal

from pydantic import Field

from kit.core.local_time import LocalTime
from kit.core.model import Model

Missing = Literal["no_data", "too_few", "none"]
Exact = Annotated[str, Field(pattern=r"^[0-9]+(/[0-9]+)?$")]
"""A fraction, "5/6", or a whole number: it adds up exactly."""


class ScoreView(Model):
    """An indicator of a place."""

    indicator: Annotated[str, Field(description="Its number in QĐ 766/QĐ-TTg.")]
    missing: Annotated[
        Missing | None,
        Field(
            description="Why it is N/A: nobody can count it (no_data), it is too small to be shown "
            "(too_few), or nothing was to be counted (none); null: it is known."
        ),
    ]
    counted: Annotated[int | None, Field(description="How many count, rounded to five.")] = None
    total: Annotated[int | None, Field(description="Of how many, rounded to five.")] = None
    points: Annotated[Exact | None, Field(description="The points that it has.")] = None
    lost: Annotated[Exact | None, Field(description="The points that it lacks.")] = None
    gain: Annotated[
        Exact | None, Field(description="What one more would win; null: all of them count.")
    ] = None
    share: Annotated[
        Exact | None,
        Field(description="The part of each failing one in the points lost: they add up to them."),
    ] = None
    worst: Annotated[
        Exact | None,
        Field(description="The points at the month's end if no open dossier ends well."),
    ] = None
    best: Annotated[
        Exact | None, Field(description="The points at the month's end if every one ends well.")
    ] = None


class IndexStandingView(Model):
    """A place in the index."""

    agency: Annotated[str | None, Field(description="Its code; null: the province.")]
    rank: Annotated[
        int | None,
        Field(description="1, 2, 2, 4, by points of what is attainable; null: under 30 handled."),
    ]
    points: Annotated[Exact, Field(description="The points of the indicators that are known.")]
    attainable: Annotated[int, Field(description="The most that these indicators can have.")]
    scores: Annotated[tuple[ScoreView, ...], Field(description="Every indicator.")]


class PublishedIndex(Model):
    """The index of a month (YYYY-MM)."""

    decision: Annotated[str, Field(description="The decision that it follows.")]
    version: Annotated[str, Field(description="The version of our reading of its rules.")]
    alternative: Annotated[str, Field(description="How group 5 is divided.")]
    period: Annotated[str, Field(description="The month, YYYY-MM, in Vietnam's time.")]
    as_of: Annotated[LocalTime, Field(description="When it was counted.")]
    province: Annotated[IndexStandingView | None, Field(description="The whole province.")]
    agencies: Annotated[tuple[IndexStandingView, ...], Field(description="Ranked ones first.")]
