"""Paying a fee by card, from the owner's wish to the receipt."""

from datetime import timedelta

import pytest

from contracts.casework import CaseRefused
from kit.core.ids import new_ulid
from local.doubles.stripe.parameters import invalid
from payments.checkout.limits import AmountTooLargeForCard, AmountTooSmallForCard
from payments.domain.fee import FeeNotDue
from payments.domain.payment_attempt import PaymentOver, PaymentProcessing
from payments.providers.port import PaymentProviderRefused, PaymentProviderUnavailable
from tests.unit.payments.world import MINUTE, RETURN, World


def test_a_paid_fee_is_settled_with_a_receipt() -> None:
    world = World()
    world.file()
    payment = world.start()
    world.stripe.account.pay(payment.session or "")

    world.deliver()

    assert world.published == [
        "fee.due",
        "payment.opened",
        *["provider.notified"] * 2,
        "payment.paid",
        "fee.settled",
    ]
    assert world.fee.state == "settled"
    assert world.fee.payment == payment.id
    paid = world.store.payment(payment.id)
    assert (paid.state, paid.settled, paid.overpaid, paid.url) == ("paid", 150_000, 0, None)
    settled = world.event("fee.settled")
    assert settled["receipt"]["number"] == "GXN01/26/1"
    assert settled["receipt"]["collector"] == "UBND phường Hồng Gai"
    assert settled["amount"] == 150_000


def test_the_payers_name_is_sealed_in_the_event_and_the_receipt() -> None:
    world = World()
    world.file()
    world.stripe.account.pay(world.start().session or "")
    world.deliver()

    assert world.event("fee.settled")["payer"].startswith("sealed:")
    assert world.receipts[0].payer == "Nguyễn Thị An"
    assert not any("Nguyễn" in item.doc for item in world.transport.items.values())


def test_stripe_gets_our_payment_id_everywhere_and_no_payment_method_types() -> None:
    world = World()
    world.file()
    payment = world.start()
    request = world.stripe.requests[0]
    session = world.stripe.account.session(payment.session or "")

    assert request.headers["idempotency-key"] == f"pay-{payment.id}-call-1"
    assert request.headers["stripe-version"] == "2026-05-27.dahlia"
    assert session["client_reference_id"] == payment.id
    assert session["metadata"] == {"payment": payment.id, "fee": payment.fee}
    assert session["expires_at"] == int((world.now + timedelta(minutes=90)).timestamp())
    assert session["success_url"] == session["cancel_url"] == RETURN
    assert "payment_method" not in request.body.replace("payment_method_", "")
    assert "payment_method_types" not in request.body


def test_the_same_command_gets_the_same_attempt() -> None:
    world = World()
    world.file()
    attempt_id = new_ulid(world.now)

    assert world.start(attempt_id) == world.start(attempt_id)
    assert len(world.stripe.account.sessions) == 1


def test_a_declined_card_leaves_the_try_open() -> None:
    world = World()
    world.file()
    payment = world.start()
    world.stripe.account.decline(payment.session or "")
    world.deliver()

    assert world.store.payment(payment.id).state == "pending"
    assert "payment.declined" in world.published

    world.stripe.account.pay(payment.session or "")
    world.deliver()
    assert world.fee.state == "settled"


def test_a_second_start_closes_the_first_at_the_provider() -> None:
    world = World()
    world.file()
    first = world.start()
    world.now += MINUTE
    second = world.start()

    assert world.store.payment(first.id).state == "cancelled"
    assert world.stripe.account.session(first.session or "")["status"] == "expired"
    assert second.state == "pending"
    assert world.store.active_attempt(world.fee.id).attempt == second.id
    world.deliver()
    assert world.store.payment(first.id).state == "cancelled"


def test_a_second_start_finds_the_first_paid() -> None:
    world = World()
    world.file()
    first = world.start()
    world.stripe.account.pay(first.session or "")
    world.now += MINUTE

    with pytest.raises(FeeNotDue):
        world.start()

    assert world.fee.state == "settled"
    world.deliver()
    assert [r.number for r in world.receipts] == ["GXN01/26/1"]
    assert world.published.count("fee.settled") == 1


def test_a_second_start_waits_for_what_the_provider_still_works_on() -> None:
    world = World()
    world.file()
    first = world.start()
    world.stripe.account.pay_slowly(first.session or "")
    world.now += MINUTE

    with pytest.raises(PaymentProcessing):
        world.start()

    assert world.store.payment(first.id).state == "processing"
    world.stripe.account.slow_outcome(first.session or "", good=True)
    world.deliver()
    assert world.fee.state == "settled"


def test_a_delayed_payment_that_fails_leaves_the_fee_due() -> None:
    world = World()
    world.file()
    payment = world.start()
    world.stripe.account.pay_slowly(payment.session or "")
    world.stripe.account.slow_outcome(payment.session or "", good=False)
    world.deliver()

    assert world.store.payment(payment.id).state == "failed"
    assert world.fee.state == "due"
    assert world.start().state == "pending"


