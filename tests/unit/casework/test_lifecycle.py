"""A case from filing to return: in any order of events, with repeats, and after deaths midway."""

import random
from collections.abc import Callable

import pytest

from casework.domain.case import Case
from casework.domain.course import StepNotInCourse
from casework.domain.transitions import ActNotAllowed
from contracts.intake import ProcedurePublished
from contracts.payments import FeeVoided, FeeWaived
from contracts.procedure_terms import Limit
from kit.core.errors import NotFound
from kit.core.model import Event, SealedValue
from kit.platform import fault_injection
from kit.platform.fault_injection import Killed, Plan
from kit.testing.clock import NOW
from tests.unit.casework.world import (
    CODE,
    FEE_DUE,
    FEE_SETTLED,
    MINUTE,
    PROCEDURE,
    STRANGER,
    World,
    a_dossier,
    a_free_dossier,
    a_message,
    a_procedure,
    a_sealed_result,
    utc,
)

UP_TO_THE_DECISION = [
    "case.awaiting_payment",
    "case.awaiting_reception",
    "case.accepted",
    "case.assigned",
    "case.assigned",
    "case.decided",
]


def test_a_paid_dossier_goes_from_filing_to_the_returned_result() -> None:
    world = World()
    world.publish(a_procedure())
    world.receive(a_dossier())
    world.receive(FEE_DUE, subject="F1")
    assert world.event_types == ["case.awaiting_payment"]
    world.receive(FEE_SETTLED, subject="F1")
    # 8 working hours, over the holiday of 24 November
    assert world.case.reception_due == utc("2026-11-25 02:00")

    world.accept()
    world.assign()
    world.decide()
    (wanted,) = world.case.wanted
    world.receive(a_sealed_result(wanted.document), subject=wanted.document)
    world.return_result()

    assert world.event_types == [*UP_TO_THE_DECISION, "case.completed", "case.returned"]
    assert world.case.state == "returned"
    assert [(e.act, e.actor) for e in world.cases.audit_entries_of(world.case)] == [
        ("file_unpaid", "system"),
        ("open_reception", "system"),
        ("accept", "receptionist"),
        ("assign", "officer"),
        ("propose", "officer"),
        ("decide", "approver"),
        ("complete", "system"),
        ("return_result", "receptionist"),
    ]


def test_the_case_within_the_procedure_chooses_the_time_limit() -> None:
    limits = (
        Limit(value=3, unit="working_day"),
        Limit(value=9, unit="working_day", case="Vùng xa"),
    )
    dues = {}
    for case in ("Vùng xa", "Nội thành", None):
        world = World()
        world.publish(a_procedure().evolve(limits=limits))
        world.receive(a_free_dossier().evolve(case=case))
        dues[case] = world.accept().due

    assert dues["Vùng xa"] == dues[None] != dues["Nội thành"]


def test_the_due_date_follows_the_limit_in_force_at_acceptance() -> None:
    world = World.with_case_at_the_desk()
    world.publish(a_procedure(days=5, version=2, valid_from=NOW - MINUTE))
    world.publish(a_procedure(days=9, version=3, valid_from=utc("2027-01-01 00:00")))

    due = world.accept().due

    assert due is not None
    assert due.at == utc("2026-12-01 10:00")
    assert "5 ngày làm việc" in due.steps[1].vi


def test_a_step_is_due_after_the_hours_that_the_procedure_gives_it() -> None:
    world = World.with_case_in_work()

    (assigned,) = (event for event in world.events() if event.type == "case.assigned")

    # 9 hours from 09:02 on Monday; 24 November is off
    assert assigned.data["step_due"].startswith("2026-11-25T10:02")


def test_a_step_that_the_course_does_not_have_is_refused() -> None:
    world = World.with_case_at_the_desk()
    world.accept()

    with pytest.raises(StepNotInCourse) as refused:
        world.assign("Bước khác")

    assert (refused.value.status, refused.value.field) == (422, "step")
    assert world.event_types[-1] == "case.accepted"


def test_a_procedure_without_steps_takes_every_name_and_sets_no_limit() -> None:
    world = World.with_case_at_the_desk()
    world.publish(a_procedure(version=2).evolve(steps=()))
    world.accept()

    world.assign("Bước khác")

    assert world.events()[-1].data["step_due"] is None


def test_the_reason_of_a_rejection_stays_sealed() -> None:
    world = World.with_case_at_the_desk()

    world.reject("Hồ sơ của bà An thiếu giấy ủy quyền.")

    stored = "".join(item.doc for item in world.transport.items.values())
    assert "ủy quyền" not in stored
    last_entry = world.cases.audit_entries_of(world.case)[-1]
    assert last_entry.reason == "Hồ sơ của bà An thiếu giấy ủy quyền."
    assert world.events()[-1].data["ground"] == "refused"


def test_a_fee_that_was_not_paid_in_time_rejects_the_case() -> None:
    world = World()
    world.receive(a_dossier())

    world.receive(FeeVoided(why="unpaid", by="system"), subject="F1")

    assert world.case.state == "rejected"
    assert world.events()[-1].data["ground"] == "unpaid"


def test_a_waived_fee_opens_the_reception() -> None:
    world = World()
    world.receive(a_dossier())

    world.receive(FeeWaived(why="hộ nghèo", by="officer"), subject="F1")

    assert world.case.state == "awaiting_reception"


