"""One run of the pusher begins with no more workers than there are lanes."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from contracts.testing.dossier_events import DossierEvents, dossier_filed, paid_dossier
from exchange.push.run import run_workers
from exchange.push.worker import WORKERS, Turn
from kit.core.budget import Budget
from tests.unit.exchange.streams import code_of
from tests.unit.exchange.world import World


@dataclass
class CountingWorker:
    """Has nothing to do."""

    turns: int = 0

    def turn(self) -> Turn:
        self.turns += 1
        return Turn.IDLE


@pytest.fixture
def world() -> Iterator[World]:
    opened = World()
    yield opened
    opened.close()


@pytest.mark.parametrize(("due", "begun"), [(0, 0), (1, 1), (3, 3), (WORKERS + 2, WORKERS)])
def test_as_many_workers_begin_as_lanes_are_due(world: World, due: int, begun: int) -> None:
    for number in range(due):
        events = DossierEvents(world.vault, code_of(number), f"01KAQ{number:021}")
        events.publish("intake", dossier_filed("none"))
        world.receive(events.published)
    world.pass_time(61)
    workers: Any = [CountingWorker() for _ in range(WORKERS)]

    run_workers(world.repository, workers, Budget.of(None, 70.0), world.clock)

    assert [worker.turns for worker in workers] == [1] * begun + [0] * (WORKERS - begun)


def test_a_lane_keeps_of_due_dates_and_fees_what_is_sent_of_them(world: World) -> None:
    world.receive(paid_dossier(world.vault))
    [accepted] = [f for f in world.lane().facts.values() if f.type == "case.accepted"]
    assert set(accepted.data["due"]) == {"at"}
    [due] = [f for f in world.lane().facts.values() if f.type == "fee.due"]
    assert all(set(line) == {"name", "amount"} for line in due.data["lines"])
