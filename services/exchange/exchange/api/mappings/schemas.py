"""What officials see of national codes."""

from typing import Annotated, Self

from pydantic import Field

from exchange.domain.difference import Difference, DifferenceKind
from exchange.domain.mapping import Mapping, MappingKind, MappingState
from exchange.domain.mapping_round import MappingRound
from kit.core.local_time import LocalTime
from kit.core.model import Model

Next = Annotated[str | None, Field(description="The cursor of the next page; null: the last page")]


class MappingView(Model):
    """Which code of the National Portal stands for something of ours."""

    kind: Annotated[MappingKind, Field(description="What kind of thing of ours")]
    ours: Annotated[str, Field(description="Our code; of a part `<procedure>~<part>`")]
    name: Annotated[str, Field(description="Its name here")]
    code: Annotated[str, Field(description="The national code; empty: none is known")]
    national_name: Annotated[str, Field(description="Its name there; empty: not listed")]
    state: Annotated[MappingState, Field(description="How it was matched")]
    source: Annotated[str, Field(description="The portal's service, `catalogue`, or `by_hand`")]
    at: Annotated[LocalTime, Field(description="When it changed last")]
    by: Annotated[str | None, Field(description="The administrator who set it; null: nobody did")]

    @classmethod
    def of(cls, mapping: Mapping) -> Self:
        return cls(**{name: getattr(mapping, name) for name in cls.model_fields})


class MappingsView(Model):
    """A page of mappings."""

    items: Annotated[tuple[MappingView, ...], Field(description="In the order of our codes")]
    next: Next


class DifferenceView(Model):
    """One difference between our catalogue and what the portal lists."""

    kind: Annotated[DifferenceKind, Field(description="What differs")]
    subject: Annotated[str, Field(description="The procedure, field or agency, by its code")]
    part: Annotated[
        str,
        Field(description="The component or result: ours, or the portal's code; empty: none"),
    ]
    name: Annotated[str, Field(description="The name of what is missing")]
    here: Annotated[str, Field(description="What our catalogue has; empty: nothing")]
    there: Annotated[str, Field(description="What the portal has; empty: nothing")]
    since: Annotated[LocalTime, Field(description="When it was seen first")]

    @classmethod
    def of(cls, difference: Difference) -> Self:
        return cls(**{name: getattr(difference, name) for name in cls.model_fields})


class DifferencesView(Model):
    """A page of differences of one kind."""

    items: Annotated[tuple[DifferenceView, ...], Field(description="In the order of the codes")]
    next: Next


class DifferenceCount(Model):
    """How many differences of one kind there are."""

    kind: Annotated[DifferenceKind, Field(description="What differs")]
    count: Annotated[int, Field(description="At most 10,000 are counted")]


class ComparisonView(Model):
    """The report of the comparison with the portal."""

    began_at: Annotated[
        LocalTime | None, Field(description="When the last comparison began; null: none did")
    ]
    ended_at: Annotated[LocalTime | None, Field(description="When it ended; null: it is under way")]
    last_ended_at: Annotated[
        LocalTime | None, Field(description="When a comparison ended last; null: none did")
    ]
    compared: Annotated[int, Field(description="Procedures that it compared so far")]
    differences: Annotated[tuple[DifferenceCount, ...], Field(description="Each kind once")]

    @classmethod
    def of(cls, last: MappingRound, counts: dict[DifferenceKind, int]) -> Self:
        return cls(
            began_at=last.began_at,
            ended_at=last.ended_at,
            last_ended_at=last.last_ended_at,
            compared=last.compared,
            differences=tuple(
                DifferenceCount(kind=kind, count=count) for kind, count in counts.items()
            ),
        )
