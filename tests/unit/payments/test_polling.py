"""What becomes of a try when nobody tells: the provider is asked."""

from datetime import timedelta

import pytest

from contracts.testing.dossier_events import DossierEvents
from kit.core.ids import new_ulid
from payments.checkout import start
from payments.checkout.start import StartPayment
from payments.providers.port import PaymentProviderUnavailable
from payments.refunds.request import RequestRefund, request_refund
from payments.schedules.poll import poll
from tests.unit.payments.world import MINUTE, RETURN, World

ANOTHER = "H49.61.01-261123-0002"


def _tried() -> tuple[World, str]:
    world = World()
    world.file()
    return world, world.start().session or ""


def test_a_paid_try_whose_webhook_was_lost_is_settled_before_it_runs_out() -> None:
    world, session = _tried()
    world.stripe.account.pay(session)
    world.held.clear()
    world.now += 6 * MINUTE

    assert poll(world.store, world.providers, world.now) == 1

    assert world.fee.state == "settled"
    assert len(world.receipts) == 1
    assert poll(world.store, world.providers, world.now) == 0


def test_a_young_try_is_left_to_its_payer() -> None:
    world, session = _tried()
    world.stripe.account.pay(session)
    world.now += 4 * MINUTE

    assert poll(world.store, world.providers, world.now) == 0

    assert world.fee.state == "due"


def test_a_try_that_is_still_open_stays_open() -> None:
    world, session = _tried()
    world.now += 60 * MINUTE

    assert poll(world.store, world.providers, world.now) == 1

    assert world.stripe.account.session(session)["status"] == "open"
    assert [payment["state"] for payment in world.stored("ATTEMPT#")] == ["pending"]


def test_a_delayed_payment_whose_outcome_was_never_notified_is_found() -> None:
    world, session = _tried()
    world.stripe.account.pay_slowly(session)
    world.now += 6 * MINUTE
    poll(world.store, world.providers, world.now)
    assert [payment["state"] for payment in world.stored("ATTEMPT#")] == ["processing"]

    world.stripe.account.slow_outcome(session, good=True)
    world.held.clear()
    world.now += timedelta(days=2)
    poll(world.store, world.providers, world.now)

    assert world.fee.state == "settled"


def test_a_delayed_payment_that_failed_without_a_word_ends_and_the_payer_may_begin_again() -> None:
    world, session = _tried()
    world.stripe.account.pay_slowly(session)
    world.deliver()
    assert [payment["state"] for payment in world.stored("ATTEMPT#")] == ["processing"]

    world.stripe.account.slow_outcome(session, good=False)
    world.held.clear()
    world.now += timedelta(days=2)
    assert poll(world.store, world.providers, world.now) == 1

    assert [payment["state"] for payment in world.stored("ATTEMPT#")] == ["failed"]
    assert world.published.count("payment.failed") == 1
    world.pay_by_card()
    assert world.fee.state == "settled"


def test_a_try_that_failed_before_we_knew_that_it_was_under_way_ends() -> None:
    world, session = _tried()
    world.stripe.account.pay_slowly(session)
    world.stripe.account.slow_outcome(session, good=False)
    world.held.clear()
    world.now += 6 * MINUTE

    poll(world.store, world.providers, world.now)

    assert [payment["state"] for payment in world.stored("ATTEMPT#")] == ["expired"]
    assert world.fee.state == "due"


def test_what_the_provider_works_on_is_asked_about_every_half_hour_and_not_more_often() -> None:
    world, session = _tried()
    world.stripe.account.pay_slowly(session)
    world.now += 6 * MINUTE
    poll(world.store, world.providers, world.now)

    queries = [
        poll(world.store, world.providers, world.now + after * MINUTE) for after in (0, 10, 29, 30)
    ]

    assert queries == [1, 0, 0, 1]


def test_one_try_with_another_amount_keeps_nobody_else_from_being_asked_about() -> None:
    world, wrong = _tried()
    world.others = DossierEvents(world.vault, code=ANOTHER)
    world.file()
    command = StartPayment(new_ulid(world.now), world.store.dossier(ANOTHER).fees[-1], RETURN, "vi")
    right = start.start_payment(world.store, world.providers, command, world.now).session or ""
    for session in (wrong, right):
        world.stripe.account.pay(session)
    world.stripe.account.sessions[wrong]["amount_total"] = 1
    world.held.clear()
    world.now += 6 * MINUTE

    assert poll(world.store, world.providers, world.now) == 2

    assert sorted(fee["state"] for fee in world.stored("FEE#")) == ["due", "settled"]


def test_a_provider_that_did_not_answer_is_asked_again_and_the_run_failed() -> None:
    world, session = _tried()
    world.stripe.account.pay(session)
    world.held.clear()
    world.now += 6 * MINUTE
    world.stripe.failures.append("lost")

    with pytest.raises(PaymentProviderUnavailable):
        poll(world.store, world.providers, world.now)
    assert world.published.count("fee.settled") == 0

    assert [
        poll(world.store, world.providers, world.now),
        world.published.count("fee.settled"),
    ] == [
        1,
        1,
    ]


def test_a_refund_that_the_provider_finished_without_a_word_is_found() -> None:
    world = World()
    world.file()
    payment = world.pay_by_card()
    world.stripe.account.funds.hold = True
    command = RequestRefund(
        new_ulid(world.now), payment.id, 150_000, "withdrawn", "accountant-1", 150_000
    )
    request_refund(world.store, world.providers, command, world.now)
    world.deliver()
    [refund] = world.refunds()
    assert refund.state == "open"

    world.stripe.account.settle_refund(refund.provider_refund_id or "")
    world.held.clear()
    poll(world.store, world.providers, world.now)

    assert world.refunds()[0].state == "succeeded"
