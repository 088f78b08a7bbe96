"""The whole backbone under failure: crashes, table faults, dead relays, poison, any order."""

import random
from datetime import timedelta

import pytest

from contracts.routes import ROUTES
from kit.platform.fault_injection import Plan
from tests.faults.soundness import TIMELINES, assert_sound
from tests.world import SERVICES, Message, World

POINTS = (
    "commit.before", "commit.after", "relay.sent",
    "file.numbered", "file.committed",
    "pay.stored", "pay.opened", "settle.loaded", "settle.committed",
    "accept.loaded", "accept.committed", "decide.loaded", "decide.committed",
    "decide.numbered", "decide.rendered", "decide.certified",
    "decide.stored", "decide.signed", "decide.sealed",
    "send.stored", "send.accepted", "send.recorded",
)  # fmt: skip


@pytest.mark.parametrize("pay", sorted(TIMELINES))
def test_a_dossier_is_processed_without_faults(pay: str) -> None:
    world = World(pay=pay)
    world.live()
    assert_sound(world)


@pytest.mark.parametrize("point", POINTS)
@pytest.mark.parametrize("times", [1, 3])
def test_a_crash_at_any_injection_point_loses_and_doubles_nothing(point: str, times: int) -> None:
    plan = Plan(kill={point: times})
    world = World(plan=plan, seed=times)
    world.live()
    assert plan.died == {point: times} or (times == 3 and 1 <= plan.died[point] <= 3)
    assert_sound(world)


UNKNOWN = (
    '{"id":"01KAQ000000000000000000000","type":"dossier.opened","version":1,"source":"intake","subject":"x",'
    '"sequence":1,"time":"2026-11-23T02:00:00Z","trace":"t","data":{}}'
)
"""Readable, of a type without a subscriber."""
BROKEN = UNKNOWN.replace("dossier.opened", "dossier.filed").replace("000000", "000001", 1)
BROKEN = BROKEN.replace('"data"', '"dossier":"H49.61-261123-0002","data"')
"""Of a type that all but intake subscribe to, without the data that it promises."""


def test_every_fault_injection_point_is_covered() -> None:
    world = World()
    world.live()
    covered = set(POINTS) | {
        "propose.loaded",
        "propose.committed",
        "return_result.loaded",
        "return_result.committed",
        "revision.before",
        "revision.after",
    }
    assert set(world.plan.passed) <= covered | {"event.loaded", "event.committed"}
    assert set(POINTS) <= set(world.plan.passed)


@pytest.mark.parametrize("seed", range(4))
def test_thirty_percent_of_table_calls_fail_and_nothing_is_lost(seed: int) -> None:
    world = World(seed=seed, plan=Plan(rate=0.3, chance=random.Random(seed)))
    world.live()
    assert world.plan.injected > 100
    assert_sound(world)


@pytest.mark.parametrize("seed", range(10))
def test_messages_twice_and_in_any_order_end_the_same(seed: int) -> None:
    world = World(seed=seed, shuffled=True, twice=True)
    world.live()
    assert_sound(world)


def test_a_relay_that_was_off_for_a_day_loses_nothing() -> None:
    world = World()
    world.relay_off = True
    code = world.file()
    world.clock += timedelta(hours=25)
    assert not any(world.queues.values())
    world.settle()
    assert world.timeline() == [1, 6]
    world.relay_off = False
    world.relayed = {
        name: len(_events(world, name)) for name in world.relayed
    }  # the stream no longer has those 25 hours
    world.pay_fee()
    world.settle()
    assert world.timeline() == [1, 6, 1]
    world.work(code)
    assert_sound(world)


def test_one_broken_message_goes_to_the_dead_letters_alone() -> None:
    world = World()
    code = world.file()
    subscribers = ROUTES["dossier.filed"]
    for name in subscribers:
        world.queues[name].insert(0, Message(BROKEN))
    world.settle()
    assert world.code == code
    assert world.timeline() == [1, 6]
    assert {name for name, letters in world.dead.items() if letters} == set(subscribers)
    assert {letter for letters in world.dead.values() for letter in letters} == {BROKEN}


def test_a_message_of_a_type_that_a_service_does_not_know_yet_waits_alone() -> None:
    world = World()
    world.file()
    for name in SERVICES:
        world.queues[name].insert(0, Message(UNKNOWN))
    world.settle()
    assert world.timeline() == [1, 6]
    assert not any(world.dead.values())
    for transport in world.transports.values():
        waiting = [i for i in transport.items.values() if i.index_attributes.get("waiting")]
        assert [i.doc for i in waiting if "dossier.opened" in i.doc]


@pytest.mark.soak
@pytest.mark.parametrize("share", range(10))
def test_five_thousand_faults_lose_and_double_nothing(share: int) -> None:
    injected, seed = 0, share * 1000
    while injected < 500:
        chance = random.Random(seed)
        plan = Plan(
            rate=0.1 + 0.2 * chance.random(), death_rate=0.02 * chance.random(), chance=chance
        )
        pay = sorted(TIMELINES)[seed % 3]
        world = World(seed=seed, pay=pay, shuffled=True, twice=seed % 2 == 0, plan=plan)
        world.live()
        assert_sound(world)
        injected += plan.injected
        seed += 1


def _events(world: World, name: str) -> list[object]:
    return [i for i in world.transports[name].inserted if i.sk.startswith("EVENT#")]
