"""What became of a refund: refused, failed, slow, or paid out in cash."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from payments.backoffice import cash
from payments.domain.payment_attempt import PaymentAttempt
from payments.refunds.approve import ApproveRefund, approve_refund
from tests.unit.payments.balances import balances, books_agree
from tests.unit.payments.refund_builders import a_world, ask, by_transfer
from tests.unit.payments.world import World


def test_a_refund_that_the_provider_refuses_is_a_case_and_the_money_is_owed_again() -> None:
    world = a_world()
    payment = world.pay_by_card()
    world.stripe.account.dispute(payment.charge or "")
    world.held.clear()  # we have not heard of the dispute
    ask(world, 150_000)

    world.deliver()

    assert [r.state for r in world.refunds()] == ["failed"]
    assert world.cases() == ["refund_failed"]
    assert balances(world)["fees"] == -150_000
    assert world.published.count("refund.failed") == 1


def test_a_refund_that_fails_after_it_succeeded_is_owed_again_and_opens_a_case() -> None:
    world = a_world()
    world.pay_by_card()
    ask(world, 150_000)
    world.deliver()
    (there,) = world.stripe.account.funds.refunds

    world.stripe.account.fail_refund(there)
    world.deliver()

    assert world.refunds()[0].state == "failed"
    assert world.cases() == ["refund_failed"]
    assert balances(world) == {"at:stripe": 150_000, "fees": -150_000}
    assert books_agree(world)


def test_a_second_refund_that_succeeds_closes_the_case_of_the_first() -> None:
    world = a_world()
    world.pay_by_card()
    ask(world, 150_000)
    world.deliver()
    world.stripe.account.fail_refund(next(iter(world.stripe.account.funds.refunds)))
    world.deliver()

    ask(world, 150_000, id="01AGAIN", discrepancy="refund_failed.01WISH")
    world.deliver()

    assert world.cases() == []
    assert world.cases("resolved") == ["refund_failed"]
    assert balances(world) == {}
    assert books_agree(world)


def test_a_refund_that_names_the_case_of_another_one_leaves_that_case_open() -> None:
    world = a_world()
    by_transfer(world)
    first = ask(world, 100_000, id="01FIRST")
    second = ask(world, 30_000, id="01SECOND", discrepancy=f"refund_wanted.{first.id}")
    approve_refund(world.store, ApproveRefund(second.id, "binh"), world.now)
    world.send_back(second)

    world.deliver()

    assert [case["id"] for case in world.stored("DISCREPANCY#") if case["state"] == "open"] == [
        "refund_wanted.01FIRST"
    ]


def test_a_slow_refund_is_done_when_the_provider_says_so() -> None:
    world = a_world()
    world.pay_by_card()
    world.stripe.account.funds.hold = True
    ask(world, 150_000)
    world.deliver()
    assert world.refunds()[0].state == "open"
    assert balances(world) == {"at:stripe": 150_000, "refunding": -150_000}

    world.stripe.account.settle_refund(world.refunds()[0].provider_refund_id or "")
    world.held.clear()
    world.now += timedelta(minutes=31)
    world.sweep()

    assert world.refunds()[0].state == "succeeded"
    assert balances(world) == {}


def test_cash_goes_back_by_hand_after_two_officials() -> None:
    world = a_world()
    cash.take_cash(
        world.store, world.providers, cash.TakeCash("01CASH", world.fee.id, "cashier"), world.now
    )

    refund = ask(world, 150_000)
    world.deliver()

    assert (refund.state, refund.manual, refund.needs) == ("requested", True, 2)
    assert world.cases() == ["refund_wanted"]


@pytest.mark.parametrize("first", [by_transfer, World.pay_by_card])
def test_a_refund_does_not_take_the_receipt_back(first: Callable[[World], PaymentAttempt]) -> None:
    world = a_world()
    first(world)
    before = world.receipts

    ask(world, 150_000)
    world.deliver()

    assert world.receipts == before
    assert world.fee.state == "settled"
