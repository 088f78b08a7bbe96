"""A case that waits for supplements: once, until a day, and its due date afterwards."""

from datetime import datetime

import pytest

from casework.domain.case import Case
from casework.domain.endings import DELIVERY_TIME
from casework.domain.supplements import SupplementRequestedBefore
from casework.domain.transitions import ActNotAllowed
from casework.endings.stop_unsupplemented import (
    stop_unsupplemented_case,
    stop_unsupplemented_cases,
)
from casework.repositories.listings import ListQuery
from contracts.intake import DossierSupplemented
from contracts.procedure_terms import USUAL_SUPPLEMENTS, Limit, SupplementTerms
from contracts.terms import Due
from kit.core.budget import Budget
from kit.platform import fault_injection
from kit.platform.fault_injection import Killed, Plan
from tests.unit.casework.world import (
    AGENCY,
    CODE,
    MINUTE,
    World,
    a_free_dossier,
    a_message,
    a_procedure,
    utc,
)

PAUSE = SupplementTerms(
    effect="pause", within=Limit(value=7, unit="working_day"), source="NĐ 301/2026/NĐ-CP"
)


def a_waiting_world(supplements: SupplementTerms = USUAL_SUPPLEMENTS) -> World:
    """Accepted on Monday 23/11/2026 with 3 working days; supplements requested on Thursday."""
    world = World()
    world.publish(a_procedure(supplements=supplements))
    world.receive(a_free_dossier())
    world.accept()
    world.assign()
    world.clock.now = utc("2026-11-26 02:00")
    world.request_supplement()
    return world


def due_of(world: World) -> datetime:
    assert world.case.due is not None
    return world.case.due.at


def explanation_of(world: World) -> str:
    assert world.case.due is not None
    return " ".join(step.vi for step in world.case.due.steps)


def test_the_applicant_reads_what_is_missing_why_and_until_when() -> None:
    world = a_waiting_world()

    event = world.events()[-1]

    assert (world.case.state, event.type) == ("awaiting_supplement", "case.papers_requested")
    assert event.data["items"] == ["Bản sao hợp đồng thuê nhà"]
    # 30 days after Thursday 26/11 is Saturday 26/12, which moves to Monday: 24:00 of 28/12
    assert datetime.fromisoformat(event.data["due"]) == utc("2026-12-28 17:00")
    assert "nhà thuê." not in "".join(item.doc for item in world.transport.items.values())
    entry = world.cases.audit_entries_of(world.case)[-1]
    assert (entry.act, entry.actor) == ("request_supplement", "officer")
    assert entry.reason == "Địa chỉ kinh doanh là nhà thuê."


def test_the_limit_starts_anew_when_everything_is_there() -> None:
    world = a_waiting_world()
    assert due_of(world) == utc("2026-11-27 10:00")  # 24/11 is off: 25, 26, 27

    world.clock.now = utc("2026-12-02 03:00")
    world.receive_supplement()

    assert world.case.state == "in_work"
    assert due_of(world) == utc("2026-12-07 10:00")  # Thursday 3, Friday 4, Monday 7 December
    assert world.events()[-1].data["why"] == "supplemented"
    assert datetime.fromisoformat(world.events()[-1].data["new_due"]) == due_of(world)
    assert "thời hạn tính lại từ đầu" in explanation_of(world)
    assert world.case.due
    assert Due.model_validate(world.events()[-1].data["due"]) == world.case.due
    assert world.case.supplement
    assert world.case.supplement.received_at == utc("2026-12-02 03:00")


def test_the_limit_goes_on_where_the_procedure_says_so() -> None:
    world = a_waiting_world(PAUSE)
    assert world.case.supplement
    # 7 working days after Thursday 26/11: 27/11, 30/11, 1 to 4/12, 7/12
    assert world.case.supplement.due == utc("2026-12-07 17:00")

    world.clock.now = utc("2026-12-02 03:00")
    world.receive_supplement()

    assert due_of(world) == utc("2026-12-03 10:00")  # Friday was left: one working day
    assert "Tạm dừng từ" in explanation_of(world)


