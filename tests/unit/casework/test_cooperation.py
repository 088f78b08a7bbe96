"""Transfers and consultations: who has the case, who sees it, and what holds the decision up."""

from datetime import timedelta
from typing import Any

import pytest

from casework.domain.cooperation import (
    AgencyHasCase,
    ConsultationOpen,
    ConsultedBefore,
    DueInPast,
    NotConsulted,
    OnlyConsulted,
    UnknownAgency,
)
from casework.domain.listing import listings_of
from kit.core.errors import NotFound
from kit.security.staff_directory import Agency, Staff
from tests.unit.casework.act_commands import perform
from tests.unit.casework.world import AGENCY, CODE, HEAD, OFFICER, World

OTHER = "H49.62"
DEPARTMENT = "H49.70"
FAR_OFFICER = Staff(sub="far-officer", roles=("officer",), agencies=(OTHER,))
EXPERT = Staff(sub="expert", roles=("officer", "head"), agencies=(DEPARTMENT,))
CASE = f"/v1/cases/{CODE}"


def in_work() -> World:
    world = World.with_case_in_work()
    world.employ(FAR_OFFICER, EXPERT)
    for code, name in ((OTHER, "UBND phường Bãi Cháy"), (DEPARTMENT, "Sở Xây dựng")):
        world.directory.put_agency(Agency(code=code, name=name, valid_from="2025-07-01"))
    return world


def consult(world: World, **fields: Any) -> None:
    due = world.clock() + timedelta(days=2)
    perform(world, "consult", OFFICER, **{"agency": DEPARTMENT, "due": due, **fields})


def test_another_agency_has_the_case_and_the_old_one_does_not_see_it_any_more() -> None:
    world = in_work()
    world.propose()

    case = perform(world, "hand_over", HEAD, agency=OTHER, desk="số 3")

    assert (case.state, case.agency, case.step, case.desk) == (
        "in_work",
        OTHER,
        "Thẩm định",
        "số 3",
    )
    assert case.proposal is None
    event = world.events()[-1]
    assert (event.type, event.data["agency"]) == ("case.handed_over", OTHER)
    assert event.data["agency_name"] == "UBND phường Bãi Cháy"
    assert event.data["step_due"] is not None
    assert {each.by for each in listings_of(case)} >= {f"{OTHER}#work", f"{OTHER}#desk#số 3"}
    with pytest.raises(NotFound):
        world.propose()
    assert world.propose(official=FAR_OFFICER).proposal is not None


def test_the_control_sheet_says_which_agency_had_the_case_after_each_act() -> None:
    world = in_work()
    perform(world, "hand_over", HEAD, agency=OTHER)

    entries = world.cases.audit_entries_of(world.case)

    assert [(e.act, e.agency) for e in entries[-2:]] == [("assign", AGENCY), ("hand_over", OTHER)]
    assert entries[-1].reason == "Theo đề nghị của phòng chuyên môn."


@pytest.mark.parametrize("act", ["hand_over", "consult"])
def test_only_an_agency_of_the_directory_in_force_and_another_one(act: Any) -> None:
    world = in_work()
    world.directory.put_agency(
        Agency(code="H49.80", name="x", valid_from="2014-01-01", valid_until="2025-06-30")
    )
    world.directory.put_agency(Agency(code="H49.81", name="x", valid_from="2027-01-01"))
    world.directory.put_agency(Agency(code=AGENCY, name="x", valid_from="2025-07-01"))

    for code in ("H49.99", "H49.80", "H49.81"):
        with pytest.raises(UnknownAgency) as refused:
            perform(world, act, HEAD, agency=code)
        assert refused.value.field == "agency"
    with pytest.raises(AgencyHasCase):
        perform(world, act, HEAD, agency=AGENCY)
    assert world.event_types[-1] == "case.assigned"


