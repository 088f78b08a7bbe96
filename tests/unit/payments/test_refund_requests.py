"""Requests for refunds to a provider: sent once, whatever became of the answer."""

from datetime import timedelta

from payments.domain import refund as refunds
from payments.providers.stripe.checkout import MOST_REQUESTS
from tests.unit.payments.balances import books_agree
from tests.unit.payments.refund_builders import a_world, ask


def test_a_refund_whose_answer_was_lost_is_sent_once() -> None:
    world = a_world()
    world.pay_by_card()
    ask(world, 100_000)
    world.stripe.failures.extend(["lost", "lost"])
    world.relay()
    assert world.refunds()[0].state == "open"

    world.stripe.failures.clear()
    world.sweep()

    assert world.refunds()[0].state == "succeeded"
    assert len(world.stripe.account.funds.refunds) == 1
    world.deliver()
    assert books_agree(world)


def test_a_refund_without_an_answer_for_a_day_is_looked_up_before_it_is_sent_again() -> None:
    world = a_world()
    world.pay_by_card()
    ask(world, 100_000)
    payment = world.store.payment(world.fee.payment or "")
    refund = world.refunds()[0]
    ours = {"refund": refund.id, "payment": payment.id, "fee": payment.fee}
    world.stripe.account.create_refund(
        {"payment_intent": payment.charge, "amount": "100000", "metadata": ours}
    )  # nobody heard of it
    world.held.clear()
    world.store.commit([refunds.record_request(refund, world.now)], at=world.now)
    world.now += timedelta(hours=25)

    world.sweep()

    assert world.refunds()[0].state == "succeeded"
    assert len(world.stripe.account.funds.refunds) == 1


def test_a_refund_handled_again_after_a_day_sends_no_more_requests_than_fit() -> None:
    world = a_world()
    world.pay_by_card()
    ask(world, 100_000)
    world.store.commit([refunds.record_request(world.refunds()[0], world.now)], at=world.now)
    world.now += timedelta(hours=25)
    world.stripe.requests.clear()

    world.deliver()

    assert world.refunds()[0].state == "succeeded"
    assert len(world.stripe.requests) == MOST_REQUESTS
