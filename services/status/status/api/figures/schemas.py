"""The response models of public figures, and of what they can be counted again from."""

from collections.abc import Iterable
from typing import Annotated, Literal, Self

from pydantic import Field, RootModel

from kit.core.local_time import LocalTime
from kit.core.model import Model
from status.domain.figure_kinds import Kind
from status.domain.league import Standing


class KindView(Model):
    """A kind of figures."""

    id: Annotated[str, Field(description="Its name among the figures of a place.")]
    vi: Annotated[str, Field(description="Its Vietnamese name.")]
    en: Annotated[str, Field(description="Its English name.")]
    unit: Annotated[Literal["dossiers", "dong", "minutes"], Field(description="What is counted.")]
    of: Annotated[
        Literal["received", "ended", "open"],
        Field(
            description="Which dossiers of a month: received in it, ended in it, or open at as_of."
        ),
    ]
    unknown: Annotated[
        str | None, Field(description="Why nobody can count it yet; null: it is counted.")
    ]
    seeds: Annotated[
        tuple[str, ...],
        Field(description="The figures that the province published itself, of this kind."),
    ]

    @classmethod
    def of_kind(cls, kind: Kind) -> Self:
        """The view of a kind."""
        return cls(**kind.model_dump(exclude={"sql", "sum", "guard"}))


class KindsView(Model):
    """Every kind of figures."""

    kinds: Annotated[tuple[KindView, ...], Field(description="In the order of tables.")]


class FigureTable(RootModel[str]):
    """A table with a row for each place and a column for each kind; empty: not shown."""


class StandingView(Model):
    """An agency in the league table."""

    agency: Annotated[str, Field(description="Its code.")]
    resolved: Annotated[int, Field(ge=0, description="Dossiers resolved in the month.")]
    on_time: Annotated[int, Field(ge=0, description="Those of them on time.")]
    share: Annotated[float | None, Field(description="On time of resolved; null: none resolved.")]
    low: Annotated[float | None, Field(description="Lower bound of the share, with 95 %.")]
    high: Annotated[float | None, Field(description="Upper bound of the share, with 95 %.")]
    rank: Annotated[
        int | None,
        Field(description="1, 2, 2, 4: equal shares share a rank; null: fewer than 30 resolved."),
    ]
    group: Annotated[
        int | None,
        Field(description="Agencies of a group can't be told apart: their intervals overlap."),
    ]

    @classmethod
    def of(cls, each: Standing) -> Self:
        """The view of a standing."""
        return cls(
            **each.model_dump(exclude={"interval"}),
            low=each.interval and each.interval.low,
            high=each.interval and each.interval.high,
        )


class LeagueView(Model):
    """The league table of a month: the share resolved on time."""

    period: Annotated[str, Field(description="The month, YYYY-MM.")]
    as_of: Annotated[LocalTime, Field(description="When it was counted.")]
    closed: Annotated[bool, Field(description="Whether it never changes any more.")]
    least: Annotated[int, Field(description="Resolved dossiers below which nobody is ranked.")]
    standings: Annotated[
        tuple[StandingView, ...], Field(description="Ranked agencies first, the best at the top.")
    ]

    @classmethod
    def of(
        cls, standings: Iterable[Standing], *, period: str, as_of: LocalTime, closed: bool
    ) -> Self:
        """The view of a month's standings."""
        from status.domain.league import LEAST_RESOLVED

        views = tuple(map(StandingView.of, standings))
        return cls(period=period, as_of=as_of, closed=closed, least=LEAST_RESOLVED, standings=views)
