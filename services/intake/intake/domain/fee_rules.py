"""The fee rules (phí, lệ phí) of a procedure, and the quote that they make."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Literal

from pydantic import Field

from contracts.terms import Channel, Day, Dong, Pay, Quote, QuoteLine, RefundWhen
from kit.core.errors import Invalid
from kit.core.model import Model

Basis = Literal["page", "memory", "derived", "assumed", "synthetic"]
Count = Annotated[int, Field(ge=1, le=10_000)]
NO_LAST_DAY = "9999-12-31"


class FeeLineNotCounted(Invalid):
    """A count was given for a fee line that is not counted."""

    code = "fee_line_not_counted"
    vi = "Khoản phí, lệ phí này không tính theo số lượng."
    en = "This fee is not counted by number."


class Tier(Model):
    """A price for the units from a position on."""

    first: Annotated[int, Field(ge=1, description="The first unit of this price, from 1")]
    amount: Annotated[Dong, Field(description="đồng for each unit")]


class FeeRule(Model):
    """The amount of one fee line for a case, a channel and a period."""

    id: Annotated[str, Field(description="Names the rule in quotes")]
    line: Annotated[str, Field(description="The fee line; of several rules one is chosen")]
    name: Annotated[str, Field(description="As a receipt states it")]
    amount: Annotated[
        Dong | None,
        Field(description="đồng per unit; null: known only when an official assesses it"),
    ]
    unit: Annotated[str | None, Field(description="What is counted")] = None
    tiers: Annotated[tuple[Tier, ...], Field(description="Prices by position of the unit")] = ()
    cap: Annotated[Dong | None, Field(description="The highest sum of the tiers, đồng")] = None
    optional: Annotated[bool, Field(description="Charged only if a count is given")] = False
    case: Annotated[str | None, Field(description="The case it holds for; null: every case")] = None
    channel: Annotated[
        Channel | None, Field(description="The channel it holds for; null: every channel")
    ] = None
    valid_from: Annotated[Day | None, Field(description="First day, Vietnam")] = None
    valid_to: Annotated[Day | None, Field(description="Last day, Vietnam")] = None
    law: Annotated[str | None, Field(description="The text that sets the fee")] = None
    basis: Annotated[Basis, Field(description="What the rule is based on")]
    note: Annotated[str | None, Field(description="A remark of the catalogue's editors")] = None
    source: Annotated[str | None, Field(description="Where the rule was read")] = None
    refund_when: Annotated[
        RefundWhen, Field(description="The ending of a case on which the fee goes back")
    ] = "never"
    refund_source: Annotated[
        str | None, Field(description="The law behind `refund_when`; without it nothing goes back")
    ] = None

    def applies(self, *, case: str | None, channel: Channel, day: Day) -> bool:
        """Whether the rule is in force on this day for this case and channel."""
        in_force = (self.valid_from or "") <= day <= (self.valid_to or NO_LAST_DAY)
        return in_force and self.case in (None, case) and self.channel in (None, channel)

    @property
    def precedence(self) -> tuple[bool, bool, bool]:
        """The more specific rule wins: by case, then by a period that ends, then by channel."""
        return self.case is not None, self.valid_to is not None, self.channel is not None

    @property
    def is_counted(self) -> bool:
        """Whether the citizen may say how many units."""
        return self.optional or bool(self.tiers)

    def price(self, count: int) -> int:
        """đồng for a number of units; `cap` bounds the sum of the tiers."""
        if not self.tiers:
            return (self.amount or 0) * count
        firsts = [tier.first for tier in self.tiers] + [count + 1]
        total = sum(
            tier.amount * max(0, min(following, count + 1) - tier.first)
            for tier, following in zip(self.tiers, firsts[1:], strict=True)
        )
        return min(total, self.cap) if self.cap is not None else total

    def price_of(self, counts: Mapping[str, int]) -> int:
        """đồng for the line's count: one unit if none is given, none of an optional line."""
        return self.price(counts.get(self.line, 0 if self.optional else 1))

    def quote_line(self, amount: int) -> QuoteLine:
        return QuoteLine(
            rule=self.id,
            name=self.name,
            amount=amount,
            refund_when=self.refund_when,
            source=self.refund_source,
        )


def quote(rules: Iterable[FeeRule], pay: Pay, counts: Mapping[str, int]) -> Quote:
    """The quote of the rules that apply; raises FeeLineNotCounted.

    A fee that only an official can assess has no line, but `pay` says when it will be due.
    """
    by_line = strongest_by_line(rules)
    _require_counted(by_line, counts)

    prices = [(rule, rule.price_of(counts)) for rule in by_line.values()]
    lines = tuple(rule.quote_line(amount) for rule, amount in prices if amount)
    must_be_assessed = any(rule.amount is None and not rule.optional for rule in by_line.values())
    return Quote(
        lines=lines,
        total=sum(line.amount for line in lines),
        pay=pay if lines or must_be_assessed else "none",
    )


def strongest_by_line(rules: Iterable[FeeRule]) -> dict[str, FeeRule]:
    """One rule a fee line, in the order of the lines; of equal precedence, the first."""
    by_line: dict[str, FeeRule] = {}
    for rule in rules:
        rival = by_line.get(rule.line)
        if rival is None or rule.precedence > rival.precedence:
            by_line[rule.line] = rule
    return by_line


def _require_counted(by_line: Mapping[str, FeeRule], counts: Mapping[str, int]) -> None:
    if not all(line in by_line and by_line[line].is_counted for line in counts):
        raise FeeLineNotCounted(field="counts")