def test_a_case_that_was_late_at_the_request_stays_late() -> None:
    world = World.with_case_in_work()
    world.clock.now = utc("2026-11-30 02:00")
    world.request_supplement()
    world.clock.now = utc("2026-12-02 03:00")

    world.receive_supplement()

    assert due_of(world) == utc("2026-11-27 10:00")
    assert "hạn không đổi" in explanation_of(world)


def test_an_extended_due_date_is_kept_where_the_new_count_ends_earlier() -> None:
    world = World.with_case_in_work()
    world.extend(utc("2026-12-18 03:00"))
    world.request_supplement()

    world.receive_supplement()

    assert due_of(world) == utc("2026-12-18 03:00")


def test_supplements_count_from_the_moment_they_were_sent_not_from_their_delivery() -> None:
    world = a_waiting_world()
    assert world.case.supplement
    supplement = DossierSupplemented(request=world.case.supplement.id, papers=(), answers={})
    sent = a_message(supplement, at=utc("2026-12-02 03:00"))

    world.clock.now = utc("2026-12-04 03:00")
    world.casework.inbox.handle(sent)

    assert due_of(world) == utc("2026-12-07 10:00")


def test_a_case_that_was_accepted_before_the_clock_was_stored_is_counted_from_its_acceptance() -> (
    None
):
    world = a_waiting_world()
    older = world.case.evolve(clock=None)
    world.cases.commit_case(older, cause=a_message(a_free_dossier()), at=world.clock())

    world.clock.now = utc("2026-12-02 03:00")
    world.receive_supplement()

    assert due_of(world) == utc("2026-12-07 10:00")


def test_supplements_are_requested_once() -> None:
    world = a_waiting_world()
    with pytest.raises(ActNotAllowed):
        world.request_supplement()
    world.receive_supplement()

    with pytest.raises(SupplementRequestedBefore) as refused:
        world.request_supplement()

    assert (refused.value.status, refused.value.code) == (409, "supplement_requested_before")
    assert world.event_types.count("case.papers_requested") == 1


def test_a_repeated_request_and_repeated_supplements_change_nothing() -> None:
    world = a_waiting_world()
    assert world.case.supplement
    request = world.case.supplement.id
    world.request_supplement(request)
    supplement = a_message(DossierSupplemented(request=request, papers=(), answers={}))
    world.casework.inbox.handle(supplement)
    after = world.case

    world.casework.inbox.handle(supplement)
    world.receive_supplement(request)
    world.request_supplement(request)

    assert world.case == after
    assert world.event_types[-2:] == ["case.papers_requested", "case.resumed"]


def test_supplements_of_another_request_resume_nothing() -> None:
    world = a_waiting_world()

    world.receive_supplement("another")

    assert world.case.state == "awaiting_supplement"


@pytest.mark.parametrize("point", ["request_supplement.loaded", "commit.before", "commit.after"])
def test_a_request_that_died_is_made_once_when_it_is_repeated(point: str) -> None:
    world = World.with_case_in_work()
    request = world.new_request()
    with fault_injection.injected(Plan(kill={point: 1})), pytest.raises(Killed):
        world.request_supplement(request)

    world.request_supplement(request)

    assert world.event_types.count("case.papers_requested") == 1
    assert world.case.state == "awaiting_supplement"


