"""A life sent again: a year later nobody does anything twice, and nothing dies of it."""

from datetime import timedelta
from typing import Any

import pytest

from contracts.routes import ROUTES
from tests.world import SERVICES, Message, World


@pytest.mark.parametrize("shuffled", [False, True])
@pytest.mark.parametrize("pay", ["before_acceptance", "before_result", "none"])
def test_a_whole_life_replayed_after_a_month_and_after_a_year_writes_nothing(
    pay: str, *, shuffled: bool
) -> None:
    world = World(pay=pay)
    world.live()
    world.shuffled = shuffled
    for days in (31, 399):
        begin = world.clock
        world.clock += timedelta(days=days)
        expire(world)
        before, notices = stored(world), list(world.post.sent)

        replay(world)

        assert not any(world.dead.values()), world.dead
        assert stored(world) == before
        assert world.post.sent == notices
        world.clock = begin


def expire(world: World) -> None:
    """DynamoDB forgets what has outlived its time."""
    for transport in world.transports.values():
        for key, item in list(transport.items.items()):
            if int(item.index_attributes.get("ttl", 0) or world.clock.timestamp() + 1) < (
                world.clock.timestamp()
            ):
                del transport.items[key]


def replay(world: World) -> None:
    """Every event of the life goes to each of its subscribers once more."""
    for event in world.events():
        for service in ROUTES[event.type]:
            world.queues[service].append(Message(event.model_dump_json()))
    while world.deliver_all():
        pass


def stored(world: World) -> dict[str, Any]:
    """Everything that the services keep, in tables and files."""
    tables = {name: dict(world.transports[name].items) for name in SERVICES}
    inserted = {name: len(world.transports[name].inserted) for name in SERVICES}
    return {"tables": tables, "inserted": inserted, "files": world.file_store.puts}
