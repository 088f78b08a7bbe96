"""Committing changes: all or nothing, and the right name for what stood in the way."""

import json

import pytest

from kit.core.errors import Unavailable
from kit.core.events import Change, TooLargeToSend
from kit.persistence.fault_injecting_transport import FaultInjectingTransport
from kit.persistence.items import Absent, ConditionFailed, Item, Present, Put
from kit.persistence.query import Query
from kit.persistence.repository import Conflict, Duplicate, retry_on_conflict
from kit.persistence.table import Table
from kit.persistence.unsent import event_values
from kit.platform import fault_injection, tracing
from kit.testing.clock import NOW
from kit.testing.memory_table import MemoryTransport, events_of
from tests.unit.kit.thing import (
    DOSSIER,
    VAULT,
    Script,
    Thing,
    ThingsRepository,
    aggregates,
    envelope,
    named,
    thing,
)


def start() -> tuple[MemoryTransport, ThingsRepository]:
    transport = MemoryTransport()
    return transport, aggregates(transport)


def test_a_commit_raises_the_version_and_says_so_in_an_event() -> None:
    transport, things = start()
    things.commit([named(thing(), "first")], at=NOW)
    loaded = things.load(Thing, "t1")
    assert loaded is not None
    assert (loaded.name, loaded.version) == ("first", 1)
    (event,) = events_of(transport)
    assert (event.type, event.source, event.subject, event.sequence) == (
        "thing.named",
        "things",
        "t1",
        1,
    )
    assert (event.dossier, event.vault, event.time) == (DOSSIER, VAULT, NOW)


def test_an_event_that_no_request_asked_for_could_be_followed_under_no_trace() -> None:
    transport, things = start()
    tracing.follow("")
    things.commit([named(thing(), "first")], at=NOW)
    tracing.follow("trace-1")
    things.commit([named(thing(version=1), "second")], at=NOW)

    first, second = events_of(transport)
    assert (first.trace, second.trace) == (first.id, "trace-1")


def test_the_event_waits_to_be_sent_until_the_relay_clears_it() -> None:
    _, things = start()
    things.commit([named(thing(), "first")], at=NOW)
    waiting = [things.table.all(Query(partition=m, index="waiting")) for m in event_values()]
    (key,) = [key for keys in waiting for key in keys]
    assert (key.pk, key.sk) == ("THING#t1", "EVENT#000001")


def test_a_change_that_nobody_may_know_of_has_no_event() -> None:
    transport, things = start()
    things.commit([Change(thing(name="draft"), None)], at=NOW)
    assert things.load(Thing, "t1") is not None
    assert events_of(transport) == []


def test_two_who_loaded_the_same_version_cannot_both_commit() -> None:
    transport, things = start()
    things.commit([named(thing(), "first")], at=NOW)
    seen = things.load(Thing, "t1")
    assert seen is not None
    things.commit([named(seen, "mine")], at=NOW)
    with pytest.raises(Conflict):
        things.commit([named(seen, "theirs")], at=NOW)
    assert len(events_of(transport)) == 2


def test_a_thing_cannot_be_made_twice() -> None:
    _, things = start()
    things.commit([named(thing(), "first")], at=NOW)
    with pytest.raises(Conflict):
        things.commit([named(thing(), "again")], at=NOW)


def test_several_aggregates_are_committed_together_or_not_at_all() -> None:
    transport, things = start()
    things.commit([named(thing(id="a"), "a")], at=NOW)
    with pytest.raises(Conflict):
        things.commit(
            [named(thing(id="b"), "b"), named(thing(id="a"), "stale")], at=NOW, cause=envelope()
        )
    assert things.load(Thing, "b") is None
    assert len(events_of(transport)) == 1


def test_a_message_is_handled_once() -> None:
    _, things = start()
    message = envelope()
    things.commit([named(thing(id="a"), "a")], at=NOW, cause=message)
    with pytest.raises(Duplicate):
        things.commit([named(thing(id="b"), "b")], at=NOW, cause=message)
    assert things.load(Thing, "b") is None


def test_a_repeated_message_that_also_lost_a_race_is_a_duplicate_and_no_conflict() -> None:
    _, things = start()
    message = envelope()
    things.commit([named(thing(), "a")], at=NOW, cause=message)
    with pytest.raises(Duplicate):
        things.commit([named(thing(), "a")], at=NOW, cause=message)


