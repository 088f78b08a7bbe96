"""Supervision data: what the acts of a day say of officials and desks."""

from datetime import timedelta
from typing import Any

from casework.domain.supervision import tallies_of
from tests.unit.casework.world import AGENCY, CODE, OFFICER, World, a_free_dossier, utc

PATH = f"/v1/agencies/{AGENCY}/supervision"


def facts(world: World, day: str, caller: str = "supervisor") -> dict[str, dict[str, Any]]:
    answer = world.client.get(f"{PATH}?day={day}", caller)
    assert answer.status == 200, answer.text
    return {row["id"]: row for row in answer.body["officials"] + answer.body["desks"]}


def test_acts_are_counted_by_official_and_desk_with_what_was_on_time() -> None:
    world = World.with_case_in_work()
    world.propose()
    world.return_for_correction()
    world.clock.now = utc("2026-11-30 02:00")
    world.propose()

    monday = facts(world, "2026-11-23")
    later = facts(world, "2026-11-30")

    assert (monday["officer"]["acts"], monday["officer"]["on_time"]) == (2, 2)
    assert monday["officer"]["name"] == OFFICER.name
    assert (monday["officer"]["returned"], monday["approver"]["returned"]) == (1, 0)
    assert (monday["motcua-01"]["acts"], monday["chuyen-mon-01"]["returned"]) == (1, 1)
    assert (later["officer"]["timed"], later["officer"]["on_time"]) == (1, 0)
    assert set(facts(world, "2026-11-24")) == set()


def test_a_reception_after_its_working_hours_is_late_by_itself() -> None:
    world = World.with_case_at_the_desk()
    world.clock.now = utc("2026-11-26 02:00")
    world.accept()

    row = facts(world, "2026-11-26")["receptionist"]

    assert (row["timed"], row["on_time"]) == (1, 0)


def test_supplements_that_are_requested_just_before_due_are_seen() -> None:
    early, late = World.with_case_in_work(), World.with_case_in_work()
    late.clock.now = utc("2026-11-27 03:00")

    early.request_supplement()
    late.request_supplement()

    assert facts(early, "2026-11-23")["officer"]["supplements_before_due"] == 0
    assert facts(late, "2026-11-27")["officer"]["supplements_before_due"] == 1


def test_an_ending_that_the_head_takes_back_counts_for_who_ended_it() -> None:
    world = World.with_case_in_work()
    world.stop()
    world.undo("stop")

    rows = facts(world, "2026-11-23")

    assert (rows["officer"]["reopened"], rows["head"]["reopened"]) == (1, 0)


def test_endings_shortly_before_closing_are_counted() -> None:
    world = World.with_case_at_the_desk()
    for number in (2, 3):
        code = f"H49.61-261123-000{number}"
        world.receive(a_free_dossier(), subject=code, dossier=code)
    world.clock.now = utc("2026-11-23 09:40")  # 16:40 in Vietnam
    world.reject("Không thuộc thẩm quyền.")

    rows = facts(world, "2026-11-23")

    assert rows["receptionist"]["ended_before_closing"] == 1
    noon = World.with_case_at_the_desk()
    noon.reject("Không thuộc thẩm quyền.")
    assert facts(noon, "2026-11-23")["receptionist"]["ended_before_closing"] == 0


def test_the_facts_of_an_agency_are_for_its_head_and_supervisors() -> None:
    world = World.with_case_in_work()

    assert world.client.get(f"{PATH}?day=2026-11-23", "head").status == 200
    assert world.client.get(f"{PATH}?day=2026-11-23", "officer").status == 403
    foreign = world.client.get("/v1/agencies/H50/supervision?day=2026-11-23", "supervisor")
    assert foreign.status == 404


def test_reasons_stay_sealed_in_the_facts() -> None:
    world = World.with_case_in_work()
    world.stop()

    acts = list(world.cases.acts_on(AGENCY, (world.clock() + timedelta(hours=7)).date()))

    assert {act.code for act in acts} == {CODE}
    assert all(not isinstance(act.entry.reason, str) for act in acts)
    assert tallies_of(acts, world.cases.calendar_of(AGENCY)).officials["officer"].acts == 2