def test_a_fee_that_an_accountant_voided_left_the_case_waiting_for_it_for_ever() -> None:
    world = World()
    world.receive(a_dossier())
    world.receive(FEE_DUE, subject="F1")

    world.receive(FeeVoided(why="thu nhầm", by="accountant"), subject="F1")

    assert world.case.state == "awaiting_reception"
    assert world.event_types == ["case.awaiting_payment", "case.awaiting_reception"]


def test_another_fee_that_is_due_still_keeps_the_case_waiting_when_one_is_voided() -> None:
    world = World()
    world.receive(a_dossier())
    world.receive(FEE_DUE, subject="F2")

    world.receive(FeeVoided(why="thu nhầm", by="accountant"), subject="F1")

    assert world.case.state == "awaiting_payment"


def test_a_case_of_another_agency_does_not_exist_for_an_official() -> None:
    world = World.with_case_at_the_desk()

    with pytest.raises(NotFound):
        world.accept(STRANGER)
    with pytest.raises(NotFound):
        world.accept(code="H49.61-261123-9999")


def test_a_fee_event_before_its_dossier_waits_for_it() -> None:
    world = World()
    world.receive(FEE_SETTLED, subject="F1")
    assert world.parked_types == ["fee.settled"]

    world.receive(a_dossier())

    assert world.parked_types == []
    assert world.event_types == ["case.awaiting_payment", "case.awaiting_reception"]


@pytest.mark.parametrize("seed", range(50))
def test_any_order_and_any_repeat_come_to_the_same_case(seed: int) -> None:
    events: list[tuple[Event, str, str | None]] = [
        (a_procedure(), PROCEDURE.code, None),
        (a_dossier(), CODE, CODE),
        (FEE_DUE, "F1", CODE),
        (FEE_SETTLED, "F1", CODE),
        (FeeVoided(why="refused", by="system"), "F2", CODE),
    ]
    messages = 2 * [
        a_message(event, subject=subject, dossier=dossier) for event, subject, dossier in events
    ]
    random.Random(seed).shuffle(messages)
    world = World()

    for message in messages:
        world.casework.inbox.handle(message)

    assert world.case.evolve(version=0) == case_of_events_in_order().evolve(version=0)
    assert world.event_types == ["case.awaiting_payment", "case.awaiting_reception"]
    assert world.parked_types == []


def case_of_events_in_order() -> Case:
    world = World()
    for event, subject in ((a_dossier(), CODE), (FEE_DUE, "F1"), (FEE_SETTLED, "F1")):
        world.receive(event, subject=subject)
    world.receive(FeeVoided(why="refused", by="system"), subject="F2")
    return world.case


@pytest.mark.parametrize(
    "point", ["decide.loaded", "commit.before", "commit.after", "decide.committed"]
)
def test_a_decision_that_died_is_made_once_when_it_is_asked_for_again(point: str) -> None:
    world = World.with_case_in_work()
    world.propose()
    request = world.new_request()

    with fault_injection.injected(Plan(kill={point: 1})), pytest.raises(Killed):
        world.approve(request=request)
    world.approve(request=request)

    assert world.event_types.count("case.decided") == 1
    assert world.case.state == "signing"


def test_another_request_for_an_act_already_done_is_refused() -> None:
    world = World.with_case_at_the_desk()
    world.accept()

    with pytest.raises(ActNotAllowed):
        world.accept()


@pytest.mark.parametrize(
    "point", ["event.loaded", "commit.before", "commit.after", "event.committed"]
)
def test_a_message_whose_handler_died_is_handled_once_when_it_comes_again(point: str) -> None:
    world = World()
    world.receive(a_dossier())
    message = a_message(FEE_SETTLED, subject="F1")

    with fault_injection.injected(Plan(kill={point: 1})), pytest.raises(Killed):
        world.casework.inbox.handle(message)
    world.casework.inbox.handle(message)

    assert world.event_types == ["case.awaiting_payment", "case.awaiting_reception"]


@pytest.mark.parametrize("seed", range(10))
def test_conflicts_throttles_and_lost_responses_lose_and_double_nothing(seed: int) -> None:
    plan = Plan(rate=0.3, chance=random.Random(seed))
    world = World(plan)
    world.publish(a_procedure())
    world.receive(a_dossier())
    world.receive(FEE_SETTLED, subject="F1")

    acts: tuple[Callable[[], Case], ...] = (world.accept, world.assign, world.decide)
    for act in acts:
        act()

    assert plan.injected > 0
    assert world.event_types == UP_TO_THE_DECISION


def test_a_case_stores_nothing_personal() -> None:
    world = World.with_case_at_the_desk()

    assert not any(isinstance(value, SealedValue) for value in world.case.__dict__.values())
    assert "Nguyễn Thị An" not in "".join(item.doc for item in world.transport.items.values())


def test_a_procedure_that_was_never_published_has_the_assumed_limit() -> None:
    world = World()
    world.receive(a_free_dossier())

    due = world.accept().due

    assert due is not None
    assert "tạm tính" in due.steps[1].vi


def test_a_published_version_is_in_force_from_then_on() -> None:
    world = World.with_case_at_the_desk()

    procedure = world.cases.procedure_in_force(PROCEDURE.code, NOW)

    assert isinstance(procedure, ProcedurePublished)
    assert world.cases.procedure_in_force("9.999999", NOW) is None
