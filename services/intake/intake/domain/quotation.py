"""The quotation: what a procedure costs, line by line, for what somebody chose on a day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from pydantic import Field

from contracts.terms import (
    AssessedBecause,
    Channel,
    FeeMark,
    Pay,
    Quote,
    QuoteLine,
    UnassessedFee,
    strongest_mark,
)
from intake.domain.fee_rules import Count, FeeLineNotCounted, FeeRule
from kit.core.model import Model

UNNAMED: Final = "Phí, lệ phí"
"""The name of a fee that no rule names."""


class QuoteTerms(Model):
    """What a quote depends on beside the day.

    `fee_case` chooses among the cases of a fee where the case of the dossier does not. `group` is
    the one that somebody claims to belong to, `counts` the number of units by fee line.
    """

    channel: Channel
    case: str | None = None
    fee_case: str | None = None
    group: str | None = None
    counts: dict[str, Count] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class QuotedFee:
    """A fee line: `amount` in đồng of `count` units; None: the agency assesses it, `because`.

    Of a claimed group the amount is what is owed once the proof is seen.
    """

    rule: FeeRule | None
    count: int = 1
    amount: int | None = None
    because: AssessedBecause | None = None

    @property
    def mark(self) -> FeeMark | None:
        return self.rule.mark if self.rule and self.amount is not None else None

    @property
    def name(self) -> str:
        return self.rule.name if self.rule else UNNAMED


class Quotation(NamedTuple):
    """The fees in the order of their lines; `pay` says when they are due."""

    fees: tuple[QuotedFee, ...]
    pay: Pay

    @property
    def total(self) -> int:
        """đồng, without what the agency assesses."""
        return sum(fee.amount or 0 for fee in self.fees)

    @property
    def quote(self) -> Quote:
        """What events and drafts state of it: lines of 0 đ are left out."""
        lines = tuple(
            _quote_line(fee.rule, fee.amount) for fee in self.fees if fee.rule and fee.amount
        )
        unassessed = tuple(
            UnassessedFee(rule=fee.rule and fee.rule.id, name=fee.name, because=fee.because)
            for fee in self.fees
            if fee.because
        )
        return Quote(
            lines=lines,
            total=self.total,
            pay=self._due if lines or unassessed else "none",
            unassessed=unassessed,
            mark=self.mark,
        )

    @property
    def _due(self) -> Pay:
        """What the council has decided since is due, whatever the page said of nothing."""
        return "before_result" if self.pay == "none" else self.pay

    @property
    def mark(self) -> FeeMark | None:
        """The strongest mark of all fees."""
        return strongest_mark(fee.mark for fee in self.fees)


def quotation(rules: Sequence[FeeRule], pay: Pay, terms: QuoteTerms, day: str) -> Quotation:
    """Raises FeeLineNotCounted.

    Where no rule is for the channel, or the last one has ended, the fee is not 0: the agency
    assesses it.
    """
    chosen = [_of_line(line, terms, day) for line in _lines(rules)]
    fees = [fee for fee in chosen if fee is not None]
    _require_counted(fees, terms)
    if not fees:
        fees = [QuotedFee(rule=None, because="no_cell")]
    charged = tuple(fee for fee in fees if fee.count)
    return Quotation(fees=charged, pay=pay)


def _lines(rules: Iterable[FeeRule]) -> list[list[FeeRule]]:
    lines: dict[str, list[FeeRule]] = {}
    for rule in rules:
        lines.setdefault(rule.line, []).append(rule)
    return list(lines.values())


def _of_line(line: list[FeeRule], terms: QuoteTerms, day: str) -> QuotedFee | None:
    """The fee of one line; None where the line has none for these terms."""
    cases = {terms.case, terms.fee_case} - {None}
    named = {rule.case for rule in line} & cases
    wanted: set[str | None] = {*named} or {None}
    pool = [rule for rule in line if rule.is_for(wanted, terms.channel, terms.group)]
    pool += _of_group(line, terms) if named else []
    in_force = [rule for rule in pool if rule.is_in_force(day)]
    if in_force:
        return _quoted(max(in_force, key=lambda rule: rule.precedence), terms)
    if ended := [rule for rule in pool if rule.valid_to and rule.valid_to < day]:
        return QuotedFee(rule=ended[-1], because="period_over")
    in_channel = any(rule.channel in (None, terms.channel) for rule in line)
    return QuotedFee(rule=None, because="no_cell") if named and in_channel else None


def _of_group(line: list[FeeRule], terms: QuoteTerms) -> list[FeeRule]:
    """A claimed group's rules hold in every case."""
    return [rule for rule in line if rule.group and rule.is_for({None}, terms.channel, terms.group)]


def _quoted(rule: FeeRule, terms: QuoteTerms) -> QuotedFee:
    count = rule.count_in(terms.counts)
    if rule.amount is None:
        return QuotedFee(rule=rule, count=count, because=rule.unknown or "not_stated")
    because: AssessedBecause | None = "group_claimed" if rule.group else None
    return QuotedFee(rule=rule, count=count, amount=rule.price(count), because=because)


def _require_counted(fees: Iterable[QuotedFee], terms: QuoteTerms) -> None:
    counted = {fee.rule.line for fee in fees if fee.rule and fee.rule.is_counted}
    if not terms.counts.keys() <= counted:
        raise FeeLineNotCounted(field="counts")


def _quote_line(rule: FeeRule, amount: int) -> QuoteLine:
    return QuoteLine(
        rule=rule.id,
        name=rule.name,
        amount=amount,
        refund_when=rule.refund_when,
        source=rule.refund_source,
        mark=rule.mark,
    )
