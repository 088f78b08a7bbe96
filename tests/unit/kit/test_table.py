"""A table's retries: what is tried again, what counts as written, what the caller learns."""

from threading import Barrier

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.persistence.items import (
    Absent,
    AtVersion,
    Busy,
    ConditionFailed,
    Count,
    Item,
    Put,
    Remove,
    Unmark,
    Write,
)
from kit.persistence.parallel import AT_ONCE, Threads
from kit.persistence.query import Query
from kit.persistence.retries import ATTEMPTS, FIRST_PAUSE, LONGEST_PAUSE
from kit.persistence.table import Table
from kit.testing.memory_table import MemoryTransport, memory_table
from tests.unit.kit.thing import Deaf, Script

ITEM = Item("A", "STATE", '{"a":1}', 1)
STEPS = st.lists(st.sampled_from(["busy", "lost", "never"]), max_size=ATTEMPTS - 1)


@given(STEPS)
def test_a_new_item_is_written_once_whatever_happened_on_the_way(steps: list[str]) -> None:
    transport = Script(*steps)
    memory_table(transport).write([Put(ITEM, Absent())])
    assert transport.get("A", "STATE", consistent=True) == ITEM
    assert transport.inserted == [ITEM]


@given(STEPS)
def test_a_next_version_is_written_once_whatever_happened_on_the_way(steps: list[str]) -> None:
    transport = Script()
    table = memory_table(transport)
    table.write([Put(ITEM, Absent())])
    transport.steps = list(steps)
    raised = Item("A", "STATE", '{"a":2}', 2)
    table.write([Put(raised, AtVersion(1))])
    assert table.get("A") == raised


@given(STEPS)
def test_a_counter_in_a_write_counts_once_whatever_happened_on_the_way(steps: list[str]) -> None:
    transport = Script(*steps)
    table = memory_table(transport)
    table.write([Count("C", "N", 1)])
    table.write([Put(ITEM), Count("C", "N", 2)])
    assert table.add("C", "N", 0) == 3


@given(STEPS)
def test_a_removal_on_a_condition_is_done_once_whatever_happened_on_the_way(
    steps: list[str],
) -> None:
    transport = Script()
    table = memory_table(transport)
    table.write([Put(ITEM)])
    transport.steps = list(steps)
    table.write([Remove("A", "STATE", AtVersion(1))])
    assert table.get("A") is None


def test_somebody_elses_item_is_not_taken_for_ours_after_a_time_out() -> None:
    transport = Script("never")
    transport.items["A", "STATE"] = Item("A", "STATE", '{"other":1}', 1)
    with pytest.raises(ConditionFailed):
        memory_table(transport).write([Put(ITEM, Absent())])


def test_a_transaction_that_landed_is_recognised_though_its_state_moved_on_meanwhile() -> None:
    def moved_on() -> None:
        transport.items["A", "STATE"] = Item("A", "STATE", '{"a":9}', 9)

    transport = Script("lost", meanwhile=moved_on)
    transport.forgetful = True
    transport.items["A", "STATE"] = ITEM
    event = Item("A", "EVENT#000002", "{}", 2)
    memory_table(transport).write(
        [Put(Item("A", "STATE", '{"a":2}', 2), AtVersion(1)), Put(event, Absent())]
    )
    assert transport.items["A", "STATE"].version == 9


def test_a_condition_that_fails_at_once_names_its_place() -> None:
    table = memory_table()
    table.write([Put(ITEM)])
    writes: list[Write] = [Put(Item("B", "STATE", "{}")), Put(ITEM, Absent())]
    with pytest.raises(ConditionFailed) as failed:
        table.write(writes)
    assert failed.value.index == 1
    assert table.get("B") is None


def test_a_table_that_stays_busy_is_given_up_after_ten_tries() -> None:
    transport = Script(*["busy"] * 50)
    with pytest.raises(Busy):
        memory_table(transport).write([Put(ITEM)])
    assert transport.write_count == ATTEMPTS


def test_a_read_of_a_table_that_stays_busy_is_given_up() -> None:
    with pytest.raises(Busy):
        memory_table(Deaf()).get("A")


def test_pauses_grow_with_jitter_up_to_a_second() -> None:
    pauses: list[float] = []
    table = Table(Script(*["busy"] * 9), sleep=pauses.append, chance=lambda: 1.0)
    table.write([Put(ITEM)])
    assert pauses[0] == FIRST_PAUSE
    assert pauses == sorted(pauses)
    assert max(pauses) == LONGEST_PAUSE


def test_clearing_a_mark_twice_is_the_same_as_once() -> None:
    transport = MemoryTransport()
    table = memory_table(transport)
    table.write([Put(Item("A", "E", "{}", 1, {"waiting": "unsent", "since": "2026"}))])
    table.write([Unmark("A", "E", ("waiting", "since"))])
    table.write([Unmark("A", "E", ("waiting", "since"))])
    assert transport.items["A", "E"].index_attributes == {}


@given(st.integers(1, 7), st.integers(0, 20), st.booleans())
def test_pages_of_any_size_show_every_item_once_in_order(
    size: int, many: int, newest_first: bool
) -> None:
    table = memory_table()
    for n in range(many):
        table.write([Put(Item("A", f"{n:03d}", "{}"))])
    seen: list[str] = []
    after: str | None = None
    while True:
        page = table.query(Query(partition="A", after=after, limit=size, newest_first=newest_first))
        seen += [item.sk for item in page.items]
        after = page.after
        if after is None:
            break
    assert seen == sorted((f"{n:03d}" for n in range(many)), reverse=newest_first)


class Crowd(MemoryTransport):
    """Answers a count only when as many others are asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.barrier = Barrier(AT_ONCE, timeout=30)

    def count(self, query: Query) -> int:
        self.barrier.wait()
        return super().count(query)


def test_several_counts_are_made_at_once_and_answered_in_order() -> None:
    transport = Crowd()
    table = Table(transport, each_of=Threads())
    for number in range(AT_ONCE):
        table.write([Put(Item(f"P{number}", f"S{place}", "{}")) for place in range(number + 1)])
    queries = [Query(partition=f"P{number}") for number in range(AT_ONCE)]
    assert table.counts(queries * 2) == [*range(1, AT_ONCE + 1)] * 2
