"""Each subscriber alone: every event of a dossier twice and in random orders ends the same."""

import json
import random
from functools import cache

import pytest

from contracts.routes import ROUTES
from kit.core.events import Envelope
from tests.world import Message, World

FEW, MANY = 10, 50
"""Orders in `make test` and in `make soak`."""
SUPERSEDABLE = {"fee.due", "case.accepted", "case.completed"}


@cache
def finished_world() -> World:
    """A world whose paid dossier has its result."""
    world = World()
    world.live()
    return world


def replay(service: str, seed: int) -> World:
    """A world in which only `service` gets those events: each twice, in a random order."""
    finished = finished_world()
    world = World(seed=seed)
    world.vault, world.code = finished.vault, finished.code
    world.relay_off = True
    world._open()
    events = [e for e in finished.events() if service in ROUTES[e.type] and e.source != service]
    twice = events * 2
    random.Random(seed).shuffle(twice)
    world.queues[service] = [Message(event.model_dump_json()) for event in twice]
    for _ in range(50):
        if not world.deliver_all():
            break
    return world


@pytest.mark.parametrize("orders", [FEW, pytest.param(MANY, marks=pytest.mark.soak)])
@pytest.mark.parametrize(
    "service", ["intake", "casework", "documents", "payments", "notifications", "status"]
)
def test_every_order_of_doubled_events_ends_equal(service: str, orders: int) -> None:
    ends = {outcome(service, replay(service, seed)) for seed in range(orders)}
    assert len(ends) == 1, ends


def test_status_shows_the_same_bytes_in_every_order() -> None:
    assert {replay("status", seed).view() for seed in range(MANY)} == {finished_world().view()}


def test_superseded_notices_are_recorded_and_not_sent() -> None:
    worlds = [replay("notifications", seed) for seed in range(MANY)]
    superseded = {n for world in worlds for n in world.notices() if n[2] == "superseded"}
    assert superseded, "among fifty orders some payment comes before its reminder"
    assert {template for template, _, _ in superseded} <= SUPERSEDABLE
    for world in worlds:
        sent = sum(outcome == "sent" for _, _, outcome in world.notices())
        assert len(world.post.sent) == sent


def outcome(service: str, world: World) -> str:
    """The final state of a service, without the ids and times of one run."""
    assert not any(world.dead.values()), {
        name: [Envelope.model_validate_json(b).type for b in bodies]
        for name, bodies in world.dead.items()
        if bodies
    }
    if service == "status":
        return world.view()
    if service == "notifications":
        return json.dumps(sorted({(template, channel) for template, channel, _ in world.notices()}))
    states = [
        json.loads(i.doc) for i in world.transports[service].items.values() if i.sk == "STATE"
    ]
    stable = [
        {k: s[k] for k in ("id", "state", "kind", "sha256", "fees", "results") if k in s}
        for s in states
    ]
    return json.dumps(sorted(stable, key=lambda s: (str(s.get("id")), str(s))), sort_keys=True)
