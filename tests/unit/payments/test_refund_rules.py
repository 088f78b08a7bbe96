"""Refunds by the rules of fees: on which ending of a case how much goes back."""

import pytest

from contracts.casework import CaseFeeAssessed
from payments.refunds.approve import ApproveRefund, approve_refund
from tests.unit.payments.balances import balances, books_agree
from tests.unit.payments.refund_builders import ENDS, a_world, accept, ask, by_transfer, line


@pytest.mark.parametrize("rule", [*ENDS, "never"])
@pytest.mark.parametrize("ground", ENDS)
def test_a_rule_with_a_source_sends_money_back_on_its_own_ground_alone(
    rule: str, ground: str
) -> None:
    world = a_world(line(100_000, rule), line(50_000))
    world.pay_by_card()
    if ground == "stopped_by_agency":
        accept(world)

    world.handle(ENDS[ground])
    world.deliver()

    back = 100_000 if rule == ground else 0
    assert [(r.state, r.amount, r.by, r.why) for r in world.refunds()] == (
        [("succeeded", 100_000, "rule", ground)] if back else []
    )
    assert balances(world) == {"at:stripe": 150_000 - back, "fees": back - 150_000}
    assert world.cases() == []
    assert books_agree(world)
    assert len(world.receipts) == 1


def test_a_rule_without_a_source_is_a_case_and_sends_nothing() -> None:
    world = a_world(line(100_000, "refused", None), line(50_000, "refused"))
    world.pay_by_card()

    world.handle(ENDS["refused"])
    world.deliver()

    assert [r.amount for r in world.refunds()] == [50_000]
    assert [(c["kind"], c["amount"]) for c in world.stored("DISCREPANCY#")] == [
        ("refund_wanted", 100_000)
    ]


def test_a_rule_sends_back_no_more_than_officials_left() -> None:
    world = a_world(line(150_000, "refused"))
    world.pay_by_card()
    ask(world, 60_000)
    world.deliver()

    world.handle(ENDS["refused"])
    world.deliver()

    assert sorted(r.amount for r in world.refunds()) == [60_000, 90_000]
    assert balances(world) == {}


def test_what_the_payers_bank_holds_back_is_left_to_an_official() -> None:
    world = a_world(line(150_000, "refused"))
    payment = world.pay_by_card()
    world.stripe.account.dispute(payment.charge or "")
    world.deliver()

    world.handle(ENDS["refused"])
    world.deliver()

    assert world.refunds() == []
    assert world.cases() == ["dispute", "refund_wanted"]


def test_both_fees_of_a_refused_dossier_go_back() -> None:
    world = a_world(line(150_000, "refused"))
    world.pay_by_card()
    accept(world)
    world.handle(CaseFeeAssessed(lines=(line(80_000, "refused"),), total=80_000, pay="now"))
    world.pay_by_card()

    world.handle(ENDS["refused"])
    world.deliver()

    assert sorted(r.amount for r in world.refunds()) == [80_000, 150_000]
    assert balances(world) == {}
    assert books_agree(world)


def test_a_rule_sends_a_transfer_back_by_hand_after_two_officials() -> None:
    world = a_world(line(150_000, "refused"))
    by_transfer(world)

    world.handle(ENDS["refused"])
    world.deliver()

    (refund,) = world.refunds()
    assert (refund.state, refund.needs, refund.manual) == ("requested", 2, True)
    assert world.cases() == ["refund_wanted"]
    approve_refund(world.store, ApproveRefund(refund.id, "an"), world.now)
    assert world.refunds()[0].state == "requested"
    approve_refund(world.store, ApproveRefund(refund.id, "binh"), world.now)
    world.send_back(refund)
    world.deliver()
    assert world.refunds()[0].state == "succeeded"
    assert world.cases() == []
    assert balances(world) == {}
