"""Escalation: each milestone of a case's clock is published once, and costs by what was passed."""

import random
from collections import Counter, defaultdict
from copy import copy
from datetime import datetime, timedelta

import pytest

from casework.bootstrap import Casework
from casework.domain.case import Case
from casework.domain.milestones import processing_milestones
from casework.escalation.escalate import escalate_cases
from casework.repository import CaseworkRepository
from kit.testing.clock import NOW, ManualClock
from kit.testing.memory_table import events_of, memory_table
from kit.testing.world import MemoryResources
from law.clock.facts import ClockFacts
from law.clock.limit import TimeLimit
from law.holidays import vietnam
from tests.unit.casework.listed_cases import a_code, due_at, list_case
from tests.unit.casework.metered_table import MeteredTransport
from tests.unit.casework.test_supplements import a_waiting_world
from tests.unit.casework.world import SEARCH_SECRET, World, utc

FIVE_MINUTES = timedelta(minutes=5)


def levels(world: World) -> list[tuple[str, str]]:
    escalated = [event for event in world.events() if event.type == "case.escalated"]
    return [(event.data["limit"], event.data["level"]) for event in escalated]


def sweep_until(world: World, end: datetime, step: timedelta = timedelta(hours=1)) -> None:
    while world.clock() < end:
        world.clock.advance(step)
        escalate_cases(world.cases, world.clock())


def test_a_case_goes_to_superiors_at_each_milestone_once() -> None:
    world = World.with_case_in_work()
    milestones = [(each.level, each.at) for each in world.case.milestones]
    # Monday 09:01 to Friday 17:00 without Tuesday, which is off: 30 hours 29 minutes of work
    assert milestones == [
        ("50", utc("2026-11-26 01:16")),
        ("80", utc("2026-11-27 02:25")),
        ("due", utc("2026-11-27 10:00")),
        ("overdue", utc("2026-11-27 17:00")),
    ]

    sweep_until(world, utc("2026-11-27 18:00"), step=FIVE_MINUTES)

    assert levels(world) == [
        ("processing", "50"),
        ("processing", "80"),
        ("processing", "due"),
        ("processing", "overdue"),
    ]
    published = [event.time for event in world.events() if event.type == "case.escalated"]
    lateness = [at - due for at, (_, due) in zip(published, milestones, strict=True)]
    assert all(timedelta(0) <= late <= FIVE_MINUTES for late in lateness)
    assert [entry.act for entry in world.cases.audit_entries_of(world.case)].count("escalate") == 4


def test_a_late_reception_goes_to_superiors_and_an_acceptance_ends_it() -> None:
    world = World.with_case_at_the_desk()
    due = world.case.reception_due
    assert due is not None

    sweep_until(world, due + timedelta(hours=1))
    assert levels(world) == [("reception", "overdue")]

    world.accept()
    sweep_until(world, world.clock() + timedelta(hours=2))
    assert levels(world) == [("reception", "overdue")]
    assert world.case.due
    assert world.case.due.steps[0].vi.startswith("Tiếp nhận trễ")


def test_after_an_outage_only_the_latest_milestone_is_published() -> None:
    world = World.with_case_in_work()

    world.clock.advance(timedelta(days=4, hours=9))
    assert escalate_cases(world.cases, world.clock()) == 1

    assert levels(world) == [("processing", "due")]
    assert [each.level for each in world.case.milestones] == ["overdue"]


def test_a_case_that_waits_for_its_applicant_is_not_escalated_and_a_new_limit_has_all_again() -> (
    None
):
    world = a_waiting_world()
    sweep_until(world, world.clock() + timedelta(days=10))
    assert levels(world) == []

    world.receive_supplement()
    assert [each.level for each in world.case.milestones] == ["50", "80", "due", "overdue"]
    sweep_until(world, world.clock() + timedelta(days=10))

    assert [level for _, level in levels(world)] == ["50", "80", "due", "overdue"]


def test_an_ended_case_is_not_escalated() -> None:
    world = World.with_case_in_work()
    world.stop()

    assert escalate_cases(world.cases, world.clock() + timedelta(days=30)) == 0


