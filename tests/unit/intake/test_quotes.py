"""Quotes for anybody: explained line by line, and true to their rules whatever is requested."""

from datetime import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.domain.fee_explanation import explanation
from intake.domain.fee_rules import FeeRule, Tier
from intake.domain.offered_terms import UnknownGroup
from intake.domain.quotation import Quotation, QuotedFee, QuoteTerms, quotation
from kit.testing.clock import NOW
from tests.unit.intake.world import CODE, NEW_DRAFT, World, a_procedure, a_rule

POOR = a_rule(id="g", amount=0, group="mien-1", group_name="Người thuộc hộ nghèo")
UNKNOWN = a_rule(amount=None, unknown="set_by_provincial_council")
PAGES = a_rule(
    line="ban-sao",
    unit="trang",
    amount=2000,
    tiers=(Tier(first=1, amount=2000), Tier(first=3, amount=1000)),
    cap=200_000,
)


def quote_of(world: World, **body: object) -> Any:
    return world.client.post("/v1/quotes", "", {"procedure": CODE, **body})


def priced(*rules: FeeRule, day: str = "2026-11-29", **terms: object) -> Quotation:
    requested = QuoteTerms.model_validate({"channel": "online", **terms})
    return quotation(rules, "before_result", requested, day)


def sentences(fee: QuotedFee) -> str:
    return " ".join(each.vi for each in explanation(fee))


@pytest.fixture
def world() -> World:
    return World()


def test_anybody_gets_a_quote_line_by_line_before_anything_is_filed(world: World) -> None:
    copies = PAGES.evolve(id="2", law="226/2016/TT-BTC")
    world.publish(a_procedure(fee_rules=(a_rule(doubts=("free_cell",)), copies)))

    answer = quote_of(world, counts={"ban-sao": 5})

    body = answer.body
    assert (answer.status, body["total"], body["mark"]) == (200, 157_000, "unconfirmed")
    first, second = answer.body["fees"]
    assert (first["amount"], first["refund"]["vi"]) == (150_000, "Việc hoàn trả chưa có căn cứ.")
    assert (
        second["explanation"][0]["vi"]
        == "2 trang × 2.000 đồng + 3 trang × 1.000 đồng = 7.000 đồng."
    )
    assert (second["law"], answer.body["assessed_by_agency"]) == ("226/2016/TT-BTC", False)


def test_a_fee_that_nobody_stated_is_assessed_by_the_agency_and_not_0(world: World) -> None:
    world.publish(a_procedure(fee_rules=(UNKNOWN,)))

    body = quote_of(world).body

    (fee,) = body["fees"]
    assert (fee["amount"], fee["because"]) == (None, "set_by_provincial_council")
    assert (body["total"], body["pay"], body["assessed_by_agency"]) == (
        0,
        "before_acceptance",
        True,
    )
    assert "Cơ quan giải quyết sẽ xác định" in fee["explanation"][-1]["vi"]


def test_a_kiosk_has_the_fees_of_the_counter(world: World) -> None:
    at_counter = a_rule(id="c", channel="counter", amount=50_000)
    world.publish(a_procedure(fee_rules=(a_rule(channel="online"), at_counter)))

    answer = quote_of(world, channel="kiosk")

    assert (answer.status, answer.body["total"], answer.body["channel"]) == (200, 50_000, "kiosk")


def test_a_quote_for_another_day_is_that_days(world: World) -> None:
    reduced = a_rule(id="r", amount=75_000, valid_to="2026-12-31")
    world.publish(a_procedure(fee_rules=(reduced,)))

    assert quote_of(world, day="2026-12-31").body["total"] == 75_000
    later = quote_of(world, day="2027-01-01").body
    assert (later["total"], later["fees"][0]["because"]) == (0, "period_over")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"procedure": "9.999999"}, "unknown_procedure"),
        ({"case": "nhanh"}, "unknown_case"),
        ({"fee_case": "nhanh"}, "unknown_case"),
        ({"group": "ho-ngheo"}, "unknown_group"),
        ({"channel": "post"}, "channel_not_offered"),
        ({"counts": {"le-phi": 2}}, "fee_line_not_counted"),
        ({"day": "2026-02-30"}, "invalid"),
    ],
)
def test_what_the_procedure_does_not_offer_is_refused(
    world: World, body: dict[str, object], code: str
) -> None:
    world.publish(a_procedure())
    assert quote_of(world, **body).code == code


