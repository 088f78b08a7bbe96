"""Codes under concurrent filings: each is one dossier's, and a burned one is recorded as void."""

import random
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest

from intake.domain.daily_limits import DailyLimits
from intake.domain.lookup_key import is_well_formed
from intake.filing.voids import SETTLED, record_voids
from kit.persistence.repository import Conflict
from kit.platform.fault_injection import Killed, Plan, injected
from tests.unit.intake.world import AGENCY, World, a_procedure, lookup_keys

DAY = "261123"
MANY = DailyLimits(drafts=1000, filings=1000)


def void_numbers(world: World) -> list[int]:
    """What the sweeper finds after nobody files any more."""
    record_voids(world.intake, world.clock())
    world.clock.advance(SETTLED + timedelta(seconds=1))
    record_voids(world.intake, world.clock())
    assert record_voids(world.intake, world.clock()) == 0
    return [int(void.code.rpartition("-")[2]) for void in world.intake.voids_of(AGENCY, DAY)]


@pytest.mark.parametrize("filings", [20, pytest.param(200, marks=pytest.mark.soak)])
def test_concurrent_filings_get_different_codes_and_burned_ones_are_void(filings: int) -> None:
    """Of the commits of filings, 30 % lose a race after they got their number."""
    world, chance = World(limits=MANY), random.Random(4)
    free = a_procedure(documents=())
    drafts = [world.prepare_draft(free) for _ in range(filings)]
    commit = world.intake.commit_filing

    def contended(*args: Any, **named: Any) -> None:
        if chance.random() < 0.3:
            raise Conflict
        commit(*args, **named)

    world.intake.commit_filing = contended  # type: ignore[method-assign]
    with ThreadPoolExecutor(16) as pool:
        filed = list(pool.map(world.file, drafts))

    numbers = [int(dossier.id.rpartition("-")[2]) for dossier in filed]
    last = max(numbers)
    assert len(set(numbers)) == filings
    keys = lookup_keys()
    for dossier in filed:
        stored = world.intake.filed_dossier(dossier.id)
        assert stored.lookup_key == dossier.lookup_key == keys.key(dossier.id, 0)
        assert is_well_formed(dossier.lookup_key)
    voids = void_numbers(world)
    assert sorted([*numbers, *voids])[:last] == list(range(1, last + 1))
    assert voids
    print(f"{filings} filings: {filings} different codes, {len(voids)} void")


def test_the_number_of_a_filing_that_died_is_void_and_one_that_may_still_live_is_not() -> None:
    world = World()
    draft = world.prepare_draft()
    world.attach(draft)
    with injected(Plan(kill={"file.numbered": 1})), pytest.raises(Killed):
        world.file(draft)

    record_voids(world.intake, world.clock())
    record_voids(world.intake, world.clock())
    assert world.intake.voids_of(AGENCY, DAY) == []

    assert world.file(draft).id.endswith("-0002")
    assert void_numbers(world) == [1]
