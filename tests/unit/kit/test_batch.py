"""The inbox: once each, and bad ones fail alone."""

from collections.abc import Iterator

import pytest

from kit.core.events import Envelope
from kit.messaging.batch import consume
from kit.messaging.inbox import Inbox, NotForUs
from kit.persistence.repository import Conflict
from kit.testing.clock import NOW
from kit.testing.memory_table import MemoryTransport
from tests.unit.kit.chain_service import CHAIN, batch, chain_service, failures
from tests.unit.kit.thing import aggregates, envelope


def test_one_poison_message_fails_alone() -> None:
    service = chain_service()
    good = [envelope(kind) for kind in CHAIN]
    answer = consume(
        batch(good[0], envelope("poison"), good[1], "{not json", good[2]), None, service.inbox
    )
    assert failures(answer) == ["m1", "m3"]
    assert service.names() == list(CHAIN[:3])


def test_a_batch_of_nothing_but_poison_is_reported_and_not_raised() -> None:
    answer = consume(batch("{}", "[]"), None, chain_service().inbox)
    assert failures(answer) == ["m0", "m1"]


def test_a_message_of_a_type_without_a_handler_is_refused() -> None:
    with pytest.raises(NotForUs):
        chain_service().inbox.handle(envelope("elsewhere.happened"))


def conflicts(times: int) -> Iterator[None]:
    for _ in range(times):
        yield None


@pytest.mark.parametrize(("times", "done"), [(7, True), (8, False)])
def test_a_lost_race_is_run_again_a_few_times(times: int, done: bool) -> None:
    things = aggregates(MemoryTransport())
    lost = conflicts(times)

    def busy(message: Envelope) -> None:
        if next(lost, "done") is None:
            raise Conflict
        things.record(message, NOW)

    message = envelope("busy")
    answer = consume(batch(message), None, Inbox({"busy": busy}, things.table, lambda: NOW))
    assert things.has_handled(message) is done
    assert failures(answer) == ([] if done else ["m0"])


def test_a_batch_is_prepared_before_any_of_it_is_handled_and_tried_again_if_that_fails() -> None:
    service = chain_service()
    seen: list[str] = []
    message = envelope("opened")
    consume(
        batch(message, "{not json"),
        None,
        service.inbox,
        lambda them: seen.extend(m.id for m in them),
    )
    assert seen == [message.id]

    def down(_: object) -> None:
        raise ConnectionError

    with pytest.raises(ConnectionError):
        consume(batch(envelope("paid")), None, service.inbox, down)
    assert service.names() == ["opened"]
