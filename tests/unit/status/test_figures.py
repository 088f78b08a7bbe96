"""The figures of a month: folded from the archive outside a dossier's transaction, each dossier
once."""

import random
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from contracts.testing.dossier_events import CODE, DossierEvents, dossier_filed, paid_dossier
from kit.core.budget import Budget
from kit.core.events import Envelope
from kit.persistence.items import STATE, Ambiguous, Busy
from kit.persistence.repository import Conflict
from kit.platform import fault_injection
from status.adapters.s3_archive import archive_object
from status.domain.figure_ports import ObjectChanged
from status.domain.leaf import Leaf
from status.figures.fold import Folding, LeavesLost
from status.figures.manifest import KEY, stored_manifest
from status.figures.publish import published_month
from tests.unit.status.world import MONTH, VAULT, MemoryLeaves, World

PAID = paid_dossier(VAULT)


def counted(world: World) -> dict[int, int]:
    """As they are published now."""
    by_code = published_month(MONTH, world.objects).figures.by_code
    return {code: number for code, number in by_code.items() if number}


def filings(number: int) -> Iterator[Envelope]:
    for n in range(number):
        code, draft = f"H49.61.01-261123-{n + 100:04}", f"01KAQ0000000000000000000{n:02}"
        yield DossierEvents(VAULT, code, draft).publish("intake", dossier_filed())


def test_an_event_touches_no_figure_and_no_item_but_its_dossiers() -> None:
    world = World()
    world.receive(PAID)
    assert counted(world) == {}
    partitions = {pk.partition("#")[0] for pk, _ in world.transport.items}
    assert partitions == {"DOSSIER", "OWNER"}
    assert not any("waiting" in item.index_attributes for item in world.transport.items.values())


def test_a_dossier_is_counted_once_however_often_the_folder_runs() -> None:
    world = World()
    for message in PAID:
        world.receive([message])
        assert sum(world.figures().values()) == 1
        assert sum(world.figures().values()) == 1
    assert counted(world) == {10: 1}


def test_a_run_without_anything_new_reads_the_manifest_alone_and_writes_nothing() -> None:
    world = World()
    world.receive(PAID)
    world.figures()
    world.objects.calls.clear()
    world.service.fold()
    assert world.objects.calls == {"get leaves": 1}


