"""The relay and the sweeper: every event reaches each of its hearers at least once, whatever fails
on the way.
"""

import json
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest

from kit.core.budget import Budget
from kit.core.events import Envelope
from kit.messaging import outbox_relay
from kit.messaging.outbox_relay import RelayFailed, Sender
from kit.messaging.unsent_events import backlog, index_values, sweep
from kit.persistence.items import Item, Put, Remove
from kit.persistence.query import Query
from kit.persistence.unsent import event_mark, event_values
from kit.platform import fault_injection
from kit.testing.clock import NOW
from kit.testing.memory_queues import MemoryQueues
from kit.testing.memory_table import MemoryTransport
from tests.unit.kit.thing import Thing, ThingsRepository, aggregates, named, thing

ROUTES = {"thing.named": ("left", "right")}


class OneDown(MemoryQueues):
    """Queues of which one service's does not answer."""

    def __init__(self, service: str) -> None:
        super().__init__()
        self.service = service

    def send(self, service: str, bodies: Sequence[str]) -> None:
        if service == self.service:
            raise RelayFailed(service)
        super().send(service, bodies)


def committed(*names: str) -> tuple[MemoryTransport, ThingsRepository]:
    transport = MemoryTransport()
    things = aggregates(transport)
    for name in names:
        things.commit([named(thing(id=name), name)], at=NOW)
    return transport, things


def stream(transport: MemoryTransport) -> dict[str, Any]:
    """What the table's stream shows of every insertion."""
    return {
        "Records": [
            {
                "eventName": "INSERT",
                "dynamodb": {
                    "NewImage": {
                        "pk": {"S": i.pk},
                        "sk": {"S": i.sk},
                        "doc": {"S": i.doc},
                        "version": {"N": str(i.version)},
                    },
                    "SequenceNumber": f"{n:03d}",
                },
            }
            for n, i in enumerate(transport.inserted)
        ]
    }


def relayed(transport: MemoryTransport, things: ThingsRepository, sender: Sender) -> list[str]:
    """Where the stream has to begin again, if anywhere."""
    answer = outbox_relay.relay(stream(transport), routes=ROUTES, sender=sender, table=things.table)
    return [failure["itemIdentifier"] for failure in answer["batchItemFailures"]]


def swept(things: ThingsRepository, sender: Sender, *, after: timedelta) -> int:
    return sweep(routes=ROUTES, sender=sender, table=things.table, now=NOW + after)


def waiting(things: ThingsRepository, values: Sequence[str]) -> list[str]:
    return [k.pk for m in values for k in things.table.all(Query(partition=m, index="waiting"))]


def unsent(things: ThingsRepository) -> list[str]:
    """The events that nobody is known to have."""
    return waiting(things, event_values())


def missing(things: ThingsRepository) -> int:
    """How many events and copies are unsent."""
    return backlog(things.table, index_values(ROUTES), NOW).items


def names(bodies: Sequence[str]) -> list[str]:
    return [Envelope.model_validate_json(body).data["name"] for body in bodies]


def test_every_subscriber_gets_every_event_and_the_marks_are_cleared() -> None:
    transport, things = committed("a", "b")
    queues = MemoryQueues()
    relayed(transport, things, queues)
    assert names(queues.sent["left"]) == names(queues.sent["right"]) == ["a", "b"]
    assert unsent(things) == []


def test_a_queue_that_does_not_answer_costs_its_subscriber_five_minutes_and_loses_nothing() -> None:
    transport, things = committed("a")
    queues = MemoryQueues(down=True)
    assert relayed(transport, things, queues) == []
    assert missing(things) == len(ROUTES["thing.named"])

    queues.down = False
    assert swept(things, queues, after=timedelta(minutes=6)) == 2
    assert names(queues.sent["left"]) == names(queues.sent["right"]) == ["a"]
    assert missing(things) == 0


@pytest.mark.parametrize("down", ["left", "right"])
def test_one_broken_queue_does_not_hold_events_back_from_the_others(down: str) -> None:
    transport, things = committed("a", "b")
    queues = OneDown(down)
    relayed(transport, things, queues)
    (other,) = queues.sent
    assert names(queues.sent[other]) == ["a", "b"]
    assert (unsent(things), missing(things)) == ([], 2)


def test_two_thousand_events_for_one_dead_queue_reach_the_others_once() -> None:
    transport, things = committed(*(f"n{n:04d}" for n in range(2000)))
    queues = OneDown("left")
    relayed(transport, things, queues)
    for hour in range(12):
        with pytest.raises(RelayFailed, match="left"):
            swept(things, queues, after=timedelta(hours=1 + hour))
    assert set(Counter(names(queues.sent["right"])).values()) == {1}

    queues.service = ""
    assert swept(things, queues, after=timedelta(days=1)) == 2000
    assert set(Counter(names(queues.sent["left"])).values()) == {1}
    assert missing(things) == 0