def test_a_try_that_runs_out_leaves_the_fee_due() -> None:
    world = World()
    world.file()
    payment = world.start()
    world.now += timedelta(minutes=91)
    world.stripe.account.run_out()
    world.deliver()

    assert world.store.payment(payment.id).state == "expired"
    assert world.fee.state == "due"
    assert world.store.active_attempt(world.fee.id).attempt is None


def test_a_fee_below_the_card_minimum_offers_the_transfer_and_asks_nobody() -> None:
    world = World()
    world.file(total=10_000)

    with pytest.raises(AmountTooSmallForCard):
        world.start()
    assert not world.stripe.requests
    assert not world.stored("ATTEMPT#")


def test_a_fee_above_the_card_maximum_is_refused_early() -> None:
    world = World()
    world.file(total=100_000_000)

    with pytest.raises(AmountTooLargeForCard):
        world.start()


def test_a_fee_of_nothing_is_no_fee() -> None:
    world = World()

    assert world.file("none") is None
    assert world.published == []


def test_a_settled_fee_cannot_be_paid_again() -> None:
    world = World()
    world.file()
    world.stripe.account.pay(world.start().session or "")
    world.deliver()

    with pytest.raises(FeeNotDue):
        world.start()


def test_a_lost_answer_is_asked_again_under_the_same_key() -> None:
    world = World()
    world.file()
    attempt_id = new_ulid(world.now)
    world.stripe.failures.append("lost")
    with pytest.raises(PaymentProviderUnavailable) as refused:
        world.start(attempt_id)

    assert refused.value.status == 503
    assert world.stored(f"REQUEST#{attempt_id}")[0]["outcome"] == "unknown"
    payment = world.start(attempt_id)
    assert payment.state == "pending"
    assert len(world.stripe.account.sessions) == 1
    assert world.stored(f"REQUEST#{attempt_id}")[0]["outcome"] == "answered"
    keys = {request.headers["idempotency-key"] for request in world.stripe.requests}
    assert keys == {f"pay-{attempt_id}-call-1"}


def test_the_sdk_tries_again_when_stripe_is_down_for_a_moment() -> None:
    world = World()
    world.file()
    world.stripe.failures.append("down")

    assert world.start().state == "pending"


def test_a_refusal_of_the_provider_ends_the_try_and_says_so() -> None:
    world = World()
    world.file()
    attempt_id = new_ulid(world.now)
    world.stripe.account.create_session = _refuse  # type: ignore[method-assign, assignment]

    with pytest.raises(PaymentProviderRefused) as refused:
        world.start(attempt_id)

    assert refused.value.status == 503
    assert world.store.payment(attempt_id).state == "cancelled"
    assert world.stored(f"REQUEST#{attempt_id}")[0]["error"] == "amount_too_small"
    assert world.store.active_attempt(world.fee.id).attempt is None
    with pytest.raises(PaymentOver):
        world.start(attempt_id)


@pytest.mark.parametrize("minutes", [60, 91])
def test_a_command_repeated_too_late_to_be_opened_is_over(minutes: int) -> None:
    world = World()
    world.file()
    attempt_id = new_ulid(world.now)
    world.stripe.failures.append("lost")
    with pytest.raises(PaymentProviderUnavailable):
        world.start(attempt_id)
    world.now += timedelta(minutes=minutes)

    with pytest.raises(PaymentOver):
        world.start(attempt_id)
    assert world.store.payment(attempt_id).state == "expired"
    assert world.start().state == "pending"


def test_the_first_starter_finds_that_another_took_over() -> None:
    world = World()
    world.file()
    first, second = new_ulid(world.now), new_ulid(world.now)
    world.stripe.failures.append("lost")
    with pytest.raises(PaymentProviderUnavailable):
        world.start(first)
    world.start(second)

    with pytest.raises(PaymentOver):
        world.start(first)
    assert world.store.active_attempt(world.fee.id).attempt == second


def test_money_for_a_fee_that_is_owed_no_longer_is_an_overpayment() -> None:
    world = World()
    world.file()
    payment = world.start()
    world.stripe.account.pay_slowly(payment.session or "")
    world.deliver()
    world.handle(CaseRefused(reason="thiếu giấy tờ", ground="refused"))
    assert world.fee.state == "void"

    world.stripe.account.slow_outcome(payment.session or "", good=True)
    world.deliver()

    paid = world.store.payment(payment.id)
    assert (paid.state, paid.settled, paid.overpaid) == ("paid", 0, 150_000)
    assert world.fee.overpaid == 150_000
    assert world.event("fee.surplus") == {"amount": 150_000, "payment": payment.id}
    assert world.receipts == []


def _refuse(_: object) -> None:
    raise invalid("too small", None, "amount_too_small")
