"""A second card provider is one file and one line, and stands beside the first one."""

import json
from typing import Final

import pytest

from kit.core.ids import new_ulid
from payments.checkout.limits import AmountTooLargeForCard
from payments.checkout.start import StartPayment, start_payment
from payments.domain.payment_attempt import PaymentAttempt
from payments.provider_events.receive import receive
from payments.providers.registry import ADAPTERS, Adapter
from payments.refunds.request import RequestRefund, request_refund
from tests.unit.payments import domestic_card
from tests.unit.payments.balances import balances
from tests.unit.payments.bank_builders import signature
from tests.unit.payments.domestic_card import HEADER, PROVIDER, SECRET
from tests.unit.payments.world import RETURN, World

HERE: Final = domestic_card.__name__
WITH_DOMESTIC: Final = (*ADAPTERS, Adapter(PROVIDER, "card", 10_000, 50_000_000, HERE, HERE))


def start(world: World, provider: str | None) -> PaymentAttempt:
    command = StartPayment(
        new_ulid(world.now), world.fee.id, RETURN, "vi", "card", provider=provider
    )
    return start_payment(world.store, world.providers, command, world.now)


def report(world: World, attempt: PaymentAttempt, status: str) -> None:
    """The domestic provider posts a callback, and the queue applies it."""
    posted = {
        "id": f"{attempt.id}-{status}",
        "session": attempt.session,
        "status": status,
        "amount": attempt.amount,
        "at": world.now.isoformat(),
    }
    raw = json.dumps(posted).encode()
    signed = signature(raw, SECRET, int(world.now.timestamp()))
    receive(world.store, world.providers.callback(PROVIDER), raw, {HEADER: signed}, world.now)
    world.relay()


@pytest.fixture
def world() -> World:
    world = World(adapters=WITH_DOMESTIC)
    world.file()
    return world


def test_the_first_provider_of_a_method_is_its_default(world: World) -> None:
    assert start(world, None).provider == "stripe"
    assert world.stripe.account.sessions


def test_an_attempt_goes_through_the_provider_that_is_named(world: World) -> None:
    attempt = start(world, PROVIDER)

    assert (attempt.provider, attempt.state) == (PROVIDER, "pending")
    assert attempt.url == f"https://the.example/dom-{attempt.id}"
    assert not world.stripe.account.sessions


def test_an_attempt_of_one_provider_is_closed_there_before_the_other_opens_one(
    world: World,
) -> None:
    domestic = start(world, PROVIDER)
    other = start(world, None)

    assert world.store.payment(domestic.id).state == "cancelled"
    assert (other.provider, other.state) == ("stripe", "pending")


def test_its_report_settles_the_fee_and_its_money_is_booked_there(world: World) -> None:
    attempt = start(world, PROVIDER)
    report(world, attempt, "01")
    assert world.store.payment(attempt.id).state == "processing"

    report(world, attempt, "00")

    assert (world.fee.state, world.fee.method) == ("settled", "card")
    assert balances(world) == {"at:domestic": 150_000, "fees": -150_000}


def test_what_failed_there_leaves_the_fee_due(world: World) -> None:
    attempt = start(world, PROVIDER)
    report(world, attempt, "99")

    assert world.store.payment(attempt.id).state == "failed"
    assert world.fee.state == "due"


def test_a_refund_goes_back_by_the_provider_that_took_the_money(world: World) -> None:
    attempt = start(world, PROVIDER)
    report(world, attempt, "00")
    command = RequestRefund("01REFUND", attempt.id, 150_000, "nhầm", "an", 150_000)
    request_refund(world.store, world.providers, command, world.now)
    world.relay()

    refund = world.store.refund("01REFUND")
    assert (refund.state, refund.provider_refund_id) == ("succeeded", "dom-01REFUND")
    assert balances(world) == {}


def test_each_provider_has_its_own_limits() -> None:
    world = World(adapters=WITH_DOMESTIC)
    world.file(total=60_000_000)

    assert start(world, None).provider == "stripe"
    with pytest.raises(AmountTooLargeForCard):
        start(world, PROVIDER)