def test_a_message_that_leads_to_nothing_is_still_handled_once() -> None:
    _, things = start()
    message = envelope()
    things.record(message, NOW)
    assert things.has_handled(message)
    with pytest.raises(Duplicate):
        things.record(message, NOW)


def test_a_condition_of_the_callers_own_is_named_by_its_place_among_them() -> None:
    _, things = start()
    fine = Put(Item("A", "1", "{}"))
    fails = Put(Item("A", "2", "{}"), Present())
    change = Change(thing(), None, extra_writes=(fine,))
    with pytest.raises(ConditionFailed) as failed:
        things.commit([change], at=NOW, cause=envelope(), extra_writes=[fails])
    assert failed.value.index == 1
    assert things.load(Thing, "t1") is None


def test_a_repeated_message_is_a_duplicate_even_if_the_callers_condition_fails_too() -> None:
    _, things = start()
    message = envelope()
    once = Put(Item("A", "1", "{}"), Absent())
    things.record(message, NOW, extra_writes=[once])
    with pytest.raises(Duplicate):
        things.record(message, NOW, extra_writes=[once])


def test_an_event_over_64_kb_is_not_committed() -> None:
    _, things = start()
    with pytest.raises(TooLargeToSend):
        things.commit([named(thing(), "x" * 65_536)], at=NOW)
    assert things.load(Thing, "t1") is None


def test_the_record_of_a_message_names_its_commit() -> None:
    transport, things = start()
    message = envelope()
    things.record(message, NOW)
    record = transport.items[f"HEARD#{message.id}", "HEARD"]
    assert json.loads(record.doc)["type"] == "thing.named"
    assert record.index_attributes["ttl"] == int(NOW.timestamp()) + 400 * 86_400


@pytest.mark.parametrize("step", ["busy", "lost", "never"])
def test_a_commit_without_an_answer_is_done_once(step: str) -> None:
    transport = Script(step)
    things = aggregates(transport)
    message = envelope()
    things.commit([named(thing(), "first")], at=NOW, cause=message)
    assert len(events_of(transport)) == 1
    assert things.has_handled(message)


def test_under_conflicts_throttles_and_timeouts_every_rename_is_one_version_and_one_event() -> None:
    transport = MemoryTransport()
    things = aggregates(
        transport, FaultInjectingTransport(transport, fault_injection.Plan(rate=0.3))
    )

    @retry_on_conflict
    def rename(name: str) -> None:
        seen = things.load(Thing, "t1") or thing()
        things.commit([named(seen, name)], at=NOW)

    for n in range(100):
        rename(f"name {n}")
    assert [e.data["name"] for e in events_of(transport)] == [f"name {n}" for n in range(100)]
    assert [e.sequence for e in events_of(transport)] == list(range(1, 101))


def test_who_always_comes_second_gets_unavailable() -> None:
    @retry_on_conflict
    def never() -> None:
        raise Conflict

    with pytest.raises(Unavailable):
        never()


def test_a_process_that_dies_before_the_commit_leaves_nothing_and_after_it_everything() -> None:
    transport, things = start()
    with (
        fault_injection.injected(fault_injection.Plan(kill={"commit.before": 1})),
        pytest.raises(fault_injection.Killed),
    ):
        things.commit([named(thing(), "first")], at=NOW)
    assert transport.inserted == []
    with (
        fault_injection.injected(fault_injection.Plan(kill={"commit.after": 1})),
        pytest.raises(fault_injection.Killed),
    ):
        things.commit([named(thing(), "first")], at=NOW)
    assert len(events_of(transport)) == 1


def test_who_loses_a_race_waits_for_a_random_time_that_grows() -> None:
    pauses: list[float] = []
    table = Table(MemoryTransport(), sleep=pauses.append, chance=lambda: 1.0)
    things = ThingsRepository(table, "things", aggregates(MemoryTransport()).vault)
    things.commit([named(thing(), "first")], at=NOW)

    @retry_on_conflict
    def rename_a_stale_thing() -> None:
        things.commit([named(thing(), "second")], at=NOW)

    with pytest.raises(Unavailable):
        rename_a_stale_thing()
    assert pauses[:4] == [0.02, 0.04, 0.08, 0.16]
    assert max(pauses) == 1.0