def test_a_case_without_supplements_in_time_is_stopped_by_the_sweeper_once() -> None:
    world = a_waiting_world(PAUSE)
    due = utc("2026-12-07 17:00")
    world.clock.now = due + DELIVERY_TIME - MINUTE
    world.casework.sweep()
    assert world.case.state == "awaiting_supplement"

    world.clock.now = due + DELIVERY_TIME
    world.casework.sweep()
    world.casework.sweep()

    assert (world.case.state, world.case.closed_at) == ("stopped", world.clock.now)
    assert world.event_types.count("case.stopped") == 1
    assert world.events()[-1].data["ground"] == "none"
    entry = world.cases.audit_entries_of(world.case)[-1]
    assert (entry.act, entry.actor) == ("stop_unsupplemented", "system")
    assert entry.reason == "Hết ngày 07/12/2026, cơ quan chưa nhận được giấy tờ bổ sung đã yêu cầu."


def test_the_sweeper_looks_only_at_waits_that_are_over() -> None:
    world = a_waiting_world(PAUSE)

    assert list(world.cases.awaited_supplements_due(utc("2026-12-07 16:59"))) == []
    assert list(world.cases.awaited_supplements_due(utc("2026-12-07 17:00"))) == [CODE]
    world.receive_supplement()
    assert list(world.cases.awaited_supplements_due(utc("2027-12-07 17:00"))) == []


def test_a_case_that_cannot_be_stopped_keeps_no_other_from_its_stop(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = a_waiting_world(PAUSE)
    listed = world.cases.awaited_supplements_due
    monkeypatch.setattr(
        world.cases, "awaited_supplements_due", lambda upto: iter(["broken", *listed(upto)])
    )
    load = world.cases.case

    def broken(code: str) -> Case | None:
        if code == "broken":
            raise RuntimeError(code)
        return load(code)

    monkeypatch.setattr(world.cases, "case", broken)

    assert stop_unsupplemented_cases(world.cases, utc("2026-12-08 17:00")) == 1
    assert world.event_types[-1] == "case.stopped"


def test_a_run_without_time_stops_no_case() -> None:
    world = a_waiting_world(PAUSE)
    spent = Budget(lambda: 0.0)

    assert stop_unsupplemented_cases(world.cases, utc("2026-12-08 17:00"), spent) == 0
    assert world.case.state == "awaiting_supplement"


def test_a_decision_loses_against_a_request_that_was_committed_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = World.with_case_in_work()
    world.propose()
    stale, load = [world.case], world.cases.case
    world.request_supplement()
    monkeypatch.setattr(world.cases, "case", lambda code: stale.pop() if stale else load(code))

    with pytest.raises(ActNotAllowed) as refused:
        world.approve()

    assert refused.value.message("vi") == (
        "Hồ sơ đang chờ người nộp bổ sung nên không thể phê duyệt."
    )
    assert world.event_types[-1] == "case.papers_requested"


def test_a_case_that_goes_on_meanwhile_is_not_stopped() -> None:
    world = a_waiting_world(PAUSE)
    world.receive_supplement()

    assert not stop_unsupplemented_case(world.cases, CODE, utc("2027-01-01 00:00"))
    assert world.case.state == "in_work"


def test_supplements_that_come_after_the_stop_change_nothing() -> None:
    world = a_waiting_world(PAUSE)
    world.clock.now = utc("2026-12-10 02:00")
    world.casework.sweep()

    world.receive_supplement()

    assert world.case.state == "stopped"


def test_a_stop_loses_against_supplements_that_were_committed_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = a_waiting_world(PAUSE)
    stale, load = [world.case], world.cases.case
    world.receive_supplement()
    monkeypatch.setattr(world.cases, "case", lambda code: stale.pop() if stale else load(code))

    assert not stop_unsupplemented_case(world.cases, CODE, utc("2027-01-01 00:00"))

    assert stale == []
    assert world.event_types[-1] == "case.resumed"


def test_a_waiting_case_is_in_the_worklist_by_the_day_of_its_supplements() -> None:
    world = a_waiting_world(PAUSE)

    lists = ListQuery(lists=(f"{AGENCY}#supplement",))
    page, _ = world.cases.listed(lists, limit=5, personal=False)

    assert [row.due for row in page] == [utc("2026-12-07 17:00")]
