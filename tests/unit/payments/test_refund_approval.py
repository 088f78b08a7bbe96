"""Refunds by officials: when a second one must agree, and what was seen of the money."""

import pytest

from payments.domain.refund import RefundDecided, RefundTooLarge, SecondApproverRequired
from payments.refunds.approve import ApproveRefund, RefuseRefund, approve_refund, refuse_refund
from payments.refunds.request import RefundableChanged
from tests.unit.payments.balances import balances
from tests.unit.payments.refund_builders import a_world, ask, line


@pytest.mark.parametrize(("amount", "needs"), [(1_000_000, 1), (1_000_001, 2)])
def test_above_the_limit_a_second_official_must_agree(amount: int, needs: int) -> None:
    world = a_world(line(2_000_000))
    world.pay_by_card()

    refund = ask(world, amount)
    world.deliver()

    assert refund.needs == needs
    assert world.refunds()[0].state == ("succeeded" if needs == 1 else "requested")
    assert balances(world)["fees"] == -2_000_000 + (amount if needs == 1 else 0)


def test_a_refund_in_parts_needs_a_second_official_once_the_parts_exceed_the_limit() -> None:
    world = a_world(line(5_000_000))
    payment = world.pay_by_card()

    for refund_id in ("01A", "01B"):
        ask(world, 600_000, id=refund_id, seen=world.store.book(payment.id).refundable("fees"))
        world.deliver()

    assert [(r.state, r.needs) for r in world.refunds()] == [("succeeded", 1), ("requested", 2)]
    assert balances(world)["fees"] == -4_400_000


def test_a_part_that_failed_does_not_count_against_the_limit() -> None:
    world = a_world(line(5_000_000))
    world.pay_by_card()
    ask(world, 600_000, id="01A")
    world.deliver()
    world.stripe.account.fail_refund(next(iter(world.stripe.account.funds.refunds)))
    world.deliver()

    assert ask(world, 600_000, id="01B").needs == 1


def test_the_second_official_is_another_one() -> None:
    world = a_world(line(2_000_000))
    world.pay_by_card()
    refund = ask(world, 2_000_000)

    with pytest.raises(SecondApproverRequired):
        approve_refund(world.store, ApproveRefund(refund.id, "an"), world.now)
    assert balances(world)["fees"] == -2_000_000

    approve_refund(world.store, ApproveRefund(refund.id, "binh"), world.now)
    world.deliver()
    assert balances(world) == {}
    with pytest.raises(RefundDecided):
        approve_refund(world.store, ApproveRefund(refund.id, "chi"), world.now)


def test_a_refused_refund_sends_nothing() -> None:
    world = a_world(line(2_000_000))
    world.pay_by_card()
    refund = ask(world, 2_000_000)

    refuse_refund(world.store, RefuseRefund(refund.id, "binh", "không đúng"), world.now)
    world.deliver()

    assert world.refunds()[0].state == "refused"
    assert balances(world) == {"at:stripe": 2_000_000, "fees": -2_000_000}
    with pytest.raises(RefundDecided):
        approve_refund(world.store, ApproveRefund(refund.id, "chi"), world.now)


@pytest.mark.parametrize(("amount", "seen"), [(1, 149_999), (1, 0), (150_001, 150_001)])
def test_an_official_who_saw_another_amount_learns_of_it(amount: int, seen: int) -> None:
    world = a_world()
    world.pay_by_card()

    with pytest.raises(RefundableChanged):
        ask(world, amount, seen=seen)

    assert world.refunds() == []


def test_more_than_one_refund_can_carry_is_not_said_to_have_changed() -> None:
    world = a_world()
    world.pay_by_card()

    with pytest.raises(RefundTooLarge):
        ask(world, 150_001, seen=150_000)

    assert world.refunds() == []


def test_a_fee_and_its_overpayment_requested_at_once_get_what_each_can_be() -> None:
    world = a_world()
    payment = world.start(method="transfer")
    world.transfer(payment, 200_000)
    world.deliver()
    [by_itself] = world.refunds()
    refuse_refund(world.store, RefuseRefund(by_itself.id, "chi", "nhầm"), world.now)
    book = world.store.book(payment.id)
    assert (book.refundable("fees"), book.refundable("overpayments")) == (150_000, 50_000)

    with pytest.raises(RefundTooLarge) as refused:
        ask(world, 200_000, seen=200_000)

    assert "150,000 VND of the fee, or 50,000 VND of the overpayment" in refused.value.message("en")
    assert ask(world, 150_000, id="01A").origin == "fees"
    assert ask(world, 50_000, id="01B").origin == "overpayments"


def test_two_refunds_that_together_exceed_the_payment_are_not_both_approved() -> None:
    world = a_world(line(2_000_000))
    world.pay_by_card()
    first, second = ask(world, 1_500_000, id="01A"), ask(world, 1_500_000, id="01B")
    approve_refund(world.store, ApproveRefund(first.id, "binh"), world.now)

    with pytest.raises(RefundableChanged):
        approve_refund(world.store, ApproveRefund(second.id, "binh"), world.now)
    world.deliver()

    assert balances(world)["fees"] == -500_000


def test_the_same_command_again_is_the_same_refund() -> None:
    world = a_world()
    world.pay_by_card()

    assert ask(world, 100_000).id == ask(world, 100_000).id
    world.deliver()

    assert balances(world)["at:stripe"] == 50_000
