"""The sweeper: it says first how much waits, and none of its jobs keeps another from its turn."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from kit.bootstrap import ServiceBootstrap
from kit.core.budget import Budget
from kit.messaging.inbox import EventHandlers
from kit.messaging.sweeper import Sweep, SweepFailed
from kit.testing.clock import NOW
from kit.testing.memory_queues import MemoryQueues
from kit.testing.world import MemoryResources
from tests.unit.kit.thing import Thing, ThingsRepository, named, thing


@dataclass
class Context:
    """Lambda's: so many milliseconds are left at each look."""

    left: int = 120_000
    step: int = 0

    def get_remaining_time_in_millis(self) -> int:
        self.left -= self.step
        return self.left


class Things(ServiceBootstrap):
    """A service with one more job in its sweeper."""

    def __init__(self, resources: MemoryResources, job: Sweep) -> None:
        super().__init__("things", {"thing.named": ("left",)}, {}, resources)
        self._job = job

    @property
    def sweeps(self) -> Mapping[str, Sweep]:
        return {"own": self._job, **super().sweeps}

    @property
    def event_handlers(self) -> EventHandlers:
        return {}

    @property
    def document(self) -> Path:
        return Path("openapi.json")


def things_with_an_unsent_event(queues: MemoryQueues) -> MemoryResources:
    resources = MemoryResources(queues=queues, clock=lambda: NOW + timedelta(minutes=20))
    repository = ThingsRepository(resources.table, "things", resources.vault)
    resources.vault.create(str(thing().vault))
    repository.commit([named(thing(), "a")], at=NOW)
    assert repository.load(Thing, "t1") is not None
    return resources


def metrics(lines: str) -> dict[str, float]:
    parsed = (json.loads(line) for line in lines.splitlines())
    return {
        metric["Name"]: line[metric["Name"]]
        for line in parsed
        if "_aws" in line
        for metric in line["_aws"]["CloudWatchMetrics"][0]["Metrics"]
    }


def test_counts_and_ages_are_published_before_any_job_can_fail(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def killed(_: Budget) -> None:
        raise SystemExit

    with pytest.raises(SystemExit):
        Things(things_with_an_unsent_event(MemoryQueues()), killed).sweep(Context())
    assert metrics(capsys.readouterr().out) == {
        "UnsentEvents": 1,
        "OldestUnsentSeconds": 1200.0,
        "ParkedMessages": 0,
        "OldestParkedSeconds": 0.0,
    }


def test_a_job_that_fails_keeps_no_other_from_its_turn() -> None:
    def broken(_: Budget) -> None:
        raise ZeroDivisionError

    queues = MemoryQueues()
    with pytest.raises(SweepFailed, match="own"):
        Things(things_with_an_unsent_event(queues), broken).sweep(Context())
    assert len(queues.sent["left"]) == 1


def test_a_dead_queue_keeps_no_deadline_from_its_turn() -> None:
    ran: list[bool] = []
    things = Things(
        things_with_an_unsent_event(MemoryQueues(down=True)), lambda budget: ran.append(True)
    )
    with pytest.raises(SweepFailed, match="unsent"):
        things.sweep(Context())
    assert ran == [True]


def test_a_job_that_takes_all_its_time_leaves_the_others_theirs() -> None:
    context = Context(step=100)

    def slow(budget: Budget) -> None:
        while not budget.is_spent:
            pass

    queues = MemoryQueues()
    Things(things_with_an_unsent_event(queues), slow).sweep(context)
    assert len(queues.sent["left"]) == 1
    assert context.left > 20_000


def test_without_a_context_there_is_no_end() -> None:
    assert not Budget.of(None, 20.0).part(3).is_spent
