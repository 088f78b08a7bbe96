"""Early messages: they wait for their turn, lose nothing and hold up nobody."""

import itertools
import random
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.messaging.batch import consume
from kit.persistence.fault_injecting_transport import FaultInjectingTransport
from kit.persistence.repository import OutOfOrder
from kit.platform import fault_injection, tracing
from kit.testing.clock import NOW
from kit.testing.memory_table import MemoryTransport, events_of
from tests.unit.kit.chain_service import CHAIN, ChainService, batch, chain_service, failures
from tests.unit.kit.thing import envelope, named, thing


@pytest.mark.parametrize("order", list(itertools.permutations(CHAIN)))
def test_messages_in_any_order_end_in_the_same_state(order: tuple[str, ...]) -> None:
    service = chain_service()
    for kind in order:
        service.inbox.handle(envelope(kind))
    assert service.names() == list(CHAIN)
    assert service.waiting() == []
    assert service.inbox.drain_oldest() == 0.0


@given(st.lists(st.sampled_from(CHAIN), max_size=12))
def test_messages_delivered_any_number_of_times_are_handled_once(more: list[str]) -> None:
    service = chain_service()
    messages = {kind: envelope(kind) for kind in CHAIN}
    for kind in [*more, *reversed(CHAIN)]:
        service.inbox.handle(messages[kind])
    assert service.names() == list(CHAIN)
    assert service.waiting() == []


@given(st.permutations(CHAIN * 2), st.integers(0, 2**32))
def test_any_order_under_conflicts_throttles_and_timeouts_ends_the_same(
    order: list[str], seed: int
) -> None:
    transport = MemoryTransport()
    service = ChainService(
        transport,
        FaultInjectingTransport(
            transport, fault_injection.Plan(rate=0.2, chance=random.Random(seed))
        ),
    )
    messages = {kind: envelope(kind) for kind in CHAIN}
    queue = [messages[kind] for kind in order]
    while queue:
        failed = failures(consume(batch(*queue), None, service.inbox))
        queue = [queue[int(name.removeprefix("m"))] for name in failed]
    for _ in CHAIN:
        service.inbox.drain_oldest()
    assert service.names() == list(CHAIN)
    assert service.waiting() == []


def test_a_deferred_poison_message_does_not_spoil_the_good_ones_of_its_dossier() -> None:
    service = chain_service()
    service.inbox.handle(envelope("poison"))
    answer = consume(batch(*(envelope(kind) for kind in CHAIN)), None, service.inbox)
    assert failures(answer) == []
    assert service.names() == list(CHAIN)
    assert service.waiting() == ["poison"]


def test_a_deferred_poison_message_does_not_keep_the_sweeper_from_the_others() -> None:
    service = chain_service()
    service.inbox.handle(envelope("poison", dossier="A-1"))
    service.things.commit([named(thing(), CHAIN[0])], at=NOW)
    service.deferred.defer(envelope(CHAIN[1], dossier="B-2"), OutOfOrder("THING#t1", 1), NOW)
    service.clock += timedelta(hours=1)
    assert service.inbox.drain_oldest() == 3600.0
    assert service.names() == list(CHAIN[:2])


def test_what_waits_is_as_old_as_when_it_came_however_often_it_was_tried() -> None:
    service = chain_service()
    service.inbox.handle(envelope("returned"))
    for _ in range(20):
        service.clock += timedelta(minutes=5)
        service.inbox.drain_oldest()
    assert service.inbox.drain_oldest() == 100 * 60


def test_the_sweeper_tries_every_deferred_message_however_many() -> None:
    service = chain_service()
    for n in range(1100):
        service.deferred.defer(
            envelope(CHAIN[1], dossier=f"A-{n:04d}"), OutOfOrder("THING#t1", 0), NOW
        )
    service.inbox.drain_oldest()
    assert len(service.calls) >= 1100


def test_a_deferred_message_goes_on_under_its_own_trace_and_gives_the_other_one_back() -> None:
    service = chain_service()
    service.inbox.handle(envelope("paid", trace="of paid"))
    service.inbox.handle(envelope("opened", trace="of opened"))
    assert [e.trace for e in events_of(service.transport)] == ["of opened", "of paid"]
    assert tracing.current() == "of opened"


def test_a_state_that_comes_between_looking_and_parking_is_seen() -> None:
    service = chain_service()
    opened = envelope("opened")
    service.meanwhile = lambda: service.inbox.handle(opened)
    service.inbox.handle(envelope("paid"))
    assert service.names() == ["opened", "paid"]
    assert service.waiting() == []


def test_a_message_deferred_again_after_it_was_done_is_cleared_by_the_next_sweep() -> None:
    service = chain_service()
    message = envelope("paid")
    service.inbox.handle(message)
    service.inbox.handle(envelope("opened"))
    service.deferred.defer(message, OutOfOrder("THING#t1", 2), NOW)
    assert service.inbox.drain_oldest() == 0.0
    assert service.names() == ["opened", "paid"]


def test_a_repeat_that_comes_when_its_time_is_over_is_done_with_and_waits_for_nothing() -> None:
    service = chain_service()
    messages = [envelope(kind) for kind in CHAIN]
    for message in [*messages, messages[1]]:
        service.inbox.handle(message)
    assert service.waiting() == []


@pytest.mark.parametrize("point", ["commit.before", "commit.after"])
def test_a_process_that_dies_on_a_deferred_message_loses_nothing(point: str) -> None:
    service = chain_service()
    first = envelope("opened")
    service.inbox.handle(envelope("paid"))
    with (
        fault_injection.injected(fault_injection.Plan(kill={point: 1})),
        pytest.raises(fault_injection.Killed),
    ):
        service.inbox.handle(first)
    service.inbox.handle(first)
    assert service.names() == ["opened", "paid"]
    assert service.waiting() == []