def test_a_consulted_agency_sees_the_case_until_it_has_answered() -> None:
    world = in_work()
    assert world.client.get(CASE, "expert").status == 404
    consult(world, question="Quy hoạch có cho phép không?")

    shown = world.client.get(CASE, "expert").body
    assert shown["audit_entries"][-1]["reason"] == "Quy hoạch có cho phép không?"
    assert shown["consultations"][0]["agency"] == DEPARTMENT
    assert {each["act"]: each["allowed"] for each in shown["may"]}["answer"] is True
    with pytest.raises(OnlyConsulted):
        perform(world, "stop", EXPERT)

    responded = perform(world, "answer", EXPERT, answer="Phù hợp quy hoạch.")

    assert responded.consultations[0].responded_at is not None
    assert world.event_types[-1] == "case.answered"
    assert "Phù hợp" not in "".join(item.doc for item in world.transport.items.values())
    assert world.cases.audit_entries_of(responded)[-1].reason == "Phù hợp quy hoạch."
    assert world.client.get(CASE, "expert").status == 404
    with pytest.raises(NotFound):
        perform(world, "answer", EXPERT)


def test_the_end_of_a_case_ends_what_a_consulted_agency_sees() -> None:
    world = in_work()
    consult(world)
    world.stop()

    assert world.client.get(CASE, "expert").status == 404


def test_agencies_are_consulted_in_parallel_each_once_at_a_time() -> None:
    world = in_work()
    consult(world)
    consult(world, agency=OTHER)

    with pytest.raises(ConsultedBefore):
        consult(world)
    with pytest.raises(DueInPast):
        consult(world, due=world.clock())
    perform(world, "answer", EXPERT)
    consult(world)

    assert [(each.agency, each.is_open) for each in world.case.consultations] == [
        (DEPARTMENT, False),
        (OTHER, True),
        (DEPARTMENT, True),
    ]


def test_the_case_s_own_officials_answer_nothing_and_the_work_goes_on_meanwhile() -> None:
    world = in_work()
    consult(world)

    with pytest.raises(NotConsulted):
        perform(world, "answer", OFFICER)
    assert world.request_supplement().state == "awaiting_supplement"
    assert perform(world, "answer", EXPERT).state == "awaiting_supplement"


def test_a_decision_waits_for_the_answer_or_for_the_end_of_its_time() -> None:
    consulted, silent = in_work(), in_work()
    for world in (consulted, silent):
        consult(world)
        world.propose()
        with pytest.raises(ConsultationOpen) as refused:
            world.approve()
        assert (refused.value.status, refused.value.code) == (409, "consultation_open")

    perform(consulted, "answer", EXPERT)
    silent.clock.advance(timedelta(days=2))

    assert consulted.approve().state == silent.approve().state == "signing"


def test_the_routes_of_transfer_consultation_and_answer() -> None:
    world = in_work()
    question = {
        "agency": DEPARTMENT,
        "due": "2026-11-27T10:00:00+07:00",
        "question": "Quy hoạch có cho phép không?",
    }
    assert world.client.post(f"{CASE}/consultation", "officer", question).status == 201
    answer = world.client.post(f"{CASE}/answer", "expert", {"answer": "Phù hợp."})
    assert answer.status == 201
    wrong = world.client.post(f"{CASE}/transfer", "head", {"agency": "H49.99", "reason": "x"})
    assert (wrong.status, wrong.body["code"], wrong.body["field"]) == (
        422,
        "unknown_agency",
        "agency",
    )
    transfer = world.client.post(f"{CASE}/transfer", "head", {"agency": OTHER, "reason": "x"})
    assert (transfer.status, transfer.body["agency"]) == (201, OTHER)
    assert world.client.get(CASE, "head").status == 404


def test_a_consulted_agency_finds_the_case_in_its_list_until_it_has_answered() -> None:
    world = in_work()

    def listed() -> list[str]:
        answer = world.client.get(f"/v1/lists/consulted?agency={DEPARTMENT}", "expert")
        return [item["code"] for item in answer.body["items"]]

    assert listed() == []
    consult(world)
    assert listed() == [CODE]
    world.stop()
    assert listed() == []
    world.undo("stop")
    assert listed() == [CODE]
    perform(world, "answer", EXPERT)
    assert listed() == []
