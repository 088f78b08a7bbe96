"""Disputes: the payer's bank takes money out and may give it back, told in any order."""

from datetime import timedelta
from itertools import permutations

import pytest

from local.doubles.stripe.objects import Json, new_id
from tests.unit.payments.balances import balances, books_agree
from tests.unit.payments.world import World


def a_dispute(world: World) -> str:
    """The payer of a paid fee disputes; nobody has heard of it. The dispute's id."""
    world.file()
    payment = world.pay_by_card()
    dispute: str = world.stripe.account.dispute(payment.charge or "")["id"]
    return dispute


def delivered_in(world: World, order: tuple[int, ...]) -> None:
    events = list(world.held)
    world.held.clear()
    world.held.extend(events[n] for n in order)
    world.deliver()


def test_a_dispute_takes_the_money_out_and_opens_a_case() -> None:
    world = World()
    a_dispute(world)

    world.deliver()

    assert world.cases() == ["dispute"]
    assert balances(world) == {"disputed": 150_000, "fees": -150_000}
    assert world.published.count("fee.disputed") == 1
    assert world.fee.state == "settled"
    assert books_agree(world)


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_a_dispute_that_is_won_leaves_no_case_in_any_order(order: tuple[int, ...]) -> None:
    world = World()
    dispute = a_dispute(world)
    world.stripe.account.close_dispute(dispute, won=True)

    delivered_in(world, order)

    assert world.cases() == []
    assert world.cases("resolved") == ["dispute"]
    assert balances(world) == {"at:stripe": 150_000, "fees": -150_000}
    assert world.published.count("fee.disputed") == 1
    assert books_agree(world)


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_dispute_that_is_lost_stays_a_case_in_any_order(order: tuple[int, ...]) -> None:
    world = World()
    dispute = a_dispute(world)
    world.stripe.account.close_dispute(dispute, won=False)

    delivered_in(world, order)

    assert world.cases() == ["dispute"]
    assert balances(world) == {"fees": -150_000, "lost": 150_000}
    assert books_agree(world)


def test_the_same_withdrawal_in_two_events_is_booked_once() -> None:
    world = World()
    a_dispute(world)
    withdrawn = world.held[1]
    world.held.append(withdrawn | {"id": new_id("evt_")})

    world.deliver()

    assert balances(world)["disputed"] == 150_000


def test_a_dispute_in_another_currency_is_a_case_and_no_dong() -> None:
    world = World()
    a_dispute(world)
    for event in world.held:
        event["data"]["object"] |= {"currency": "usd", "amount": 600}

    world.deliver()

    assert [(case["kind"], case["amount"]) for case in world.stored("DISCREPANCY#")] == [
        ("dispute", 0)
    ]
    assert balances(world) == {"at:stripe": 150_000, "fees": -150_000}
    assert world.published.count("fee.disputed") == 1


def test_an_inquiry_that_took_no_money_leaves_no_case() -> None:
    world = World()
    a_dispute(world)
    opened = world.held[0]
    world.held.clear()
    closed: Json = opened | {"id": new_id("evt_"), "type": "charge.dispute.closed"}
    closed["data"] = {"object": opened["data"]["object"] | {"status": "warning_closed"}}
    world.held.extend([opened, closed])

    world.deliver()

    assert world.cases() == []
    assert balances(world)["at:stripe"] == 150_000


def a_dispute_before_its_payment(world: World) -> None:
    world.file()
    intent = world.stripe.account.pay(world.start().session or "")["payment_intent"]
    paid = list(world.held)
    world.held.clear()
    world.stripe.account.dispute(intent)
    delivered_in(world, (1, 0))
    world.held.extend(paid)


def test_a_dispute_received_before_the_payment_waits_for_it() -> None:
    world = World()
    a_dispute_before_its_payment(world)
    assert world.cases() == []

    world.deliver()
    world.sweep()

    assert world.cases() == ["dispute"]
    assert balances(world) == {"disputed": 150_000, "fees": -150_000}
    assert world.published.count("fee.disputed") == 1


def test_a_dispute_about_unknown_money_is_a_case_after_three_days() -> None:
    world = World()
    a_dispute_before_its_payment(world)
    world.held.clear()
    world.now += timedelta(days=4)

    world.sweep()

    assert {state["result"] for state in world.stored("PROVIDER_EVENT#")} == {"dispute"}
    assert world.cases() == ["dispute"]
    assert world.inbox.drain_oldest() == 0


def test_a_case_of_a_dispute_names_the_payment_once_that_is_known() -> None:
    world = World()
    a_dispute_before_its_payment(world)
    paid = list(world.held)
    world.held.clear()
    world.now += timedelta(days=4)
    world.sweep()
    (unnamed,) = world.stored("DISCREPANCY#")
    world.held.extend(paid)
    world.deliver()

    world.stripe.account.close_dispute(unnamed["id"].partition(".")[2], won=False)
    world.deliver()

    (named,) = world.stored("DISCREPANCY#")
    assert unnamed["payment"] is None
    assert (named["payment"], named["fee"]) == (world.fee.payment, world.fee.id)
    assert books_agree(world)


def test_a_dispute_received_days_late_and_before_its_payment_was_lost_from_the_ledger() -> None:
    world = World()
    world.file()
    payment = world.start()
    session = world.stripe.account.pay(payment.session or "")
    paid = list(world.held)
    world.held.clear()
    world.stripe.account.dispute(session["payment_intent"])
    world.held.extend(paid)
    while world.held:
        world.webhook(world.held.popleft())
    world.now += timedelta(days=3)

    world.deliver()
    world.sweep()

    assert books_agree(world)
    assert world.cases() == ["dispute"]
    assert world.fee.state == "settled"
