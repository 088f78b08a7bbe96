"""The inbox: once each, and bad ones fail alone."""

from collections.abc import Iterator

import pytest

from kit.core.events import ContractBroken, Envelope
from kit.messaging.batch import consume
from kit.messaging.inbox import Inbox
from kit.messaging.redelivery import Record
from kit.persistence.repository import Conflict
from kit.testing.clock import NOW
from kit.testing.memory_queues import MemoryRedelivery
from kit.testing.memory_table import MemoryTransport
from tests.unit.kit.chain_service import CHAIN, batch, chain_service, failures
from tests.unit.kit.thing import Named, aggregates, envelope


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


@pytest.mark.parametrize("early", [envelope("elsewhere.happened"), envelope("opened", version=2)])
def test_a_type_or_version_that_is_not_known_yet_waits_until_a_deployment_knows_it(
    early: Envelope,
) -> None:
    service = chain_service()
    answer = consume(batch(early, early), None, service.inbox)
    assert (failures(answer), service.waiting()) == ([], [early.type])

    handled: list[str] = []
    newer = Inbox(
        {early.type: lambda message: handled.append(message.id)},
        service.things.table,
        service.now,
        {early.type: early.version},
    )
    newer.drain_oldest()
    assert (handled, service.waiting()) == ([early.id], [])


def test_what_breaks_its_contract_is_abandoned_at_once_and_what_fails_comes_again() -> None:
    service, redelivery = chain_service(), MemoryRedelivery()
    service.inbox.handle(envelope("opened"))
    old = envelope("paid", version=0)
    answer = consume(
        batch("{not json", envelope("poison"), old, envelope("paid")),
        None,
        service.inbox,
        redelivery=redelivery,
    )
    assert (redelivery.abandoned, redelivery.postponed) == (["m0", "m2"], ["m1"])
    assert failures(answer) == ["m1"]
    assert service.names() == ["opened", "paid"]


def test_data_that_is_not_as_the_contract_says_breaks_it() -> None:
    with pytest.raises(ContractBroken) as broken:
        envelope(data={"name": {"first": "Nguyễn Thị An"}}).read(Named)
    assert "Nguyễn" not in str(broken.value)


def test_what_cannot_be_abandoned_comes_again() -> None:
    class Full(MemoryRedelivery):
        def give_up(self, record: Record) -> bool:
            return False

    redelivery = Full()
    answer = consume(batch("{}"), None, chain_service().inbox, redelivery=redelivery)
    assert (failures(answer), redelivery.postponed) == (["m0"], ["m0"])


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

    redelivery = MemoryRedelivery()
    answer = consume(
        batch(envelope("paid"), envelope("paid")), None, service.inbox, down, redelivery
    )
    assert failures(answer) == redelivery.postponed == ["m0", "m1"]
    assert service.names() == ["opened"]
