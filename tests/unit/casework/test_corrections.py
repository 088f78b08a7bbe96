"""A sealed result is corrected or recalled: what the case, its event and the next decision are."""

import pytest

from casework.corrections.correct_result import CorrectResult, correct_result
from casework.corrections.recall_result import RecallResult, recall_result
from casework.domain.case import Case
from casework.domain.corrections import CorrectionPending, ResultNotOfCase
from casework.domain.proposals import HeadRequired, OtherApproverRequired
from contracts.documents import DocumentFailed
from contracts.procedure_terms import Approval
from contracts.result_content import ResultContent, ResultContentMissing
from contracts.testing.results import sample_content
from kit.security.staff_directory import Staff
from tests.unit.casework.world import AGENCY, APPROVER, CODE, HEAD, OFFICER, World, a_sealed_result

REASON = "Ghi sai ngày sinh."
CASE = f"/v1/cases/{CODE}"


def completed() -> World:
    world = World.with_case_signing()
    (wanted,) = world.case.wanted
    world.receive(a_sealed_result(wanted.document), subject="DOC-1")
    return world


def returned() -> World:
    world = completed()
    world.return_result()
    return world


def correct(
    world: World,
    official: Staff = HEAD,
    document: str = "DOC-1",
    content: ResultContent | None = None,
    request: str = "",
) -> Case:
    command = CorrectResult(
        code=CODE,
        official=official,
        request=request or world.new_request(),
        document=document,
        content=content or sample_content(),
        reason=REASON,
    )
    return correct_result(world.cases, command, at=world.clock())


def recall(world: World, official: Staff = HEAD) -> Case:
    command = RecallResult(code=CODE, official=official, request=world.new_request(), reason=REASON)
    return recall_result(world.cases, command, at=world.clock())


def test_a_returned_result_is_corrected_and_returned_again() -> None:
    world = returned()
    (wanted,) = world.case.wanted

    assert correct(world).state == "returned"
    event = world.events()[-1]
    assert (event.type, event.data["document"]) == ("case.result_corrected", "DOC-1")
    assert event.data["result"]["document"] == wanted.document
    assert REASON not in str(event.data)
    world.receive(a_sealed_result(wanted.document), subject="DOC-2")

    case = world.case
    assert (case.state, case.closed_at, case.correction) == ("completed", None, None)
    assert [result.document for result in case.results] == ["DOC-2"]
    assert world.events()[-1].data["results"][0]["document"] == "DOC-2"
    assert world.return_result().state == "returned"


def test_the_first_result_holds_where_the_corrected_one_cannot_be_made() -> None:
    world = returned()
    (wanted,) = world.case.wanted
    correct(world)

    failed = DocumentFailed(kind="result", why="glyph_missing", wanted=wanted.document)
    world.receive(failed, subject="DOC-2")

    assert (world.case.state, world.case.correction) == ("returned", None)
    assert [result.document for result in world.case.results] == ["DOC-1"]
    entry = world.cases.audit_entries_of(world.case)[-1]
    assert entry.act == "fail_correction"
    assert entry.reason == "Chưa lập được văn bản đính chính (glyph_missing)."
    assert correct(world).correction is not None


def test_one_correction_at_a_time_and_nothing_is_returned_meanwhile() -> None:
    world = completed()
    correct(world)

    with pytest.raises(CorrectionPending):
        correct(world)
    with pytest.raises(CorrectionPending):
        recall(world)
    with pytest.raises(CorrectionPending):
        world.return_result()


def test_a_correction_needs_a_result_of_the_case_its_content_and_another_official() -> None:
    world = completed()
    officer = Staff(sub=OFFICER.sub, roles=("officer", "approver"), agencies=(AGENCY,))

    with pytest.raises(ResultNotOfCase):
        correct(world, document="DOC-9")
    with pytest.raises(ResultContentMissing):
        correct(world, content=ResultContent(fields={}))
    with pytest.raises(OtherApproverRequired):
        correct(world, officer)
    world.cases.commit_case(
        world.case.evolve(approval=Approval(by="head")), cause=world.events()[-1], at=world.clock()
    )
    with pytest.raises(HeadRequired):
        recall(world, APPROVER)

    assert "case.result_corrected" not in world.event_types


def test_a_repeated_correction_is_made_once() -> None:
    world = completed()
    request = world.new_request()

    correct(world, request=request)
    correct(world, request=request)

    assert world.event_types.count("case.result_corrected") == 1


def test_a_recalled_result_holds_no_more_and_the_case_is_decided_anew() -> None:
    world = returned()
    due = world.case.due

    case = recall(world)

    assert (case.state, case.results, case.proposal, case.closed_at) == ("in_work", (), None, None)
    assert case.due == due
    event = world.events()[-1]
    assert event.type == "case.result_recalled"
    assert [result["document"] for result in event.data["results"]] == ["DOC-1"]
    entry = world.cases.audit_entries_of(case)[-1]
    assert (entry.act, entry.actor, entry.reason) == ("recall_result", "head", REASON)
    world.decide()
    (wanted,) = world.case.wanted
    world.receive(a_sealed_result(wanted.document), subject="DOC-2")
    assert [result.document for result in world.case.results] == ["DOC-2"]


def test_both_go_through_the_routes() -> None:
    world = returned()
    fields = dict(sample_content().fields)

    corrected = world.client.post(
        f"{CASE}/result-correction",
        "head",
        {"document": "DOC-1", "fields": fields, "reason": REASON},
    )
    pending = world.client.post(f"{CASE}/result-recall", "head", {"reason": REASON})

    assert (corrected.status, corrected.body["correction"]["document"]) == (201, "DOC-1")
    assert (pending.status, pending.body["code"]) == (409, "correction_pending")
