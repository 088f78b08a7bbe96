"""The process dies where it hurts most, and nothing is lost or doubled when it is asked again."""

import pytest

from kit.core.ids import new_ulid
from kit.persistence.fault_injecting_transport import FaultInjectingTransport
from kit.platform import fault_injection
from kit.testing.memory_table import MemoryTransport
from tests.unit.payments.world import World


def kill(point: str, times: int = 1) -> fault_injection.Plan:
    return fault_injection.Plan(kill={point: times})


@pytest.mark.parametrize("point", ["pay.stored", "pay.opened", "commit.before", "commit.after"])
def test_a_start_that_died_goes_on_with_the_same_session(point: str) -> None:
    world = World()
    world.file()
    attempt_id = new_ulid(world.now)
    with fault_injection.injected(kill(point)), pytest.raises(fault_injection.Killed):
        world.start(attempt_id)

    payment = world.start(attempt_id)

    assert payment.state == "pending"
    assert len(world.stripe.account.sessions) == 1
    assert world.published.count("payment.opened") == 1


@pytest.mark.parametrize(
    "point", ["settle.loaded", "settle.committed", "commit.before", "commit.after"]
)
def test_a_settling_that_died_is_done_once(point: str) -> None:
    world = World()
    world.file()
    world.stripe.account.pay(world.start().session or "")
    while world.held:
        world.webhook(world.held.popleft())
    with fault_injection.injected(kill(point)), pytest.raises(fault_injection.Killed):
        world.relay()

    world.relay()

    assert world.published.count("fee.settled") == world.published.count("payment.paid") == 1
    assert [r.number for r in world.receipts] == ["GXN01/26/1"]


@pytest.mark.parametrize("point", ["commit.before", "commit.after"])
def test_a_webhook_that_died_is_stored_when_it_comes_again(point: str) -> None:
    world = World()
    world.file()
    world.stripe.account.pay(world.start().session or "")
    events = list(world.held)
    with fault_injection.injected(kill(point)), pytest.raises(fault_injection.Killed):
        world.webhook(events[0])

    world.deliver()

    assert world.published.count("provider.notified") == 2
    assert world.fee.state == "settled"


@pytest.mark.parametrize("seed", range(8))
def test_under_conflicts_throttles_and_timeouts_the_money_adds_up(seed: int) -> None:
    import random

    plan = fault_injection.Plan(rate=0.3, chance=random.Random(seed))
    transport = MemoryTransport()
    world = World(transport, around=FaultInjectingTransport(transport, plan))
    world.file()
    world.stripe.account.pay(world.start().session or "")

    world.deliver()

    assert plan.injected > 0
    assert world.published.count("fee.settled") == world.published.count("payment.paid") == 1
    assert world.fee.state == "settled"
    assert len(world.receipts) == 1
