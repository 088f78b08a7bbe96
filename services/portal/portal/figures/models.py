"""The answers of public figures, as far as the pages show them."""

from datetime import datetime
from fractions import Fraction

from front.api_problem import ApiModel


class Kind(ApiModel):
    """A kind of figures; `unknown`: why nobody can count it yet."""

    id: str
    vi: str
    en: str
    unit: str
    unknown: str | None = None

    def name_in(self, language: str) -> str:
        """Its name."""
        return self.en if language == "en" else self.vi


class Kinds(ApiModel):
    """Every kind, in the order of tables."""

    kinds: tuple[Kind, ...]


class Cell(ApiModel):
    """The figures of a place; None: too few to be shown."""

    by: str
    key: str | None
    figures: dict[str, int | None]


class Figures(ApiModel):
    """The figures of a month by place."""

    period: str
    as_of: datetime
    closed: bool
    cells: tuple[Cell, ...]


class SeriesMonth(ApiModel):
    """A month of a series; `figures` None: it has none of the place."""

    period: str
    closed: bool
    figures: dict[str, int | None] | None


class Series(ApiModel):
    """The figures of a place by month, the earliest first."""

    as_of: datetime | None
    items: tuple[SeriesMonth, ...]


class Standing(ApiModel):
    """An agency in the league table; shares from 0 to 1."""

    agency: str
    resolved: int
    share: float | None
    low: float | None
    high: float | None
    rank: int | None
    group: int | None


class League(ApiModel):
    """The league table of a month."""

    period: str
    as_of: datetime
    closed: bool
    least: int
    standings: tuple[Standing, ...]


class IndicatorScore(ApiModel):
    """An indicator of a place; `missing`: why it has no points."""

    indicator: str
    missing: str | None
    points: str | None


class IndexStanding(ApiModel):
    """A place in the index; points are fractions."""

    agency: str | None
    rank: int | None
    points: Fraction
    attainable: int
    scores: tuple[IndicatorScore, ...]


class Index(ApiModel):
    """The index of a month."""

    period: str
    as_of: datetime
    province: IndexStanding | None
    agencies: tuple[IndexStanding, ...]


class Indicator(ApiModel):
    """A rule of the index."""

    id: str
    vi: str
    en: str
    max: int

    def name_in(self, language: str) -> str:
        """Its name."""
        return self.en if language == "en" else self.vi


class IndexRules(ApiModel):
    """Every indicator."""

    indicators: tuple[Indicator, ...]


class Root(ApiModel):
    """The latest root: its day, and the closed months."""

    day: str
    months: dict[str, str]
