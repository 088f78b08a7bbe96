"""Dossiers reach a portal that fails: nothing is missing, stale, doubled or out of order (X1)."""

from datetime import timedelta

import pytest

from dvcqg.simulator.audit import Audit, audit
from dvcqg.simulator.faults import Fault, Faults
from exchange.push.worker import WORKERS
from tests.unit.exchange.streams import expected, minutes, stream
from tests.unit.exchange.world import World

FAULTS = Faults(seed=7, unavailable=0.05, lost=0.05, hanging=0.02, session_calls=(20, 80))
HANGING_SHORTER = Faults(
    seed=8, unavailable=0.05, lost=0.05, hanging=0.02, hang_seconds=(400.0, 900.0)
)
"""Calls that hang for longer than the exchange waits before it asks."""


def run(world: World, count: int, every: timedelta) -> tuple[Audit, dict[str, int]]:
    """Every event arrives in its minute, then four workers have their turns."""
    messages = stream(world.vault, count, every=every)
    for end, batch in minutes(messages):
        world.pass_time((end - world.clock()).total_seconds())
        for message in batch:
            world.service.inbox.handle(message)
        for number in range(WORKERS):
            world.push(number)
    world.heal(48)
    faults = [call.fault for call in world.portal.journal.calls]
    counts = {fault.value: faults.count(fault) for fault in Fault}
    return audit(world.portal.dossiers, expected(messages)), counts


def doubled_on_record(world: World) -> int:
    """What the lanes have counted."""
    codes = list(world.portal.dossiers.by_code)
    return sum(world.lane(code).doubled for code in codes)


@pytest.mark.parametrize(
    ("count", "steps"),
    [(100, 700), pytest.param(10_000, 60_000, marks=pytest.mark.soak)],
)
def test_every_step_arrives_once_and_in_order_whatever_the_portal_does(
    count: int, steps: int
) -> None:
    world = World(FAULTS)
    report, faults = run(world, count, timedelta(seconds=2))
    counts = report.as_json()["counts"]
    stored = sum(len(each.steps) for each in world.portal.dossiers.by_code.values())
    world.close()

    print(count, stored, len(world.portal.journal.calls), faults, counts)
    assert min(faults[name] for name in ("unavailable", "lost", "hanging")) > count / 50
    assert len(world.portal.dossiers.by_code) == count
    assert stored >= steps
    assert counts.pop("doubled_steps") <= faults["hanging"]
    assert set(counts.values()) == {0}
    assert len(report.doubled_steps) == doubled_on_record(world)
    assert world.portal.sessions.log_ins > 10


def test_what_hangs_longer_than_anybody_waits_is_healed_by_night_and_counted() -> None:
    world = World(HANGING_SHORTER)
    report, faults = run(world, 100, timedelta(seconds=20))
    counts = report.as_json()["counts"]
    world.close()

    doubled = counts.pop("doubled_steps")
    assert 0 < doubled <= faults["hanging"] * 10
    assert counts["missing_steps"] == counts["missing_dossiers"] == counts["stale"] == 0
    assert doubled == doubled_on_record(world)
