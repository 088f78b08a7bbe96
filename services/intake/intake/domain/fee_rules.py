"""The fee rules (phí, lệ phí) of a procedure: amounts by case, channel, group and period."""

from collections.abc import Mapping, Set
from typing import Annotated, Final, Literal

from pydantic import Field

from contracts.terms import AssessedBecause, Channel, Day, Dong, FeeMark, RefundWhen
from kit.core.errors import Invalid
from kit.core.model import Model

Basis = Literal["page", "memory", "derived", "assumed", "synthetic", "council"]
Doubt = Literal[
    "council_sets_the_amount",
    "period_in_words_is_over",
    "cell_differs_from_words",
    "free_cell",
    "reduction_unclear",
    "amount_in_words_only",
    "not_in_catalogue",
    "from_memory",
]
"""Why an amount is shown as unconfirmed (chưa xác nhận)."""
Count = Annotated[int, Field(ge=1, le=10_000)]
NO_LAST_DAY: Final = "9999-12-31"


class FeeLineNotCounted(Invalid):
    """A count was given for a fee line that is not counted."""

    code = "fee_line_not_counted"
    vi = "Khoản phí, lệ phí này không tính theo số lượng."
    en = "This fee does not depend on a quantity."


class Tier(Model):
    """A price for the units from a position on."""

    first: Annotated[int, Field(ge=1, description="The first unit of this price, from 1")]
    amount: Annotated[Dong, Field(description="đồng for each unit")]


class FeeRule(Model):
    """The amount of one fee line for a case, a channel, a group and a period."""

    id: Annotated[str, Field(description="Names the rule in quotes")]
    line: Annotated[str, Field(description="The fee line; of several rules one is chosen")]
    name: Annotated[str, Field(description="As a receipt states it")]
    amount: Annotated[
        Dong | None,
        Field(description="đồng per unit; null: known only when an official assesses it"),
    ]
    unknown: Annotated[
        AssessedBecause | None, Field(description="Why the amount is null: nobody may quote it")
    ] = None
    unit: Annotated[str | None, Field(description="What is counted")] = None
    tiers: Annotated[tuple[Tier, ...], Field(description="Prices by position of the unit")] = ()
    cap: Annotated[Dong | None, Field(description="The highest sum of the tiers, đồng")] = None
    optional: Annotated[bool, Field(description="Charged only if a count is given")] = False
    case: Annotated[str | None, Field(description="The case it holds for; null: every case")] = None
    case_name: Annotated[str | None, Field(description="The case in words")] = None
    group: Annotated[
        str | None, Field(description="The group it holds for, with proof; null: everybody")
    ] = None
    group_name: Annotated[str | None, Field(description="Who that is, in the source's words")] = (
        None
    )
    channel: Annotated[
        Channel | None, Field(description="The channel it holds for; null: every channel")
    ] = None
    valid_from: Annotated[Day | None, Field(description="First day, Vietnam")] = None
    valid_to: Annotated[Day | None, Field(description="Last day, Vietnam")] = None
    law: Annotated[str | None, Field(description="The text that sets the fee")] = None
    basis: Annotated[Basis, Field(description="What the rule is based on")]
    doubts: Annotated[
        tuple[Doubt, ...], Field(description="Why the amount is unconfirmed; none: it is not")
    ] = ()
    words: Annotated[str | None, Field(description="The source's own words")] = None
    note: Annotated[str | None, Field(description="A remark of the catalogue's editors")] = None
    source: Annotated[str | None, Field(description="Where the rule was read")] = None
    refund_when: Annotated[
        RefundWhen, Field(description="The ending of a case on which the fee goes back")
    ] = "never"
    refund_source: Annotated[
        str | None, Field(description="The law behind `refund_when`; without it nothing goes back")
    ] = None

    def is_for(self, cases: Set[str | None], channel: Channel, group: str | None) -> bool:
        """Whether it holds for one of these cases, this channel and this group, on some day."""
        return (
            self.case in cases and self.channel in (None, channel) and self.group in (None, group)
        )

    def is_in_force(self, day: str) -> bool:
        """Whether it holds on a day, Vietnam."""
        return (self.valid_from or "") <= day <= (self.valid_to or NO_LAST_DAY)

    @property
    def precedence(self) -> tuple[bool, ...]:
        """The more specific rule wins: of a group, decided by the council, for a case, in a period
        that ends, for a channel.
        """
        return (
            self.group is not None,
            self.basis == "council",
            self.case is not None,
            self.valid_to is not None,
            self.channel is not None,
        )

    @property
    def is_counted(self) -> bool:
        """Whether the citizen may say how many units."""
        return self.optional or bool(self.tiers) or self.unit is not None

    @property
    def mark(self) -> FeeMark | None:
        """What people are told of the amount, beside it."""
        if self.basis == "synthetic":
            return "demo"
        return "unconfirmed" if self.doubts else None

    @property
    def without_invented_amount(self) -> "FeeRule":
        """As a stage that is no demonstration quotes it: an amount has a source, or is unknown."""
        if self.amount is None or (self.source and self.basis != "synthetic"):
            return self
        return self.evolve(amount=None, unknown=self.unknown or "no_source", tiers=(), cap=None)

    def parts(self, count: int) -> tuple[tuple[int, int], ...]:
        """The units of each price, with the price in đồng."""
        if not self.tiers:
            return ((count, self.amount or 0),)
        firsts = [tier.first for tier in self.tiers] + [count + 1]
        units = [
            (max(0, min(following, count + 1) - tier.first), tier.amount)
            for tier, following in zip(self.tiers, firsts[1:], strict=True)
        ]
        return tuple(part for part in units if part[0])

    def uncapped(self, count: int) -> int:
        """đồng for a number of units, before `cap`."""
        return sum(units * price for units, price in self.parts(count))

    def price(self, count: int) -> int:
        """đồng for a number of units; `cap` bounds the sum of the tiers."""
        total = self.uncapped(count)
        return min(total, self.cap) if self.tiers and self.cap is not None else total

    def count_in(self, counts: Mapping[str, int]) -> int:
        """The line's count: one unit if none is given, none of an optional line."""
        return counts.get(self.line, 0 if self.optional else 1)
