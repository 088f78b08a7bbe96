"""The response models of the rules of the index of QĐ 766/QĐ-TTg."""

from typing import Annotated, Self

from pydantic import Field, RootModel

from kit.core.model import Model
from status.domain.service_index.rules import (
    Confidence,
    Group,
    IndexRules,
    IndexUnit,
    Indicator,
    Part,
    Text,
)


class IndicatorView(Model):
    """An indicator: a ratio that has all its points from its target on."""

    id: Annotated[str, Field(description="Its number.")]
    group: Annotated[str, Field(description="Its group.")]
    vi: Annotated[str, Field(description="Its Vietnamese name.")]
    en: Annotated[str, Field(description="Its English name.")]
    max: Annotated[int, Field(description="Its points.")]
    target: Annotated[str, Field(description="From which ratio on it has all of them.")]
    text: Annotated[
        Text,
        Field(
            description="Whether a document states the conversion into points, it is our reading, "
            "or even the points are assumed."
        ),
    ]
    source: Annotated[str, Field(description="Where it is from.")]
    confidence: Annotated[Confidence, Field(description="How sure it is: H, M or L.")]
    unit: Annotated[IndexUnit, Field(description="What is counted.")]
    note: Annotated[str | None, Field(description="How it is read.")]
    part: Annotated[
        Part | None,
        Field(
            description="Which dossiers: received in the month, ended in it, or not ended before."
        ),
    ]
    where: Annotated[str, Field(description="The denominator, as a condition in SQL.")]
    counts: Annotated[str, Field(description="The numerator, as a condition in SQL.")]
    unknown: Annotated[str | None, Field(description="Why it is N/A; null: it is counted.")]

    @classmethod
    def of(cls, each: Indicator) -> Self:
        """The view of an indicator."""
        values = each.model_dump(exclude={"pending", "target"})
        return cls(**values, target=str(each.target))


class GroupView(Model):
    """A group of indicators."""

    id: Annotated[str, Field(description="Its code at the National Portal.")]
    vi: Annotated[str, Field(description="Its Vietnamese name.")]
    en: Annotated[str, Field(description="Its English name.")]
    max: Annotated[int, Field(description="The points that it has together.")]
    confidence: Annotated[Confidence, Field(description="How sure they are.")]

    @classmethod
    def of(cls, each: Group) -> Self:
        """The view of a group."""
        return cls(**each.model_dump())


class AlternativeView(Model):
    """Other points of some indicators, where two sources differ."""

    id: Annotated[str, Field(description="Its name.")]
    maxima: Annotated[dict[str, int], Field(description="Points by indicator.")]
    source: Annotated[str, Field(description="Where they are from.")]
    confidence: Annotated[Confidence, Field(description="How sure they are.")]


class IndexRulesView(Model):
    """The rules of the index."""

    decision: Annotated[str, Field(description="The decision.")]
    signed: Annotated[str, Field(description="When it was signed, YYYY-MM-DD.")]
    version: Annotated[str, Field(description="The version of our reading.")]
    note: Annotated[str, Field(description="What to know of it.")]
    groups: Annotated[tuple[GroupView, ...], Field(description="The groups.")]
    alternatives: Annotated[tuple[AlternativeView, ...], Field(description="Where sources differ.")]
    chosen: Annotated[str, Field(description="The alternative that holds here.")]
    indicators: Annotated[tuple[IndicatorView, ...], Field(description="Every indicator.")]

    @classmethod
    def of(cls, rules: IndexRules) -> Self:
        """The view of the rules."""
        return cls(
            **rules.model_dump(include={"decision", "signed", "version", "note", "chosen"}),
            groups=tuple(map(GroupView.of, rules.groups)),
            alternatives=tuple(AlternativeView(**each.model_dump()) for each in rules.alternatives),
            indicators=tuple(map(IndicatorView.of, rules.indicators)),
        )


class IndexTable(RootModel[str]):
    """A table with a row for each place and a column for each indicator; empty: N/A."""
