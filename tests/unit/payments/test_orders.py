"""Notifications repeat and reorder: whatever the order, the money ends the same."""

from itertools import permutations

import pytest

from kit.testing.memory_table import MemoryTransport
from local.doubles.stripe.objects import Json
from payments.domain import fee as fees
from tests.unit.payments.world import MINUTE, World


def six_notifications(world: World) -> list[Json]:
    """Two tries on one fee: the first declined, then closed; the second declined, slow, then
    paid."""
    world.file()
    first = world.start().session or ""
    world.stripe.account.decline(first)
    world.now += MINUTE
    second = world.start().session or ""  # expires the first
    world.stripe.account.decline(second)
    world.stripe.account.pay_slowly(second)
    world.stripe.account.slow_outcome(second, good=True)
    events = list(world.held)
    world.held.clear()
    return [*events, events[-1]]


def outcome(world: World) -> tuple[object, ...]:
    """What must not depend on the order."""
    payments = sorted((p["state"], p["settled"], p["overpaid"]) for p in world.stored("ATTEMPT#"))
    return (
        world.fee.state,
        world.fee.overpaid,
        payments,
        [r.number for r in world.receipts],
        world.store.active_attempt(world.fee.id).attempt,
    )


def as_it_was(world: World) -> World:
    """A second world that begins where this one stands."""
    transport = MemoryTransport()
    transport.items.update(world.transport.items)
    return World(transport, now=world.now, vault=world.vault)


@pytest.mark.parametrize("first", range(6))
def test_all_720_orders_of_six_notifications_end_equal(first: int) -> None:
    before = World()
    events = six_notifications(before)
    for order in (o for o in permutations(range(6)) if o[0] == first):
        world = as_it_was(before)
        for n in order:
            world.webhook(events[n])
            world.relay()

        assert outcome(world) == (
            "settled",
            0,
            [("cancelled", 0, 0), ("paid", 150_000, 0)],
            ["GXN01/26/1"],
            None,
        )


@pytest.mark.parametrize("order", list(permutations(range(2))))
def test_a_failure_received_before_its_beginning_is_a_failure(order: tuple[int, ...]) -> None:
    world = World()
    world.file()
    session = world.start().session or ""
    world.stripe.account.pay_slowly(session)
    world.stripe.account.slow_outcome(session, good=False)
    events = list(world.held)
    for n in order:
        world.webhook(events[n])
        world.relay()

    assert [p["state"] for p in world.stored("ATTEMPT#")] == ["failed"]
    assert world.store.active_attempt(world.fee.id).attempt is None


def test_of_two_paid_attempts_one_settles_and_the_other_is_an_overpayment() -> None:
    for order in permutations(range(2)):
        world = World()
        world.file()
        first = world.start()
        world.stripe.account.pay_slowly(first.session or "")
        world.deliver()
        world.store.commit(
            [fees.release(world.store.active_attempt(world.fee.id))], at=world.now
        )  # as if the door had been open
        world.now += MINUTE
        second = world.start()
        world.stripe.account.slow_outcome(first.session or "", good=True)
        world.stripe.account.pay(second.session or "")
        events = [t for t in world.held if t["type"].startswith("checkout")]
        world.held.clear()
        for n in order:
            world.webhook(events[n])
            world.relay()

        settled = [p["settled"] for p in world.stored("ATTEMPT#")]
        assert sorted(settled) == [0, 150_000]
        assert world.fee.overpaid == 150_000
        assert len(world.receipts) == 1
