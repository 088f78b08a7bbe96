"""Propose, return for correction, approve: by whom, and what becomes of the case."""

from datetime import timedelta

import pytest

from casework.domain.course import step_of_course, step_of_role, time_of_step
from casework.domain.proposals import (
    HeadRequired,
    OtherApproverRequired,
    ProposalRequired,
)
from contracts.procedure_terms import Approval, Limit, Step
from kit.security.staff_directory import Staff
from law.clock.limit import TimeLimit
from tests.unit.casework.world import (
    AGENCY,
    APPROVER,
    HEAD,
    OFFICER,
    RECEPTIONIST,
    World,
    a_procedure,
    a_sealed_result,
)

ONE_DESK = Staff(
    sub="one-desk",
    roles=("receptionist", "officer", "approver"),
    agencies=(AGENCY,),
    desks=("quay-05",),
)


def accepted_under(approval: Approval, by: Staff = RECEPTIONIST) -> World:
    world = World.with_case_at_the_desk()
    world.publish(a_procedure(version=2).evolve(approval=approval))
    world.accept(official=by)
    return world


def test_nobody_approves_what_nobody_proposed() -> None:
    world = World.with_case_in_work()

    with pytest.raises(ProposalRequired) as refused:
        world.approve()

    assert (refused.value.status, refused.value.code) == (409, "proposal_required")
    assert world.event_types[-1] == "case.assigned"


def test_a_proposal_from_the_desk_that_accepted_brings_the_case_into_work_and_to_its_approver() -> (
    None
):
    world = World.with_case_at_the_desk()
    world.accept()

    case = world.propose("KQ.2")

    assert (case.state, case.step, case.desk) == ("in_work", "Ký duyệt", "Lãnh đạo phê duyệt")
    assert world.events()[-1].data["step"] == "Ký duyệt"
    assert case.proposal is not None
    assert (case.proposal.by, case.proposal.results) == ("officer", ("KQ.2",))
    assert [wanted.name for wanted in world.approve().wanted] == ["Thông báo"]


def test_who_proposed_does_not_approve_and_another_official_does() -> None:
    world = World.with_case_in_work()
    world.propose(official=ONE_DESK)

    with pytest.raises(OtherApproverRequired) as refused:
        world.approve(official=ONE_DESK)

    assert refused.value.message("vi") == "Người phê duyệt phải khác người đã thẩm định và đề xuất."
    assert world.case.state == "in_work"
    assert world.approve(official=HEAD).state == "signing"


def test_one_desk_does_it_all_by_recorded_acts_where_the_procedure_says_so() -> None:
    world = accepted_under(Approval(same_official=True))

    world.propose(official=ONE_DESK)
    assert world.approve(official=ONE_DESK).state == "signing"

    entries = world.cases.audit_entries_of(world.case)
    assert [(e.act, e.actor) for e in entries[-2:]] == [
        ("propose", "one-desk"),
        ("decide", "one-desk"),
    ]


def test_the_minutes_between_the_acts_of_one_desk_are_a_figure_of_its_agency() -> None:
    world = accepted_under(Approval(same_official=True), by=ONE_DESK)
    path = "/v1/agencies/H49.61/on-the-spot?month=2026-11"
    for minutes, act in ((29, world.propose), (9, world.approve)):
        world.clock.advance(timedelta(minutes=minutes))
        act(official=ONE_DESK)
    (wanted,) = world.case.wanted
    world.receive(a_sealed_result(wanted.document), subject="DOC-1")
    world.clock.advance(timedelta(minutes=4))
    world.return_result(ONE_DESK)
    world.undo("return_result")
    world.return_result(ONE_DESK)

    figures = world.client.get(path, "head").body

    assert figures == {
        "agency": "H49.61",
        "month": "2026-11",
        "cases": 1,
        "assessment": 30,
        "approval": 10,
        "handing": 5,
        "whole": 45,
    }
    assert world.client.get(path.replace("-11", "-12"), "head").body["whole"] == 0