def test_two_thousand_events_that_no_stream_showed_go_out_once_beside_a_dead_queue() -> None:
    _, things = committed(*(f"n{n:04d}" for n in range(2000)))
    queues = OneDown("left")
    for hour in range(12):
        with pytest.raises(RelayFailed, match="left"):
            swept(things, queues, after=timedelta(hours=1 + hour))
    assert set(Counter(names(queues.sent["right"])).values()) == {1}
    assert missing(things) == 2000


def test_an_event_nobody_listed_fails_alone() -> None:
    transport, things = committed("a", "b")
    doc = json.loads(transport.items["THING#a", "EVENT#000001"].doc) | {"type": "thing.unknown"}
    index_attributes = {"waiting": event_mark("THING#x"), "since": "2026-01-01T00:00:00.000000Z"}
    things.table.write([Put(Item("THING#x", "EVENT#000001", json.dumps(doc), 1, index_attributes))])
    queues = MemoryQueues()
    assert relayed(transport, things, queues) == [f"{len(transport.inserted) - 1:03d}"]
    assert unsent(things) == ["THING#x"]
    things.commit([named(thing(id="c"), "c")], at=NOW)
    with pytest.raises(RelayFailed, match="no route"):
        swept(things, queues, after=timedelta(hours=1))
    assert unsent(things) == ["THING#x"]
    assert names(queues.sent["right"]) == ["a", "b", "c"]


def test_only_events_are_relayed_not_states_nor_deferred_messages() -> None:
    transport, things = committed("a")
    queues = MemoryQueues()
    relayed(transport, things, queues)
    assert len(transport.inserted) > 1
    assert len(queues.sent["left"]) == 1


def test_a_relay_that_dies_before_clearing_sends_twice_rather_than_never() -> None:
    transport, things = committed("a")
    queues = MemoryQueues()
    with (
        fault_injection.injected(fault_injection.Plan(kill={"relay.sent": 1})),
        pytest.raises(fault_injection.Killed),
    ):
        relayed(transport, things, queues)
    assert unsent(things) == ["THING#a"]
    assert swept(things, queues, after=timedelta(minutes=6)) == 1
    assert names(queues.sent["left"]) == ["a", "a"]
    assert unsent(things) == []


def test_after_a_stream_was_dead_for_25_hours_the_sweeper_sends_everything() -> None:
    _, things = committed(*(f"n{n:03d}" for n in range(250)))
    queues = MemoryQueues()
    assert swept(things, queues, after=timedelta(hours=25)) == 250
    assert sorted(names(queues.sent["left"])) == [f"n{n:03d}" for n in range(250)]
    assert unsent(things) == []
    assert swept(things, queues, after=timedelta(hours=25)) == 0


def test_the_sweeper_leaves_the_last_five_minutes_to_the_relay() -> None:
    _, things = committed("a")
    queues = MemoryQueues()
    assert swept(things, queues, after=timedelta(minutes=4)) == 0
    assert queues.sent == {}


def test_a_sweep_goes_on_past_what_it_cannot_send() -> None:
    _, things = committed(*(f"n{n:03d}" for n in range(150)))
    queues = OneDown("left")
    with pytest.raises(RelayFailed):
        swept(things, queues, after=timedelta(hours=1))
    assert len(queues.sent["right"]) == 150


def test_a_sweep_ends_before_its_function_is_killed_and_the_next_one_does_the_rest() -> None:
    _, things = committed(*(f"n{n:03d}" for n in range(250)))
    queues, left = MemoryQueues(), iter([60.0, 40.0, 30.0, *[10.0] * 90])
    budget = Budget(lambda: next(left), reserve=20.0)
    now = NOW + timedelta(hours=1)
    first = sweep(routes=ROUTES, sender=queues, table=things.table, now=now, budget=budget)

    assert first < 250
    assert first + swept(things, queues, after=timedelta(hours=2)) == 250
    assert set(Counter(names(queues.sent["left"])).values()) == {1}


def test_the_backlog_is_counted_and_aged_by_the_index_alone() -> None:
    _, things = committed("a", "b", "c")
    assert backlog(things.table, index_values(ROUTES), NOW + timedelta(minutes=9)) == (3, 540.0)
    assert backlog(things.table, ["early"], NOW) == (0, 0.0)


def test_an_event_erased_meanwhile_has_no_mark_to_clear() -> None:
    transport, things = committed("a")
    things.table.write([Remove("THING#a", "EVENT#000001")])
    queues = MemoryQueues()
    relayed(transport, things, queues)
    assert names(queues.sent["left"]) == ["a"]
    assert ("THING#a", "EVENT#000001") not in transport.items


def test_clearing_the_mark_leaves_event_and_state_as_they_were() -> None:
    transport, things = committed("a")
    before = transport.items["THING#a", "EVENT#000001"].doc
    relayed(transport, things, MemoryQueues())
    assert transport.items["THING#a", "EVENT#000001"].doc == before
    assert things.load(Thing, "a") is not None
