"""Idempotency keys: one action a key, the same answer to every repeat, whatever died on the way."""

from datetime import timedelta

import pytest

from kit.http.http_message import HttpResponse
from kit.http.idempotency import (
    LEASE,
    IdempotencyKeyReused,
    IdempotencyLease,
    IdempotencyStore,
    RequestInFlight,
)
from kit.testing.clock import NOW
from kit.testing.memory_table import MemoryTransport, memory_table
from kit.testing.memory_vault import MemoryKeys, memory_vault
from tests.unit.kit.thing import NAME, Script

LATER = NOW + LEASE + timedelta(seconds=1)
ANSWER = HttpResponse(201, {"Content-Type": "application/json"}, f'{{"name": "{NAME}"}}')


def once(transport: MemoryTransport | None = None) -> IdempotencyStore:
    return IdempotencyStore(memory_table(transport), memory_vault(), "intake")


def first(records: IdempotencyStore, body: str = "body") -> IdempotencyLease:
    lease = records.begin("scope", body, NOW)
    assert isinstance(lease, IdempotencyLease)
    return lease


def again(records: IdempotencyStore) -> IdempotencyLease:
    lease = records.begin("scope", "body", LATER)
    assert isinstance(lease, IdempotencyLease)
    return lease


def test_a_repeat_gets_the_answer_of_the_first() -> None:
    records = once()
    records.finish(first(records), ANSWER, NOW)
    assert records.begin("scope", "body", NOW) == ANSWER


def test_a_repeat_with_another_body_is_refused_before_and_after_the_answer() -> None:
    records = once()
    lease = first(records)
    with pytest.raises(IdempotencyKeyReused):
        records.begin("scope", "other", NOW)
    records.finish(lease, ANSWER, NOW)
    with pytest.raises(IdempotencyKeyReused):
        records.begin("scope", "other", NOW)


def test_a_repeat_while_the_first_is_at_work_has_to_wait() -> None:
    records = once()
    first(records)
    with pytest.raises(RequestInFlight) as refusal:
        records.begin("scope", "body", NOW + LEASE - timedelta(seconds=1))
    assert refusal.value.retry_after == 2


def test_another_scope_is_another_action() -> None:
    records = once()
    lease = first(records)
    other = records.begin("another", "body", NOW)
    assert isinstance(other, IdempotencyLease)
    assert other.seed != lease.seed


def test_after_a_death_the_repeat_goes_on_with_the_same_seed() -> None:
    records = once()
    died = first(records)
    assert again(records).seed == died.seed


def test_of_two_repeats_after_a_death_one_gets_the_ticket() -> None:
    records = once()
    first(records)
    again(records)
    with pytest.raises(RequestInFlight):
        records.begin("scope", "body", LATER)


def test_an_answer_that_comes_after_the_lease_gives_way_to_the_repeats() -> None:
    records = once()
    slow, repeat = first(records), again(records)
    records.finish(slow, HttpResponse(201, {}, "slow"), LATER)
    records.finish(repeat, ANSWER, LATER)
    assert records.begin("scope", "body", LATER) == ANSWER


def test_a_slow_refusal_does_not_take_the_key_from_the_repeat_at_work() -> None:
    records = once()
    slow = first(records)
    repeat = again(records)
    records.release(slow, refused=True)
    records.finish(repeat, ANSWER, LATER)
    assert records.begin("scope", "body", LATER) == ANSWER


def test_a_refusal_frees_the_key_for_a_better_body() -> None:
    records = once()
    records.release(first(records), refused=True)
    assert isinstance(records.begin("scope", "better body", NOW), IdempotencyLease)


def test_a_failure_keeps_the_seed_for_the_repeat_at_once() -> None:
    records = once()
    failed = first(records)
    records.release(failed, refused=False)
    assert first(records).seed == failed.seed


@pytest.mark.parametrize("died", [True, False])
def test_a_refused_repeat_of_what_may_have_happened_keeps_the_seed(died: bool) -> None:
    records = once()
    uncertain = first(records)
    if not died:
        records.release(uncertain, refused=False)
    records.release(again(records), refused=True)
    assert again(records).seed == uncertain.seed


def test_a_key_is_forgotten_after_24_hours_though_its_record_is_still_there() -> None:
    records = once()
    lease = first(records)
    records.finish(lease, ANSWER, NOW)
    much_later = NOW + timedelta(hours=24)
    assert records.begin("scope", "body", much_later - timedelta(seconds=1)) == ANSWER
    fresh = records.begin("scope", "other body", much_later)
    assert isinstance(fresh, IdempotencyLease)
    assert fresh.seed != lease.seed


def test_a_key_may_be_kept_for_longer() -> None:
    records = once()
    lease = records.begin("scope", "body", NOW, timedelta(days=400))
    assert isinstance(lease, IdempotencyLease)
    records.finish(lease, ANSWER, NOW)
    assert records.begin("scope", "body", NOW + timedelta(days=399)) == ANSWER


def test_neither_the_answer_nor_the_key_lies_open_in_the_table() -> None:
    transport = MemoryTransport()
    records = once(transport)
    records.finish(first(records), ANSWER, NOW)
    stored = repr(transport.items)
    assert NAME not in stored
    assert "scope" not in stored
    assert "Nguy" not in stored


def test_the_table_lets_go_of_the_record_by_itself() -> None:
    transport = MemoryTransport()
    first(once(transport))
    (item,) = transport.items.values()
    assert item.index_attributes["ttl"] == int((NOW + timedelta(hours=24)).timestamp())


def test_an_answer_kept_by_one_process_is_opened_by_another() -> None:
    table, keys = memory_table(), memory_table()
    from kit.persistence.vault import Vault

    one, other = (IdempotencyStore(table, Vault(keys, MemoryKeys()), "intake") for _ in range(2))
    one.finish(first(one), ANSWER, NOW)
    assert other.begin("scope", "body", NOW) == ANSWER


@pytest.mark.parametrize("step", ["busy", "lost", "never"])
def test_a_ticket_whose_write_was_not_answered_is_still_the_callers(step: str) -> None:
    transport = Script(step)
    records = once(transport)
    lease = first(records)
    transport.steps = [step]
    records.finish(lease, ANSWER, NOW)
    assert records.begin("scope", "body", NOW) == ANSWER
