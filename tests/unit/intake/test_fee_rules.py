"""The fee rules of a procedure and the quote that they make."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.terms import Quote
from intake.domain.fee_rules import FeeLineNotCounted, FeeRule, Tier
from intake.domain.quotation import QuoteTerms
from tests.unit.intake.world import a_procedure, a_rule

PAGES = a_rule(
    line="ban-sao",
    amount=2000,
    tiers=(Tier(first=1, amount=2000), Tier(first=3, amount=1000)),
    cap=200_000,
)


def quote(
    *rules: FeeRule,
    case: str | None = None,
    day: str = "2026-11-23",
    counts: dict[str, int] | None = None,
) -> Quote:
    """What a procedure with these rules costs online on a day."""
    noon = datetime.fromisoformat(f"{day}T12:00:00+07:00")
    content = a_procedure(fee_rules=rules)
    terms = QuoteTerms(channel="online", case=case, counts=counts or {})
    return content.quotation(terms, at=noon).quote


def test_a_fixed_fee_is_quoted_with_its_rule() -> None:
    priced = quote(a_rule())
    assert (priced.total, priced.pay, priced.lines[0].rule) == (
        150_000,
        "before_acceptance",
        "1.001612-1",
    )


def test_a_fee_of_nothing_has_no_line_and_nothing_to_pay() -> None:
    assert quote(a_rule(amount=0)) == Quote(lines=(), total=0, pay="none")


def test_a_fee_that_is_not_known_yet_is_left_to_the_official() -> None:
    priced = quote(a_rule(amount=None, unknown="stated_by_reference"))
    assert (priced.total, priced.pay) == (0, "before_acceptance")
    (fee,) = priced.unassessed
    assert (fee.rule, fee.name, fee.because) == ("1.001612-1", "Lệ phí", "stated_by_reference")


def test_a_reduced_period_counts_both_its_days_and_no_other() -> None:
    reduced = a_rule(id="r", amount=75_000, valid_from="2026-07-01", valid_to="2026-12-31")
    totals = [
        quote(a_rule(), reduced, day=d).total
        for d in ("2026-06-30", "2026-07-01", "2026-12-31", "2027-01-01")
    ]
    assert totals == [150_000, 75_000, 75_000, 150_000]


def test_a_rule_for_the_case_wins_over_a_period_and_a_channel() -> None:
    rules = (
        a_rule(case="cap-lai", amount=20_000),
        a_rule(amount=1, valid_to="2026-12-31"),
        a_rule(amount=2, channel="online"),
    )
    assert quote(*rules, case="cap-lai").total == 20_000
    assert quote(*rules).total == 1


def test_a_rule_for_another_channel_does_not_count() -> None:
    assert quote(a_rule(), a_rule(amount=0, channel="online")).total == 0
    assert quote(a_rule(), a_rule(amount=0, channel="counter")).total == 150_000


def test_lines_add_up() -> None:
    priced = quote(a_rule(), a_rule(id="2", line="cong-bo", amount=100_000))
    assert priced.total == 250_000
    assert [line.amount for line in priced.lines] == [150_000, 100_000]


def test_copies_are_charged_only_when_asked_for() -> None:
    copies = a_rule(id="2", line="ban-sao", amount=8_000, optional=True)
    assert quote(a_rule(), copies).total == 150_000
    assert quote(a_rule(), copies, counts={"ban-sao": 3}).total == 174_000


@pytest.mark.parametrize(
    ("pages", "total"), [(1, 2000), (2, 4000), (3, 5000), (10, 12_000), (500, 200_000)]
)
def test_pages_are_priced_by_position_up_to_the_cap(pages: int, total: int) -> None:
    assert PAGES.price(pages) == total


@given(st.integers(1, 10_000))
def test_more_pages_never_cost_less(pages: int) -> None:
    assert PAGES.price(pages) <= PAGES.price(pages + 1) <= 200_000


def test_a_line_that_is_not_counted_takes_no_count() -> None:
    with pytest.raises(FeeLineNotCounted) as refused:
        quote(a_rule(), counts={"le-phi": 2})
    assert refused.value.field == "counts"


def test_only_a_sourced_rule_is_refunded_by_itself() -> None:
    priced = quote(a_rule(refund_when="refused", refund_source="85/2019/TT-BTC"))
    assert (priced.lines[0].refund_when, priced.lines[0].source) == ("refused", "85/2019/TT-BTC")
    assert quote(a_rule(source="page")).lines[0].source is None


def test_of_equal_rules_of_a_line_the_first_holds() -> None:
    assert quote(a_rule(), a_rule(id="2", amount=1)).lines[0].rule == "1.001612-1"


def test_a_count_for_an_unknown_line_is_refused() -> None:
    with pytest.raises(FeeLineNotCounted):
        quote(a_rule(), counts={"ban-sao": 1})


def test_an_optional_fee_that_must_be_assessed_holds_nothing_up() -> None:
    optional = a_rule(amount=None, optional=True)
    assert quote(optional) == Quote(lines=(), total=0, pay="none")
