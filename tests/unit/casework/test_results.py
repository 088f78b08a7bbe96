"""The results of a decision: asked for, sealed or failed, and the case that waits for them."""

import pytest

from casework.domain.result_choice import UnknownResult
from contracts.documents import DocumentFailed
from tests.unit.casework.world import World, a_sealed_result


def a_failed_result(wanted: str | None) -> DocumentFailed:
    return DocumentFailed(kind="result", why="glyph_missing", wanted=wanted)


def test_a_decision_asks_for_the_results_that_it_names() -> None:
    world = World.with_case_in_work()

    with pytest.raises(UnknownResult) as refused:
        world.decide("KQ.2", "KQ.9")
    assert refused.value.field == "results.1.code"
    world.decide("KQ.2", "KQ.1")

    assert [wanted.name for wanted in world.case.wanted] == ["Thông báo", "Giấy chứng nhận"]


def test_a_case_is_complete_only_when_every_result_is_sealed() -> None:
    world = World.with_case_in_work()
    world.decide("KQ.1", "KQ.2")
    first, second = world.case.wanted

    world.receive(a_sealed_result(second.document), subject="DOC-2")
    assert world.case.state == "signing"
    world.receive(a_sealed_result(first.document), subject="DOC-1")

    assert [result.document for result in world.case.results] == ["DOC-1", "DOC-2"]
    assert world.event_types[-1] == "case.completed"


def test_a_failed_form_and_results_that_nobody_asked_for_change_nothing() -> None:
    world = World.with_case_signing()
    before = world.case

    world.receive(a_failed_result("of-another-case"), subject="D9")
    world.receive(DocumentFailed(kind="form-01", why="glyph_missing"), subject="D6")
    world.receive(a_sealed_result(None).evolve(kind="form-01"), subject="D8")
    world.receive(a_sealed_result("of-another-case"), subject="D7")

    assert world.case == before


def test_one_unprintable_character_blocked_a_case_for_ever_and_now_it_is_decided_again() -> None:
    world = World.with_case_signing()
    (first,) = world.case.wanted

    world.receive(a_failed_result(first.document), subject="D1")
    assert (world.case.state, world.case.wanted) == ("in_work", ())
    assert world.event_types[-1] == "case.decided"
    entry = world.cases.audit_entries_of(world.case)[-1]
    assert (entry.act, entry.actor) == ("fail_seal", "system")
    assert entry.reason == "Chưa lập được văn bản kết quả (glyph_missing)."
    world.decide("KQ.1")
    (second,) = world.case.wanted
    world.receive(a_sealed_result(second.document), subject="D2")

    assert second.document != first.document
    assert world.event_types[-2:] == ["case.decided", "case.completed"]


def test_a_late_result_of_a_failed_decision_does_not_touch_the_next_one() -> None:
    world = World.with_case_in_work()
    world.decide("KQ.1", "KQ.2")
    first, second = world.case.wanted
    world.receive(a_failed_result(first.document), subject="D1")

    world.receive(a_sealed_result(second.document), subject="D2")
    assert (world.case.state, world.parked_types) == ("in_work", [])
    world.decide()
    world.receive(a_failed_result(second.document), subject="D3")

    assert (world.case.state, world.case.sealed) == ("signing", {})


def test_a_repeat_of_a_decision_whose_seal_failed_does_not_decide_again() -> None:
    world = World.with_case_in_work()
    request = world.new_request()
    world.propose()
    world.approve(request=request)
    (wanted,) = world.case.wanted
    world.receive(a_failed_result(wanted.document), subject="D1")

    assert world.approve(request=request).state == "in_work"
    assert world.event_types.count("case.decided") == 1