def test_a_claimed_group_pays_nothing_once_the_agency_saw_the_proof(world: World) -> None:
    quoted = priced(a_rule(), POOR, group="mien-1").quote
    assert (quoted.total, quoted.pay) == (0, "before_result")
    assert [fee.because for fee in quoted.unassessed] == ["group_claimed"]
    assert priced(a_rule(), POOR).total == 150_000

    world.publish(a_procedure(fee_rules=(a_rule(), POOR)))
    draft = world.create_draft(NEW_DRAFT.evolve(group="mien-1"))
    assert world.quoted_total(draft) == 0
    with pytest.raises(UnknownGroup):
        world.create_draft(NEW_DRAFT.evolve(group="mien-2"))


def test_a_group_in_a_case_pays_nothing_either() -> None:
    case = a_rule(id="c", case="nhanh", amount=300_000)
    assert priced(a_rule(), case, POOR, case="nhanh", group="mien-1").total == 0
    assert priced(a_rule(), case, POOR, case="nhanh").total == 300_000


def test_only_a_demonstration_quotes_an_invented_amount() -> None:
    invented = a_rule(basis="synthetic", doubts=(), amount=8_000_000)
    unsourced = a_rule(source=None)
    for rule in (invented, unsourced):
        content = a_procedure(fee_rules=(rule,))
        fee = content.without_invented_amounts.quotation(QuoteTerms(channel="online"), at=NOW)
        assert [(f.amount, f.because) for f in fee.fees] == [(None, "no_source")]
    (shown,) = priced(invented).fees
    assert (shown.mark, "Số liệu minh họa" in sentences(shown)) == ("demo", True)


@pytest.mark.parametrize(("is_demo", "total"), [(True, 8_000_000), (False, 0)])
def test_a_stage_says_whether_it_is_a_demonstration(is_demo: bool, total: int) -> None:
    world = World(is_demo=is_demo)
    world.publish(a_procedure(fee_rules=(a_rule(basis="synthetic", amount=8_000_000),)))
    body = quote_of(world).body
    assert (body["total"], body["assessed_by_agency"]) == (total, not is_demo)
    assert world.quoted_total(world.create_draft()) == total
    assert world.client.get(f"/v1/procedures/{CODE}").body["fee_rules"][0]["amount"] == (
        total or None
    )


DAYS = st.dates(datetime(2025, 1, 1).date(), datetime(2028, 1, 1).date()).map(str)
AMOUNTS = st.integers(0, 50_000_000)


@st.composite
def rules(draw: st.DrawFn) -> FeeRule:
    """A rule of any shape that the catalogue can hold."""
    amount = draw(st.none() | AMOUNTS)
    firsts = sorted(draw(st.sets(st.integers(2, 40), max_size=3)))
    tiers = [Tier(first=first, amount=draw(AMOUNTS)) for first in (1, *firsts)] if firsts else []
    return a_rule(
        id=draw(st.uuids().map(str)),
        line=draw(st.sampled_from(["phi", "le-phi"])),
        amount=amount,
        tiers=tuple(tiers) if amount is not None else (),
        cap=draw(st.none() | AMOUNTS) if tiers else None,
        unit=draw(st.sampled_from([None, "bản"])),
        optional=draw(st.booleans()),
        case=draw(st.sampled_from([None, "nhanh"])),
        channel=draw(st.sampled_from([None, "online", "counter"])),
        group=draw(st.sampled_from([None, None, "mien-1"])),
        valid_from=draw(st.none() | DAYS),
        valid_to=draw(st.none() | DAYS),
        doubts=draw(st.sampled_from([(), ("free_cell",)])),
    )


@settings(max_examples=200)
@given(
    st.lists(rules(), max_size=6),
    st.sampled_from([None, "nhanh"]),
    st.sampled_from([None, "mien-1"]),
    DAYS,
)
def test_a_quote_is_never_negative_and_its_explanation_adds_up(
    candidates: list[FeeRule], case: str | None, group: str | None, day: str
) -> None:
    quoted = priced(*candidates, case=case, group=group, day=day)

    assert quoted.total == sum(fee.amount or 0 for fee in quoted.fees) >= 0
    assert quoted.quote.total == sum(line.amount for line in quoted.quote.lines)
    for fee in quoted.fees:
        assert (fee.amount is None) <= (fee.because is not None)
        assert explanation(fee)
        if fee.rule and fee.amount is not None:
            parts = sum(units * price for units, price in fee.rule.parts(fee.count))
            assert fee.amount == min(parts, fee.rule.cap if fee.rule.cap is not None else parts)
            assert fee.rule.is_in_force(day)
    if not any(rule.channel in (None, "online") for rule in candidates):
        assert quoted.quote.unassessed


@settings(max_examples=100)
@given(rules(), st.integers(1, 9_999))
def test_more_units_never_cost_less_and_no_more_than_the_cap(rule: FeeRule, count: int) -> None:
    fewer, more = rule.price(count), rule.price(count + 1)
    assert 0 <= fewer <= more
    assert rule.cap is None or more <= rule.cap
