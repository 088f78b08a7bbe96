"""The load of a whole catalogue: it lists what it refuses, resumes, and changes nothing twice."""

import time
from typing import Any

import pytest

from data import shapes
from intake.catalogue.load import CatalogueLoader
from intake.domain.catalogue_load import CatalogueLoad
from kit.persistence.repository import Conflict
from tests.unit.intake.world import World, a_procedure

FILE = "a" * 64


def entries(count: int) -> list[dict[str, Any]]:
    codes = (f"2.{number:06d}" for number in range(count))
    return [{"code": code, "content": a_procedure().model_dump(mode="json")} for code in codes]


def loader(world: World) -> CatalogueLoader:
    return CatalogueLoader(world.intake, world.clock, slice_size=4)


def figures(load: CatalogueLoad) -> tuple[int, int, int]:
    return load.published, load.unchanged, len(load.refused)


def test_every_entry_is_published_or_listed_with_its_reason() -> None:
    world, listed = World(), entries(5)
    listed[1]["code"] = "1.0133611"
    listed[3]["content"]["valid_from"] = "2026-02-30"

    load = loader(world).load(FILE, listed)

    assert figures(load) == (3, 0, 2)
    assert [refusal.code for refusal in load.refused] == ["1.0133611", "2.000003"]
    assert "pattern" in load.refused[0].reason
    assert "valid_from" in load.refused[1].reason


def test_a_load_that_ended_in_the_middle_goes_on_and_a_second_one_changes_nothing() -> None:
    world, listed = World(), entries(10)

    class Killed(Exception):
        pass

    def kill(load: CatalogueLoad) -> None:
        if load.done == 8:
            raise Killed

    with pytest.raises(Killed):
        loader(world).load(FILE, listed, report=kill)
    assert len(world.events()) == 8

    assert figures(loader(world).load(FILE, listed)) == (10, 0, 0)
    before = dict(world.transport.items)
    assert figures(loader(world).load(FILE, listed)) == (10, 0, 0)
    assert figures(loader(world).load("b" * 64, listed)) == (0, 10, 0)
    changed = {pk for pk, _ in world.transport.items.keys() - before.keys()}
    assert changed == {f"LOAD#{'b' * 64}"}


def test_two_loads_of_one_file_at_once_are_noticed() -> None:
    world, listed = World(), entries(1)

    def other_load(load: CatalogueLoad) -> None:
        world.intake.record_load(load.evolve(revision=1))

    with pytest.raises(Conflict):
        loader(world).load(FILE, listed, report=other_load)


def test_the_first_load_of_a_stage_is_due_until_it_has_come_to_its_end() -> None:
    world, listed = World(), entries(6)
    assert loader(world).is_due_first(FILE)

    class Killed(Exception):
        pass

    def kill(_: CatalogueLoad) -> None:
        raise Killed

    with pytest.raises(Killed):
        loader(world).load(FILE, listed, report=kill)
    assert loader(world).is_due_first(FILE)
    assert not loader(world).is_due_first("b" * 64)

    loader(world).load(FILE, listed)
    assert not loader(world).is_due_first(FILE)


@pytest.mark.soak
def test_every_procedure_of_the_portal_loads_or_is_listed_in_five_minutes() -> None:
    world, every = World(), list(shapes.all_entries())

    begin = time.monotonic()
    load = CatalogueLoader(world.intake, world.clock).load(FILE, every)
    seconds = time.monotonic() - begin

    published, _, refused = figures(load)
    print(f"\n{load.total} procedures: {published} loaded, {refused} refused, {seconds:.0f} s")
    for refusal in load.refused:
        print(f"refused {refusal.code}: {refusal.reason}")
    assert published + refused == load.total == 2577
    assert refused <= load.total // 100
    assert seconds < 300