def test_a_case_that_another_official_returns_is_no_figure_of_one_desk() -> None:
    world = accepted_under(Approval(same_official=True), by=ONE_DESK)
    world.propose(official=ONE_DESK)
    world.approve(official=ONE_DESK)
    (wanted,) = world.case.wanted
    world.receive(a_sealed_result(wanted.document), subject="DOC-1")
    world.return_result()

    assert world.cases.spot_figures("H49.61", "2026-11").cases == 0


def test_two_desks_are_no_figure_of_one() -> None:
    world = World.with_case_signing()
    (wanted,) = world.case.wanted
    world.receive(a_sealed_result(wanted.document), subject="DOC-1")
    world.return_result()

    assert world.cases.spot_figures("H49.61", "2026-11").cases == 0


def test_the_head_approves_where_the_procedure_says_so() -> None:
    world = accepted_under(Approval(by="head"))
    world.propose()

    with pytest.raises(HeadRequired):
        world.approve(official=APPROVER)

    assert world.approve(official=HEAD).state == "signing"


def test_who_approves_follows_the_version_at_acceptance() -> None:
    world = accepted_under(Approval())
    world.publish(a_procedure(version=3).evolve(approval=Approval(by="head")))
    world.propose()

    assert world.approve().state == "signing"


def test_a_returned_proposal_goes_back_to_the_desk_and_step_that_it_came_from() -> None:
    world = World.with_case_in_work()
    world.propose()

    case = world.return_for_correction()

    assert (case.state, case.step, case.desk) == ("in_work", "Thẩm định", "chuyen-mon-01")
    assert case.proposal is None
    assert world.events()[-1].data["desk"] == "chuyen-mon-01"
    assert world.cases.audit_entries_of(case)[-1].reason == "Thiếu căn cứ."
    with pytest.raises(ProposalRequired):
        world.approve()
    with pytest.raises(ProposalRequired):
        world.return_for_correction()
    world.propose()
    assert world.approve().state == "signing"


def test_a_returned_proposal_of_a_case_without_a_step_goes_to_the_assessment() -> None:
    world = World.with_case_at_the_desk()
    world.accept()
    world.propose()

    assert (world.return_for_correction().step, world.case.desk) == ("Thẩm định", "motcua-01")


def test_new_papers_and_a_new_assignment_need_a_new_proposal() -> None:
    for interrupt in (World.request_supplement, World.assign):
        world = World.with_case_in_work()
        world.propose()
        interrupt(world)
        assert world.case.proposal is None


def test_a_decision_whose_seal_failed_needs_no_second_proposal() -> None:
    world = World.with_case_signing()
    assert world.case.proposal is not None
    assert world.case.proposal.by == OFFICER.sub


def test_a_step_may_take_its_hours_else_its_share_of_the_limit() -> None:
    days, hours, calendar = (
        TimeLimit.of(Limit(value=5, unit=unit))
        for unit in ("working_day", "working_hour", "calendar_day")
    )
    step = Step(name="Thẩm định", share=30)

    assert time_of_step(step, days) == timedelta(hours=12)
    assert time_of_step(step, hours) == timedelta(hours=1.5)
    assert time_of_step(step, calendar) is None
    assert time_of_step(step, None) is None
    assert time_of_step(step.evolve(hours=3), days) == timedelta(hours=3)
    assert time_of_step(Step(name="Trả kết quả"), days) is None


def test_the_step_of_a_role_is_the_procedures_own_else_that_of_the_usual_course() -> None:
    own = Step(name="Chủ tịch ký", role="approver")
    procedure = a_procedure().evolve(steps=(Step(name="Xem xét", role="officer"), own))

    assert step_of_role(procedure, "approver") == own
    assert step_of_role(None, "approver").name == "Ký duyệt"
    assert step_of_course(procedure, "Xem xét").role == "officer"
    assert step_of_course(None, "Bất kỳ").name == "Bất kỳ"