def test_serving_figures_reads_no_table(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World()
    world.receive(PAID)
    world.figures()
    monkeypatch.setattr(world.transport, "get", refuse)
    monkeypatch.setattr(world.transport, "query", refuse)

    response = world.client.get(f"/v1/figures?month={MONTH}")

    assert (response.status, response.body["filed"]) == (200, 1)


def refuse(*_: object, **__: object) -> None:
    raise AssertionError("a table was read")


def test_each_touched_dossier_is_read_once() -> None:
    world = World()
    world.receive([*PAID, *filings(3)], size=1)
    read: list[str] = []

    def records(codes: Iterable[str]) -> Iterator[object]:
        for code in codes:
            read.append(code)
            yield world.repository.record_of(code)

    folding = Folding(world.service.figure_stores, records)  # type: ignore[arg-type]
    assert folding.run(world.clock()) == 4
    assert sorted(read) == sorted({str(message.dossier) for message in [*PAID, *filings(3)]})


def test_the_archive_is_ahead_of_the_projection_and_the_leaf_has_both() -> None:
    world = World()
    world.receive(PAID[:3])
    world.archive.append(PAID[3:], world.clock())
    assert world.figures() == {10: 1}


def test_what_was_archived_late_in_an_earlier_minute_is_folded_by_a_later_run() -> None:
    world = World()
    world.receive(PAID[:1])
    assert world.figures() == {1: 1}
    world.archive.append(PAID[1:], world.clock() - timedelta(minutes=4))
    assert world.figures() == {10: 1}


def test_keys_of_before_the_minute_was_in_them_are_folded_too() -> None:
    world, now = World(), World().clock()
    _, body = archive_object(PAID[:1], now)
    world.archive.objects[f"day/{now:%Y-%m-%d}/{'0f' * 16}.jsonl"] = body
    _, body = archive_object(PAID[1:], now)
    world.archive.objects[f"day/{now:%Y-%m-%d}/{'f0' * 16}.jsonl"] = body
    assert world.figures() == {10: 1}


def test_the_manifest_forgets_keys_that_no_run_will_list_again() -> None:
    world = World()
    world.receive(PAID, size=1)
    world.figures()
    seen = len(stored_manifest(world.objects).manifest.seen)
    world.clock.advance(timedelta(hours=1))
    world.receive(list(filings(1)))
    world.figures()
    assert (seen, len(stored_manifest(world.objects).manifest.seen)) == (len(PAID), 1)


@pytest.mark.parametrize("at_once", [1, 2, 5])
def test_more_objects_than_fit_into_a_step_are_folded_in_several(
    at_once: int,
) -> None:
    world = World()
    world.receive([*PAID, *filings(3)], size=2)
    folding = replace(world.service.folding, at_once=at_once)
    assert folding.run(world.clock()) >= 4
    assert counted(world) == {1: 3, 10: 1}


def test_a_run_without_time_folds_a_part_and_the_next_ones_the_rest() -> None:
    world = World()
    world.receive(list(filings(3)), size=1)
    folding, spent = replace(world.service.folding, at_once=1), Budget(lambda: 0.0)
    assert [folding.run(world.clock(), spent) for _ in range(7)] == [1, 0, 1, 0, 1, 0, 0]
    assert counted(world) == {1: 3}


class Interrupted(Exception):
    """A run ended in the middle."""


@pytest.mark.parametrize("step", range(1, 9))
def test_a_run_that_ends_anywhere_loses_and_doubles_nothing(step: int) -> None:
    world = World()
    world.receive([*PAID, *filings(2)], size=3)
    put, calls = world.objects.put, iter(range(1, 100))

    def dying(key: str, body: bytes, media_type: str) -> None:
        if next(calls) == step:
            raise Interrupted
        put(key, body, media_type)

    world.objects.put = dying  # type: ignore[method-assign]
    for _ in range(3):
        try:
            world.service.fold()
        except Interrupted:
            continue
    assert world.figures() == {1: 2, 10: 1}
    parts = [key for key in world.objects.stored if key.endswith(".parquet")]
    assert set(stored_manifest(world.objects).manifest.parts.values()) <= set(parts)


def test_of_two_runs_at_once_the_slower_one_leaves_everything_to_the_other() -> None:
    world = World()
    world.receive(PAID)

    class Slow(MemoryLeaves):
        def with_leaves(self, part: bytes | None, leaves: Iterable[Leaf]) -> bytes:
            world.service.fold()
            return super().with_leaves(part, leaves)

    slow = replace(
        world.service.folding, stores=world.service.figure_stores._replace(tables=Slow())
    )
    assert slow.run(world.clock()) == 0
    assert counted(world) == {10: 1}


def test_a_table_that_is_lost_is_no_empty_table() -> None:
    world = World()
    world.receive(PAID[:1])
    world.figures()
    (part,) = stored_manifest(world.objects).manifest.parts.values()
    world.objects.remove(part)
    world.receive(PAID[1:])
    with pytest.raises(LeavesLost):
        world.service.fold()


def test_without_a_manifest_everything_is_folded_again_to_equal_figures() -> None:
    world = World()
    world.receive([*PAID, *filings(3)])
    before = world.figures()
    world.objects.stored.clear()
    assert world.figures() == before == {1: 3, 10: 1}


def test_a_record_that_was_deleted_is_folded_from_the_archive() -> None:
    world = World()
    world.receive(PAID)
    del world.transport.items[f"DOSSIER#{CODE}", STATE]
    assert world.figures() == {10: 1}


def test_a_manifest_of_another_run_is_not_overwritten() -> None:
    world = World()
    world.receive(PAID)
    stored = stored_manifest(world.objects)
    world.figures()
    with pytest.raises(ObjectChanged):
        stored.save(stored.manifest, world.objects)
    assert world.objects.stored[KEY]


@pytest.mark.parametrize("seed", range(3))
def test_conflicts_throttles_and_timeouts_count_nothing_twice(seed: int) -> None:
    plan = fault_injection.Plan(rate=0.3, chance=random.Random(seed))
    world = World(plan=plan)
    for message in [*PAID, *filings(3)]:
        until_done(lambda m=message: world.receive([m]))
    until_done(world.service.fold)
    assert plan.injected > 5
    assert counted(world) == {1: 3, 10: 1}


def until_done(act: object) -> None:
    assert callable(act)
    while True:
        try:
            act()
        except (Busy, Ambiguous, Conflict):  # the queue, or the schedule, comes again
            continue
        return
