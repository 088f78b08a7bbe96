"""How the amount of a quoted fee was found, a sentence a step."""

from collections.abc import Iterator
from datetime import date

from contracts.terms import LocalizedText
from intake.domain.fee_rules import FeeRule
from intake.domain.fee_words import (
    ASSESSED,
    BECAUSE,
    DOUBTS,
    MARK_TEXTS,
    NO_REFUND_SOURCE,
    REFUNDS,
)
from intake.domain.quotation import QuotedFee


def explanation(fee: QuotedFee) -> tuple[LocalizedText, ...]:
    """From the amount to what is doubtful in it."""
    return tuple(_sentences(fee))


def refund_words(rule: FeeRule | None) -> LocalizedText:
    """When it goes back, or that nothing says so."""
    if rule is None or rule.refund_source is None:
        return NO_REFUND_SOURCE
    return REFUNDS[rule.refund_when]


def dong(amount: int, *, english: bool = False) -> str:
    """1000000 is "1.000.000 đồng", "1,000,000 VND"."""
    return f"{amount:,} VND" if english else f"{amount:,} đồng".replace(",", ".")


def _sentences(fee: QuotedFee) -> Iterator[LocalizedText]:
    rule, amount = fee.rule, fee.amount
    if rule is not None and amount is not None:
        yield _sum(rule, fee.count, amount)
        if rule.case_name:
            yield LocalizedText(vi=f"Trường hợp: {rule.case_name}.", en=f"Case: {rule.case_name}.")
        if rule.group_name:
            yield LocalizedText(vi=f"Đối tượng: {rule.group_name}", en=f"Group: {rule.group_name}")
        yield from _period(rule)
        yield from (DOUBTS[doubt] for doubt in rule.doubts)
    if fee.because:
        yield BECAUSE[fee.because]
    if amount is None:
        yield ASSESSED
    if fee.mark:
        yield MARK_TEXTS[fee.mark]


def _sum(rule: FeeRule, count: int, amount: int) -> LocalizedText:
    return LocalizedText(
        vi=_sum_in(rule, count, amount, english=False),
        en=_sum_in(rule, count, amount, english=True),
    )


def _sum_in(rule: FeeRule, count: int, amount: int, *, english: bool) -> str:
    """ "2 trang × 2.000 đồng + 3 trang × 1.000 đồng = 7.000 đồng."."""
    unit = f" {rule.unit}" if rule.unit else ""
    parts = [
        f"{units}{unit} × {dong(price, english=english)}" for units, price in rule.parts(count)
    ]
    if not parts or (count == 1 and not rule.tiers):
        return f"{rule.name}: {dong(amount, english=english)}."
    text = f"{' + '.join(parts)} = {dong(rule.uncapped(count), english=english)}"
    if amount < rule.uncapped(count):
        most = dong(amount, english=english)
        return f"{text}, at most {most}." if english else f"{text}, thu tối đa {most}."
    return f"{text}."


def _period(rule: FeeRule) -> Iterator[LocalizedText]:
    if rule.valid_to:
        last = date.fromisoformat(rule.valid_to)
        yield LocalizedText(
            vi=f"Áp dụng đến hết ngày {last:%d/%m/%Y}.",
            en=f"In force until the end of {last.day} {last:%B %Y}.",
        )
