"""The figures of a month: counted outside a dossier's transaction, each dossier once."""

import random
from collections.abc import Iterator

import pytest

from contracts.intake import AccessChanged
from contracts.terms import Owner
from contracts.testing.dossier_events import CODE, DossierEvents, dossier_filed, paid_dossier
from kit.core.budget import Budget
from kit.core.events import Envelope
from kit.persistence.items import STATE
from kit.platform import fault_injection
from status.figures.update import update_figures
from status.repositories.figures import AT_ONCE, UNCOUNTED
from tests.unit.status.world import MONTH, VAULT, World

PAID = paid_dossier(VAULT)


def counters(world: World) -> dict[int, int]:
    """As they are stored now."""
    return {code: number for code, number in world.repository.figures(MONTH) if number}


def uncounted(world: World) -> int:
    """How many dossiers wait to be counted."""
    items = world.transport.items.values()
    return sum(item.index_attributes.get("waiting") == UNCOUNTED for item in items)


def filings(number: int) -> Iterator[Envelope]:
    for n in range(number):
        code, draft = f"H49.61.01-261123-{n + 100:04}", f"01KAQ0000000000000000000{n:02}"
        yield DossierEvents(VAULT, code, draft).publish("intake", dossier_filed())


def test_an_event_touches_no_counter() -> None:
    world = World()
    world.receive(PAID)
    assert counters(world) == {}
    assert uncounted(world) == 1


def test_the_sweeper_counts_a_dossier_once_however_often_it_runs() -> None:
    world = World()
    for message in PAID:
        world.receive([message])
        world.service.sweep()
        world.service.sweep()
        assert sum(counters(world).values()) == 1
    assert counters(world) == {10: 1}
    assert uncounted(world) == 0


def test_a_status_that_came_and_went_between_two_runs_is_not_counted() -> None:
    world = World()
    world.receive(PAID[:1])
    world.service.sweep()
    world.receive(PAID[1:])
    world.service.sweep()
    assert dict(world.repository.figures(MONTH)) == {1: 0, 10: 1}


def test_two_runs_at_once_count_a_dossier_once() -> None:
    world = World()
    world.receive(PAID)
    (first,), (second,) = world.repository.uncounted(), world.repository.uncounted()
    assert world.repository.count(first) == 1
    assert world.repository.count(second) == 0
    assert counters(world) == {10: 1}


def test_a_dossier_that_changes_while_it_is_counted_is_left_to_the_next_run() -> None:
    world = World()
    world.receive([*PAID[:2], *filings(1)])
    (seen,) = world.repository.uncounted()
    world.receive(PAID[2:])
    assert (len(seen), world.repository.count(seen)) == (2, 1)
    assert counters(world) == {1: 1}
    world.service.sweep()
    assert counters(world) == {1: 1, 10: 1}


def test_more_dossiers_than_fit_into_a_transaction_are_counted_in_parts() -> None:
    world = World()
    world.receive(list(filings(2 * AT_ONCE + 3)))
    assert update_figures(world.repository) == 2 * AT_ONCE + 3
    assert counters(world) == {1: 2 * AT_ONCE + 3}


def test_a_run_without_time_counts_a_part_and_the_next_one_the_rest() -> None:
    world = World()
    world.receive(list(filings(AT_ONCE + 1)))
    assert update_figures(world.repository, Budget(lambda: 0.0)) == AT_ONCE
    assert update_figures(world.repository, Budget(lambda: 0.0)) == 1
    assert counters(world) == {1: AT_ONCE + 1}


def test_another_owner_takes_the_count_along() -> None:
    others, world = DossierEvents(VAULT), World()
    world.receive([others.publish("intake", dossier_filed())])
    world.service.sweep()
    moved = AccessChanged(owner=Owner(sub="sub-binh"), representatives=())
    world.receive([others.publish("intake", moved)])
    world.service.sweep()
    assert counters(world) == {1: 1}
    assert uncounted(world) == 0


def test_a_record_that_was_deleted_and_projected_again_is_not_counted_twice() -> None:
    world = World()
    world.receive(PAID)
    world.service.sweep()
    del world.transport.items[f"DOSSIER#{CODE}", STATE]
    world.receive(PAID)
    world.service.sweep()
    assert counters(world) == {10: 1}


@pytest.mark.parametrize("seed", range(10))
def test_conflicts_throttles_and_timeouts_count_nothing_twice(seed: int) -> None:
    plan = fault_injection.Plan(rate=0.3, chance=random.Random(seed))
    world = World(plan=plan)
    for message in [*PAID, *filings(3)]:
        for act in (lambda m=message: world.receive([m]), world.service.sweep):
            until_done(act)
    assert plan.injected > 5
    assert counters(world) == {1: 3, 10: 1}


def until_done(act: object) -> None:
    assert callable(act)
    while True:
        try:
            act()
        except Exception:  # noqa: BLE001 - the queue, or the schedule, comes again
            continue
        return
