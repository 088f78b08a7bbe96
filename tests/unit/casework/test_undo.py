"""A mistaken act is undone within the hour by the head; supplements are requested twice at most."""

from datetime import timedelta

import pytest

from casework.domain.permissions import RoleRequired
from casework.domain.supplements import SupplementRequestedBefore
from casework.domain.transitions import ActNotAllowed
from casework.domain.undo import FeeEndedWithCase, NothingToUndo, UndoTooLate
from casework.endings.stop_unsupplemented import stop_unsupplemented_cases
from contracts.payments import FeeVoided
from tests.unit.casework.world import (
    FEE_DUE,
    FEE_SETTLED,
    OFFICER,
    World,
    a_dossier,
    a_sealed_result,
    utc,
)

HOUR = timedelta(hours=1)


def rejected() -> World:
    world = World.with_case_at_the_desk()
    world.reject("Không thuộc thẩm quyền.")
    return world


def returned() -> World:
    world = World.with_case_signing()
    (wanted,) = world.case.wanted
    world.receive(a_sealed_result(wanted.document), subject="DOC-1")
    world.return_result()
    return world


def test_a_rejection_is_undone_and_the_case_awaits_its_reception_again() -> None:
    world = rejected()
    before = world.case

    case = world.undo()

    assert (case.state, case.closed_at) == ("awaiting_reception", None)
    assert case.reception_due == before.reception_due
    event = world.events()[-1]
    assert event.type == "case.reopened"
    assert event.data["state"] == "awaiting_reception"
    assert (event.data["why"], event.data["by"], event.data["role"]) == ("undone", "head", "head")
    entry = world.cases.audit_entries_of(case)[-1]
    assert (entry.act, entry.actor, entry.reason) == ("undo_rejection", "head", "Bấm nhầm.")
    assert world.accept().state == "accepted"


def test_a_stop_and_a_return_are_undone() -> None:
    stopped = World.with_case_in_work()
    stopped.stop()
    assert stopped.undo("stop").state == "in_work"
    assert stopped.events()[-1].data["state"] == "in_work"

    done = returned()
    results = done.case.results
    assert (done.undo("return_result").state, done.case.results) == ("completed", results)
    assert done.return_result().state == "returned"


def test_a_request_for_supplements_is_undone_and_was_none() -> None:
    world = World.with_case_in_work()
    due, clock = world.case.due, world.case.clock
    world.request_supplement()

    case = world.undo("request_supplement")

    assert (case.state, case.supplement, case.due, case.clock) == ("in_work", None, due, clock)
    assert world.events()[-1].data["why"] == "undone"
    assert list(world.cases.awaited_supplements_due(utc("2027-12-31 00:00"))) == []
    assert world.request_supplement().state == "awaiting_supplement"


def test_only_within_the_hour() -> None:
    world = rejected()
    closed_at = world.case.closed_at
    assert closed_at is not None
    world.clock.advance(closed_at + HOUR - world.clock() - timedelta(minutes=1))
    assert world.undo().state == "awaiting_reception"

    late = rejected()
    late.clock.advance(HOUR)
    with pytest.raises(UndoTooLate) as refused:
        late.undo()
    assert (refused.value.status, late.case.state) == (409, "rejected")


def test_only_the_head_undoes() -> None:
    world = rejected()

    with pytest.raises(RoleRequired) as refused:
        world.undo(official=OFFICER)

    assert refused.value.message("vi") == (
        "Chỉ thủ trưởng cơ quan mới được hoàn tác việc từ chối tiếp nhận hồ sơ."
    )


def test_nothing_but_an_officials_ending_is_undone() -> None:
    with pytest.raises(ActNotAllowed) as refused:
        World.with_case_in_work().undo("stop")
    assert refused.value.message("vi") == (
        "Hồ sơ đang được giải quyết nên không thể hoàn tác việc dừng giải quyết."
    )

    unpaid = World()
    unpaid.receive(a_dossier())
    unpaid.receive(FEE_DUE, subject="F1")
    unpaid.receive(FeeVoided(why="unpaid", by="system"), subject="F1")
    assert unpaid.case.state == "rejected"
    with pytest.raises(NothingToUndo):
        unpaid.undo()

    silent = World.with_case_in_work()
    silent.request_supplement()
    silent.clock.advance(timedelta(days=60))
    assert stop_unsupplemented_cases(silent.cases, silent.clock()) == 1
    with pytest.raises(NothingToUndo):
        silent.undo("stop")


def test_an_ending_that_sent_money_back_stays() -> None:
    world = World()
    world.receive(a_dossier())
    world.receive(FEE_DUE, subject="F1")
    world.receive(FEE_SETTLED, subject="F1")
    world.reject("Không thuộc thẩm quyền.")

    with pytest.raises(FeeEndedWithCase):
        world.undo()

    assert world.event_types[-1] == "case.refused"


def test_a_repeated_request_undoes_once() -> None:
    world = rejected()
    request = world.new_request()

    world.undo(request=request)
    assert world.undo(request=request).state == "awaiting_reception"

    assert world.event_types.count("case.reopened") == 1


def test_the_applicants_request_to_withdraw_outlives_a_mistaken_stop() -> None:
    world = World.with_case_in_work()
    world.receive_withdrawal_request()
    world.stop()

    assert world.undo("stop").withdrawal_requested_at is not None
    assert world.withdraw().state == "withdrawn"


def test_the_head_alone_requests_supplements_a_second_time_and_nobody_a_third_time() -> None:
    world = World.with_case_in_work()
    world.request_supplement()
    first = world.case.supplement
    world.receive_supplement()

    with pytest.raises(SupplementRequestedBefore):
        world.request_supplement()
    case = world.request_supplement_again()

    assert case.state == "awaiting_supplement"
    assert case.supplement is not None
    assert first is not None
    assert case.supplement.first is not None
    assert case.supplement.first == first.evolve(received_at=case.supplement.first.received_at)
    assert [e.data["again"] for e in world.events() if e.type == "case.papers_requested"] == [
        False,
        True,
    ]
    world.receive_supplement()
    assert world.case.state == "in_work"
    with pytest.raises(SupplementRequestedBefore):
        world.request_supplement_again()


def test_an_undone_second_request_leaves_the_first_one() -> None:
    world = World.with_case_in_work()
    world.request_supplement()
    world.receive_supplement()
    received = world.case.supplement

    world.request_supplement_again()
    world.undo("request_supplement")

    assert world.case.supplement == received
