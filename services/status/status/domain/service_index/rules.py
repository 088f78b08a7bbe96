"""The indicators of QĐ 766/QĐ-TTg (Bộ chỉ số phục vụ người dân, doanh nghiệp): reference data."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Literal

from kit.core.model import Model

Part = Literal["received", "ended", "handled"]
"""Which dossiers of a month: received in it, ended in it, or handled: not ended before it."""
Text = Literal["stated", "reading", "assumed"]
"""How well the conversion of a ratio into points is known: a document states it, it is our reading
of the formula, or even the points are our assumption."""
Confidence = Literal["H", "M", "L"]
IndexUnit = Literal["dossiers", "procedures", "reports"]


class Pending(Model):
    """Open dossiers that are due before the month's end: `where` says which of them come into the
    denominator when they end (`included`: they are in it already), `counts` which may count.
    """

    where: str
    counts: str
    included: bool = False


class Indicator(Model):
    """A ratio: of the dossiers of `part` for which `where` holds, those for which `counts` holds.

    At `target` it has all its points, `max`. `unknown` is why nobody can count it.
    """

    id: str
    group: str
    vi: str
    en: str
    max: int
    target: Decimal
    text: Text
    source: str
    confidence: Confidence
    unit: IndexUnit
    note: str | None = None
    part: Part | None = None
    where: str = ""
    counts: str = ""
    pending: Pending | None = None
    unknown: str | None = None

    @property
    def goal(self) -> Fraction:
        """The target, exactly."""
        return Fraction(self.target)


class Group(Model):
    """A group of indicators with the points that it has together."""

    id: str
    vi: str
    en: str
    max: int
    confidence: Confidence


class Alternative(Model):
    """Other points of some indicators, where two sources differ."""

    id: str
    maxima: dict[str, int]
    source: str
    confidence: Confidence


class IndexRules(Model):
    """data/rules/766.json."""

    decision: str
    signed: str
    version: str
    note: str
    groups: tuple[Group, ...]
    alternatives: tuple[Alternative, ...]
    chosen: str
    indicators: tuple[Indicator, ...]

    def with_alternative(self, id: str) -> "IndexRules":
        """The rules with the points of an alternative; raises KeyError for an unknown one."""
        maxima: Mapping[str, int] = {each.id: each.maxima for each in self.alternatives}[id]
        changed = (each.evolve(max=maxima.get(each.id, each.max)) for each in self.indicators)
        return self.evolve(chosen=id, indicators=tuple(changed))

    @property
    def counted(self) -> tuple[Indicator, ...]:
        """The indicators that can be counted."""
        return tuple(each for each in self.indicators if each.unknown is None)


@cache
def index_rules() -> IndexRules:
    """The rules with the alternative that is chosen."""
    text = (files("data") / "rules" / "766.json").read_text("utf-8")
    rules = IndexRules.model_validate_json(text)
    return rules.with_alternative(rules.chosen)
