"""An act that happened before it could be recorded, with when and why."""

from datetime import timedelta
from typing import Any

import pytest

from casework.domain.late_record import LateOutOfOrder, LateRecord
from casework.escalation.escalate import escalate_cases
from tests.unit.casework.act_commands import perform
from tests.unit.casework.world import CODE, RECEPTIONIST, World, utc

CASE = f"/v1/cases/{CODE}"
WHY = "Mất điện từ 9 giờ đến 16 giờ."


def filed() -> World:
    """A dossier that awaits its reception, two hours after the filing."""
    world = World.with_case_at_the_desk()
    world.clock.advance(timedelta(hours=2))
    return world


def test_the_limit_runs_from_when_the_dossier_was_accepted_and_both_times_are_on_record() -> None:
    world = filed()
    happened = world.case.filed_at + timedelta(minutes=20)

    case = perform(world, "accept", RECEPTIONIST, late=LateRecord(at=happened, why=WHY))

    assert case.accepted_at == happened
    assert case.clock is not None
    assert case.clock.arrival == happened
    entry = world.cases.audit_entries_of(case)[-1]
    assert (entry.happened_at, entry.at, entry.late_because) == (happened, world.clock(), WHY)
    assert world.events()[-1].data["at"].startswith(f"{happened:%Y-%m-%dT%H:%M}")
    assert WHY not in "".join(item.doc for item in world.transport.items.values())


@pytest.mark.parametrize("minutes", [-1, 600])
def test_no_act_happens_before_the_one_that_precedes_it_or_later_than_now(minutes: int) -> None:
    world = filed()
    late = LateRecord(at=world.case.filed_at + timedelta(minutes=minutes), why=WHY)

    with pytest.raises(LateOutOfOrder) as refused:
        perform(world, "accept", RECEPTIONIST, late=late)

    assert (refused.value.status, refused.value.field) == (422, "late.at")
    assert world.case.state == "awaiting_reception"


def test_an_act_may_have_happened_before_its_escalation() -> None:
    world = World.with_case_at_the_desk()
    happened = world.case.filed_at + timedelta(minutes=20)
    world.clock.advance(timedelta(days=3))
    assert escalate_cases(world.cases, world.clock()) == 1

    case = perform(world, "accept", RECEPTIONIST, late=LateRecord(at=happened, why=WHY))

    assert case.accepted_at == happened
    assert case.due
    assert not case.due.steps[0].vi.startswith("Tiếp nhận trễ")


def test_a_late_act_is_followed_by_acts_after_the_moment_at_which_it_happened() -> None:
    world = World.with_case_signing()
    assert world.cases.latest_act_at(world.case) == world.clock()

    late = filed()
    happened = late.case.filed_at + timedelta(minutes=20)
    perform(late, "accept", RECEPTIONIST, late=LateRecord(at=happened, why=WHY))

    assert late.cases.latest_act_at(late.case) == happened


def test_the_routes_take_when_and_why_and_show_them() -> None:
    world = filed()
    late: dict[str, Any] = {"at": "2026-11-23T09:30:00+07:00", "why": WHY}

    rejected = world.client.post(
        f"{CASE}/rejection", "receptionist", {"reason": "Không thuộc thẩm quyền.", "late": late}
    )

    assert rejected.status == 201
    assert rejected.body["closed_at"] == "2026-11-23T09:30:00+07:00"
    entry = rejected.body["audit_entries"][-1]
    assert (entry["happened_at"], entry["late_because"]) == (late["at"], WHY)
    assert world.case.closed_at == utc("2026-11-23 02:30")


@pytest.mark.parametrize("late", [{"at": "2026-11-23T09:30:00"}, {"why": WHY}, {}])
def test_half_a_late_record_is_none(late: Any) -> None:
    answer = filed().client.post(f"{CASE}/acceptance", "receptionist", {"late": late})

    assert answer.status == 422
