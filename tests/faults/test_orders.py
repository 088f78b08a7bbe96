"""Each consumer alone: every event of a dossier's life delivered twice and in random orders ends the same."""

import json
import random
from functools import cache

import pytest

from contracts.routes import ROUTES
from kit.core.events import Envelope
from tests.world import Message, World

ORDERS = 50
MAY_BE_OVERTAKEN = {"fee.due", "case.accepted", "case.completed"}


@cache
def lived() -> World:
    """A paid dossier's whole life."""
    world = World()
    world.live()
    return world


def told(consumer: str, seed: int) -> World:
    """A world in which only `consumer` hears that life: each event twice, in an order of its own."""
    life = lived()
    world = World(seed=seed)
    world.vault, world.code = life.vault, life.code
    world.relay_off = True
    world._open()
    heard = [e for e in life.events() if consumer in ROUTES[e.type] and e.source != consumer] * 2
    random.Random(seed).shuffle(heard)
    world.queues[consumer] = [Message(e.model_dump_json()) for e in heard]
    for _ in range(50):
        if not world.deliver_all():
            break
    return world


@pytest.mark.parametrize(
    "consumer", ["intake", "casework", "documents", "payments", "notifications", "status"]
)
def test_fifty_orders_of_doubled_events_end_equal(consumer: str) -> None:
    ends = {outcome(consumer, told(consumer, seed)) for seed in range(ORDERS)}
    assert len(ends) == 1, ends


def test_status_shows_the_same_bytes_in_every_order_as_in_life() -> None:
    assert {told("status", seed).view() for seed in range(ORDERS)} == {lived().view()}


def test_overtaken_notices_are_recorded_and_not_sent() -> None:
    worlds = [told("notifications", seed) for seed in range(ORDERS)]
    superseded = {n for world in worlds for n in world.notices() if n[2] == "superseded"}
    assert superseded, "among fifty orders some payment comes before its reminder"
    assert {template for template, _, _ in superseded} <= MAY_BE_OVERTAKEN
    for world in worlds:
        sent = sum(outcome == "sent" for _, _, outcome in world.notices())
        assert len(world.post.sent) == sent


def outcome(consumer: str, world: World) -> str:
    """What a consumer ends with, without the ids and times of one run."""
    assert not any(world.dead.values()), {
        name: [Envelope.model_validate_json(b).type for b in bodies]
        for name, bodies in world.dead.items()
        if bodies
    }
    if consumer == "status":
        return world.view()
    if consumer == "notifications":
        return json.dumps(sorted({(template, channel) for template, channel, _ in world.notices()}))
    states = [
        json.loads(i.doc) for i in world.transports[consumer].items.values() if i.sk == "STATE"
    ]
    kept = [
        {k: s[k] for k in ("id", "state", "kind", "sha256", "fees", "results") if k in s}
        for s in states
    ]
    return json.dumps(sorted(kept, key=lambda s: (str(s.get("id")), str(s))), sort_keys=True)
