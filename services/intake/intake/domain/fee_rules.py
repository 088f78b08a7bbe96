"""What a procedure costs: the fee rules of the catalogue and the quote they make."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Literal

from pydantic import Field

from contracts.terms import Channel, Day, Dong, Pay, Quote, QuoteLine, RefundWhen
from kit.core.errors import Invalid
from kit.core.model import Model

Basis = Literal["page", "memory", "derived", "assumed", "synthetic"]
Count = Annotated[int, Field(ge=1, le=10_000)]


class CountRefused(Invalid):
    """A count was given for a fee line that is not counted."""

    code = "fee_line_not_counted"
    vi = "Khoản phí, lệ phí này không tính theo số lượng."
    en = "This fee is not counted by number."


class Tier(Model):
    """The price in đồng of each unit from the `first`-th on."""

    first: Annotated[int, Field(ge=1)]
    amount: Dong


class FeeRule(Model):
    """One quotable rule: the amount of a line for a case, a channel and a period (days inclusive, Vietnam time).

    `amount` in đồng per unit; None: the fee exists and is known only when an official assesses it. `optional` lines are
    charged only when asked for. `refund_source` is the law behind `refund_when`: without it nothing goes back.
    """

    id: str
    line: str
    name: str
    amount: Dong | None
    unit: str | None = None
    tiers: tuple[Tier, ...] = ()
    cap: Dong | None = None
    optional: bool = False
    case: str | None = None
    channel: Channel | None = None
    valid_from: Day | None = None
    valid_to: Day | None = None
    law: str | None = None
    basis: Basis
    note: str | None = None
    source: str | None = None
    refund_when: RefundWhen = "never"
    refund_source: str | None = None

    def applies(self, *, case: str | None, channel: Channel, day: Day) -> bool:
        """Whether the rule is in force on this day for this case and channel."""
        in_force = (self.valid_from or "") <= day <= (self.valid_to or "9999-12-31")
        return in_force and self.case in (None, case) and self.channel in (None, channel)

    @property
    def weight(self) -> tuple[bool, bool, bool]:
        """The more specific rule wins: by case, then by a period that ends, then by channel."""
        return self.case is not None, self.valid_to is not None, self.channel is not None

    @property
    def counted(self) -> bool:
        """Whether the caller may say how many."""
        return self.optional or bool(self.tiers)

    def price(self, count: int) -> int:
        """Đồng for so many units; tiers price each unit by its position, `cap` bounds the sum."""
        if not self.tiers:
            return (self.amount or 0) * count
        firsts = [tier.first for tier in self.tiers] + [count + 1]
        total = sum(
            tier.amount * max(0, min(after, count + 1) - tier.first)
            for tier, after in zip(self.tiers, firsts[1:], strict=True)
        )
        return min(total, self.cap) if self.cap is not None else total


def quote(
    rules: Iterable[FeeRule],
    pay: Pay,
    *,
    case: str | None,
    channel: Channel,
    day: Day,
    counts: Mapping[str, int],
) -> Quote:
    """What is to be paid on this day; raises CountRefused. Fees not known yet are left to the official."""
    chosen = _in_force(
        [rule for rule in rules if rule.applies(case=case, channel=channel, day=day)]
    )
    if any(line not in chosen or not chosen[line].counted for line in counts):
        raise CountRefused(field="counts")
    priced = [
        (rule, rule.price(counts.get(line, 0 if rule.optional else 1)))
        for line, rule in chosen.items()
    ]
    lines = tuple(
        QuoteLine(
            rule=rule.id,
            name=rule.name,
            amount=amount,
            refund_when=rule.refund_when,
            source=rule.refund_source,
        )
        for rule, amount in priced
        if amount
    )
    open_ended = any(rule.amount is None and not rule.optional for rule in chosen.values())
    return Quote(
        lines=lines,
        total=sum(line.amount for line in lines),
        pay=pay if lines or open_ended else "none",
    )


def _in_force(rules: Iterable[FeeRule]) -> dict[str, FeeRule]:
    chosen: dict[str, FeeRule] = {}
    for rule in rules:
        if rule.line not in chosen or rule.weight > chosen[rule.line].weight:
            chosen[rule.line] = rule
    return chosen
