"""Webhooks on simulated time: failures, restarts, a dead endpoint, a slow one, rotation."""

from datetime import datetime, timedelta
from random import Random
from statistics import quantiles

import pytest

from kit.platform.fault_injection import Plan
from tests.unit.partners.deliveries import Deliveries
from tests.unit.partners.receiver import Receiver
from tests.unit.partners.world import World

HOUR = timedelta(hours=1)
SIZES = [100, pytest.param(10_000, marks=pytest.mark.soak)]


def healed(deliveries: Deliveries) -> set[int]:
    """What a client has that reads its feed from the last number before each gap."""
    have, world = set(deliveries.endpoint.taken), deliveries.world
    after = 0
    while True:
        page = world.get(f"/v1/events?after={after}&limit=500", deliveries.key).body
        have |= {int(event["sequence"]) for event in page["items"]}
        after = page["next"]
        if page["caught_up"]:
            return have


def first_attempts(deliveries: Deliveries) -> list[float]:
    """Seconds from an event to its first try, by event."""
    first: dict[int, datetime] = {}
    for request in deliveries.endpoint.tried:
        first.setdefault(int(request.event["sequence"]), request.at)
    return [(at - deliveries.appended[number]).total_seconds() for number, at in first.items()]


def percentile_95(seconds: list[float]) -> float:
    return quantiles(seconds, n=20)[-1]


@pytest.mark.parametrize("events", SIZES)
def test_with_failures_and_restarts_every_gap_is_noticed_and_healed_by_the_cursor(
    events: int,
) -> None:
    chance = Random(7)
    plan = Plan(death_rate=0.02, chance=Random(3))
    deliveries = Deliveries(Receiver(World().clock), plan=plan)
    deliveries.hook()
    deliveries.endpoint.answer = lambda _: 500 if chance.random() < 0.2 else 200

    for _ in range(events // 10):
        deliveries.append(10)
        deliveries.run_for(timedelta(seconds=5))
    deliveries.run_for(timedelta(minutes=4))

    taken = deliveries.endpoint.taken
    missing = set(range(1, events + 1)) - set(taken)
    gaps = set(range(1, max(taken))) - set(taken)
    assert plan.deaths > 0
    assert len(taken) > len(set(taken)) or events < 1000, "a death between call and write doubles"
    assert missing - gaps <= set(range(max(taken) + 1, events + 1)), "a gap is seen by its number"
    assert healed(deliveries) == set(range(1, events + 1))
    ids = {each.event["sequence"]: each.event["id"] for each in deliveries.endpoint.tried}
    assert all(ids[e.event["sequence"]] == e.event["id"] for e in deliveries.endpoint.tried)

    deliveries.run_for(24 * HOUR)
    assert set(deliveries.endpoint.taken) == set(range(1, events + 1))
    print(
        f"{events} events, {len(gaps)} gaps seen and healed, {plan.deaths} deaths, "
        f"{len(taken) - len(set(taken))} delivered twice, 0 missing"
    )


@pytest.mark.parametrize("events", SIZES)
def test_an_endpoint_that_is_dead_for_a_day_is_tried_twenty_times_and_drained_in_ten_minutes(
    events: int,
) -> None:
    deliveries = Deliveries(Receiver(World().clock))
    deliveries.hook()
    dead_until = deliveries.world.clock() + 24 * HOUR
    receiver = deliveries.endpoint
    receiver.answer = lambda _: 0 if deliveries.world.clock() < dead_until else 200

    for hour in range(24):
        deliveries.append(events // 24 + (hour < events % 24))
        deliveries.run_for(HOUR)

    tried = len(receiver.tried)
    assert 10 <= tried <= 20
    assert receiver.taken == []

    deliveries.run_for(15 * HOUR)
    succeeded = [each.at for each in receiver.tried if each.outcome.is_success]
    assert set(receiver.taken) == set(range(1, events + 1))
    drained = max(succeeded) - min(succeeded)
    assert drained <= timedelta(minutes=10)
    print(f"{tried} tries of a dead endpoint, {events} drained in {drained.total_seconds():.0f} s")


def test_enabling_by_a_test_drains_at_once() -> None:
    deliveries = Deliveries(Receiver(World().clock))
    hook = deliveries.hook()
    deliveries.endpoint.answer = lambda _: 503
    deliveries.append(50)
    deliveries.run_for(12 * HOUR)

    deliveries.endpoint.answer = lambda _: 200
    began = deliveries.world.clock()
    path = f"/v1/hooks/{hook.id}/test"
    assert deliveries.world.client.post(path, "", {}, X_Api_Key=deliveries.key).body["delivered"]
    deliveries.run_for(timedelta(minutes=10))

    assert set(deliveries.endpoint.taken) == set(range(1, 51))
    assert deliveries.endpoint.requests[-1].at - began <= timedelta(minutes=1)


def test_one_slow_endpoint_moves_nobody_elses_and_the_first_try_comes_within_five_seconds() -> None:
    quick, slow = Deliveries(Receiver(World().clock)), Deliveries(Receiver(World().clock))
    for deliveries in (quick, slow):
        deliveries.hook()
    endpoint = slow.endpoint
    slow.hook("https://slow.halong.vn/motcua")
    plain = endpoint.send

    def send(outgoing):  # type: ignore[no-untyped-def]
        endpoint.seconds = 14.0 if "slow" in outgoing.url else 0.05
        return plain(outgoing)

    endpoint.send = send  # type: ignore[method-assign]
    for deliveries in (quick, slow):
        for _ in range(60):
            deliveries.append(2)
            deliveries.run_for(timedelta(seconds=1))
        deliveries.run_for(timedelta(minutes=20))

    assert percentile_95(first_attempts(quick)) <= 5
    assert percentile_95(first_attempts(slow)) == percentile_95(first_attempts(quick))


@pytest.mark.parametrize("events", [100, pytest.param(1000, marks=pytest.mark.soak)])
def test_a_rotation_fails_no_verification(events: int) -> None:
    deliveries = Deliveries(Receiver(World().clock))
    hook = deliveries.hook()
    receiver, world = deliveries.endpoint, deliveries.world
    receiver.secrets = [hook.secrets[0].value]

    for part in range(10):
        deliveries.append(events // 10)
        deliveries.run_for(timedelta(minutes=5))
        if part == 3:
            path = f"/v1/hooks/{hook.id}/secret"
            rotated = world.client.post(path, "", {}, X_Api_Key=deliveries.key)
        if part == 6:  # the receiver takes the new one some time later
            receiver.secrets = [rotated.body["secret"]]

    assert (len(receiver.taken), receiver.unverified) == (events, 0)
    world.clock.advance(timedelta(hours=25))
    receiver.secrets = [hook.secrets[0].value]
    deliveries.append()
    deliveries.run_for(timedelta(minutes=1))
    assert receiver.unverified == 1, "the former secret ended"