def test_four_fifths_draft_an_apology_for_the_head_which_an_extension_uses_up() -> None:
    world = World.with_case_in_work()
    world.clock.now = utc("2026-11-27 04:00")
    assert escalate_cases(world.cases, world.clock()) == 1
    # 80 per cent fall on the due day itself, when the law lets nobody extend any more
    assert world.case.apology is None

    world = long_case()
    world.clock.now = utc("2026-12-18 00:00")
    assert escalate_cases(world.cases, world.clock()) == 1
    draft = world.client.get(f"/v1/cases/{a_code(1)}", "head").body["apology"]

    assert (
        draft["reason"] == "Bước “Thẩm định” chưa hoàn thành trước ngày hẹn trả kết quả 22/12/2026."
    )
    assert draft["due"] == "2027-01-07T10:45:00+07:00"
    extension = world.client.post(f"/v1/cases/{a_code(1)}/extension", "head", draft)
    assert (extension.status, extension.body["apology"]) == (201, None)


def long_case() -> World:
    """Twenty working days from now on."""
    world = World()
    clock = ClockFacts(limit=TimeLimit.parse("20wd"), arrival=NOW)
    due = utc("2026-12-22 10:00")
    list_case(
        world,
        1,
        state="in_work",
        step="Thẩm định",
        clock=clock,
        due=due_at(due),
        milestones=processing_milestones(vietnam(), clock, promised=due),
    )
    return world


class OnceAway(CaseworkRepository):
    """Cases of which the first cannot be read once."""

    is_away = True

    def case(self, code: str) -> Case | None:
        if self.is_away:
            self.is_away = False
            raise RuntimeError("away")
        return super().case(code)


def test_one_that_fails_stays_for_the_next_run() -> None:
    world = World.with_case_in_work()
    at = world.case.milestones[0].at
    cases = copy(world.cases)
    cases.__class__ = OnceAway

    assert [escalate_cases(cases, at) for _ in range(3)] == [0, 1, 0]


def run_after(at: datetime) -> datetime:
    """The first run of the sweeper from a moment on; the runs between find nothing."""
    return NOW + -(-(at - NOW) // FIVE_MINUTES) * FIVE_MINUTES


def escalate_many(number: int) -> None:
    """Cases of many limits through all the sweeps that find something, some of which run twice."""
    transport, clock, chance = MeteredTransport(), ManualClock(), random.Random(number)
    resources = MemoryResources(clock=clock, table=memory_table(transport))
    resources.vault.create("V1")
    cases = Casework(resources, search_secret=lambda: SEARCH_SECRET).cases
    world = World()
    world.cases = cases
    planned = dict[str, list[datetime]]()
    for n in range(number):
        arrival = NOW + timedelta(minutes=chance.randrange(5 * 24 * 60))
        facts = ClockFacts(limit=TimeLimit.parse(f"{1 + n % 10}wd"), arrival=arrival)
        milestones = processing_milestones(vietnam(), facts, promised=arrival)
        due = next(each.at for each in milestones if each.level == "due")
        case = list_case(
            world,
            n,
            id=f"H49.61-261123-{n:05d}",
            state="accepted",
            clock=facts,
            due=due_at(due),
            milestones=milestones,
        )
        planned[case.id] = [milestone.at for milestone in case.milestones]
    before = transport.units
    escalate_cases(cases, NOW)
    assert transport.units - before == 4 * 0.5, "four partitions in which nothing is due"

    for run in sorted({run_after(at) for moments in planned.values() for at in moments}):
        clock.now = run
        escalate_cases(cases, run)
        if chance.random() < 0.1:
            escalate_cases(cases, run)  # the schedule may invoke the sweeper twice

    events = [event for event in events_of(transport) if event.type == "case.escalated"]
    seen = Counter((event.subject, event.data["level"]) for event in events)
    assert len(seen) == len(events) == 4 * number, "none doubled, none lost"
    published = defaultdict[str, list[datetime]](list)
    for event in events:
        published[event.subject].append(event.time)
    late = [
        at - moment
        for code, moments in planned.items()
        for at, moment in zip(published[code], moments, strict=True)
    ]
    assert timedelta(0) <= min(late)
    assert max(late) <= FIVE_MINUTES


def test_of_a_hundred_cases_every_milestone_is_published_once_and_in_time() -> None:
    escalate_many(100)


@pytest.mark.soak
def test_of_ten_thousand_cases_every_milestone_is_published_once_and_in_time() -> None:
    escalate_many(10_000)
