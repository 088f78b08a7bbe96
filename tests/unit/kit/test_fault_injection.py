"""Injected faults: deaths that nothing catches, and never in prod."""

import random
from dataclasses import dataclass

import pytest

from kit.persistence.fault_injecting_transport import FaultInjectingTransport
from kit.persistence.items import Ambiguous, Busy, Item, Put
from kit.persistence.query import Query
from kit.platform import fault_injection
from kit.platform.fault_injection import Killed, Plan, RefusedInProduction
from kit.testing.memory_table import MemoryTransport, memory_table


def test_no_plan_means_no_fault() -> None:
    fault_injection.point("commit.before")


def test_a_death_passes_through_except_exception() -> None:
    def survive() -> None:
        try:
            fault_injection.point("here")
        except Exception:  # noqa: BLE001
            pytest.fail("the dead do not catch")

    with fault_injection.injected(Plan(kill={"here": 1})), pytest.raises(Killed):
        survive()


def test_a_point_kills_as_often_as_planned_and_counts() -> None:
    with fault_injection.injected(Plan(kill={"here": 2})) as plan:
        for _ in range(2):
            with pytest.raises(Killed):
                fault_injection.point("here")
        fault_injection.point("here")
        fault_injection.point("there")
    assert (plan.deaths, plan.passed) == (2, {"here": 3, "there": 1})


def test_a_plan_ends_with_its_block_whatever_happened() -> None:
    with pytest.raises(Killed), fault_injection.injected(Plan(kill={"here": 9})):
        fault_injection.point("here")
    fault_injection.point("here")
    assert fault_injection.active() is None


def test_faults_are_refused_in_production(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STAGE", "prod")
    with pytest.raises(RefusedInProduction), fault_injection.injected(Plan()):
        pass
    with pytest.raises(RefusedInProduction):
        FaultInjectingTransport(MemoryTransport(), Plan(rate=0.5))
    monkeypatch.setenv("FAULTS", "rate=0.1")
    with pytest.raises(RefusedInProduction):
        fault_injection.point("anywhere")


def test_a_deployed_functions_plan_comes_from_its_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAULTS", "kill=send.accepted,kill=send.accepted,rate=0.3")
    plan = fault_injection.active()
    assert plan is not None
    assert (plan.rate, plan.kill) == (0.3, {"send.accepted": 2})


def test_every_kind_of_fault_comes_at_about_its_rate() -> None:
    plan = Plan(rate=0.3, chance=random.Random(1))
    faults = [plan.draw() for _ in range(3000)]
    assert {kind for kind in faults if kind} == {"conflict", "throttle", "timeout"}
    assert 800 < plan.injected < 1000


@dataclass
class Always(Plan):
    """A plan of one kind of fault."""

    kind: fault_injection.Kind = "conflict"

    def draw(self) -> fault_injection.Kind | None:
        return self.kind


@pytest.mark.parametrize(
    ("plan", "raised", "written"),
    [
        (Always(kind="conflict"), Busy, 0),
        (Always(kind="throttle"), Busy, 0),
        (Always(kind="timeout"), Ambiguous, 1),
    ],
)
def test_a_conflict_comes_before_the_write_and_a_timeout_after_it(
    plan: Plan, raised: type[Exception], written: int
) -> None:
    transport = MemoryTransport()
    with pytest.raises(raised):
        FaultInjectingTransport(transport, plan).write([Put(Item("A", "STATE", "{}"))], "")
    assert len(transport.items) == written


def test_under_faults_reads_and_lists_still_answer() -> None:
    transport = MemoryTransport()
    table = memory_table(FaultInjectingTransport(transport, Plan(rate=0.3)))
    for n in range(100):
        table.write([Put(Item("A", f"{n:03d}", "{}", 1, {"by": "x", "at": f"{n:03d}"}))])
        assert table.get("A", f"{n:03d}") is not None
    assert len(list(table.all(Query(partition="A")))) == 100
    assert len(list(table.all(Query(partition="x", index="by-at")))) == 100
