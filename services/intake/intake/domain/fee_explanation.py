"""How the amount of a quoted fee was found, a sentence a step."""

from collections.abc import Iterator

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


def dong(amount: int) -> str:
    """1000000 is "1.000.000 đ"."""
    return f"{amount:,} đ".replace(",", ".")


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
    """ "2 trang × 2.000 đ + 3 trang × 1.000 đ = 7.000 đ"."""
    unit = f" {rule.unit}" if rule.unit else ""
    parts = [f"{units}{unit} × {dong(price)}" for units, price in rule.parts(count)]
    if not parts or (count == 1 and not rule.tiers):
        return LocalizedText(vi=f"{rule.name}: {dong(amount)}.", en=f"{rule.name}: {dong(amount)}.")
    text = f"{' + '.join(parts)} = {dong(rule.uncapped(count))}"
    if amount < rule.uncapped(count):
        return LocalizedText(
            vi=f"{text}, thu tối đa {dong(amount)}.", en=f"{text}, at most {dong(amount)}."
        )
    return LocalizedText(vi=f"{text}.", en=f"{text}.")


def _period(rule: FeeRule) -> Iterator[LocalizedText]:
    if rule.valid_to:
        yield LocalizedText(
            vi=f"Áp dụng đến hết ngày {_day(rule.valid_to)}.", en=f"Until {rule.valid_to}."
        )


def _day(day: str) -> str:
    year, month, date = day.split("-")
    return f"{date}/{month}/{year}"
