"""The acts on a case: which fields each one changes, and what its event and audit entry say."""

from datetime import timedelta

import pytest

from casework.domain import endings, processing, reception
from casework.domain.acts import ACTS
from casework.domain.case import Transition
from casework.domain.desk import Desk
from casework.domain.endings import FeeUnpaid
from casework.domain.fees import FeeState, is_covered, with_fee, with_reinstated
from casework.domain.procedure import in_force
from casework.domain.states import CLOSED
from casework.domain.transitions import ActNotAllowed, next_state, states_after
from contracts.casework import CaseDecided, CaseRefused
from contracts.terms import Due, SealedResult
from contracts.testing.results import sample_content
from kit.testing.clock import NOW
from tests.unit.casework.world import CODE, World, a_case, a_dossier, a_procedure

LATER = NOW + timedelta(hours=9)
RESULT = SealedResult(document="DOC-1", name="Giấy chứng nhận", sha256="0" * 64)


def registration(*, total: int) -> Transition:
    dossier = a_dossier(total=total)
    return reception.register(CODE, dossier, vault="V1", at=NOW, reception_due=LATER)


def test_a_free_case_has_its_desks_time_limit_from_the_filing() -> None:
    case = registration(total=0).case

    assert (case.id, case.dossier, case.vault) == (CODE, CODE, "V1")
    assert (case.filed_at, case.since, case.reception_due) == (NOW, NOW, LATER)


def test_an_unpaid_case_has_no_time_limit_yet_however_small_its_fee() -> None:
    registered = registration(total=1)

    assert registered.act == "file_unpaid"
    assert (registered.case.since, registered.case.reception_due) == (None, None)


def test_an_opened_reception_has_its_time_limit_from_then_on() -> None:
    unpaid = registration(total=150_000).case

    case = reception.open_reception(unpaid, since=NOW, reception_due=LATER).case

    assert (case.since, case.reception_due) == (NOW, LATER)


def test_a_rejection_for_lack_of_payment_says_so_to_the_citizen_and_closes_the_case() -> None:
    rejection = reception.reject_unpaid(registration(total=150_000).case, at=LATER)

    assert rejection.event == CaseRefused(
        reason="Quá thời hạn nộp phí, lệ phí mà chưa nhận được tiền.", ground="unpaid"
    )
    assert rejection.case.closed_at == LATER


def test_a_case_that_opens_again_waits_for_its_fee_as_on_the_first_day() -> None:
    rejected = reception.reject_unpaid(registration(total=150_000).case, at=LATER).case
    assert rejected.rejected_unpaid

    case = reception.reopen(rejected).case

    assert (case.state, case.closed_at, case.rejected_unpaid) == ("awaiting_payment", None, False)
    assert not registration(total=150_000).case.rejected_unpaid


@pytest.mark.parametrize(
    ("before", "after"),
    [("void", "due"), (None, "due"), ("due", "due"), ("settled", "settled"), ("waived", "waived")],
)
def test_a_reinstated_fee_is_due_again_unless_it_was_settled_or_waived(
    before: FeeState | None, after: FeeState
) -> None:
    other: dict[str, FeeState] = {"F-2": "settled"}
    fees: dict[str, FeeState] = {**other, "F-1": before} if before else other

    assert with_reinstated(fees, "F-1") == {"F-1": after, "F-2": "settled"}


def test_an_accepted_case_is_at_the_desk_that_accepted_it() -> None:
    due = Due(at=LATER, provisional=False)

    case = reception.accept(
        a_case(), at=NOW, due=due, desk=Desk(agency="H49", name="motcua-01")
    ).case

    assert (case.desk, case.due, case.accepted_at) == ("motcua-01", due, NOW)
    assert case.next_due_at == LATER


def test_an_assigned_case_is_at_its_step_and_desk() -> None:
    accepted = a_case(state="accepted")

    case = processing.assign(
        accepted, step="Thẩm định", desk=Desk(agency="H49.61", name="x"), step_due=None
    ).case

    assert (case.step, case.desk) == ("Thẩm định", "x")


def test_a_decision_names_its_signer() -> None:
    decision = processing.decide(
        a_case(state="in_work"),
        results=(),
        contents={"r-1": sample_content()},
        signer="officer",
        signer_name="Trần Văn Bình",
    )

    assert decision.event == CaseDecided(
        results=(),
        signer="officer",
        signer_name="Trần Văn Bình",
        contents={"r-1": sample_content()},
    )


def test_a_failed_seal_drops_the_results_that_are_sealed_already() -> None:
    case = processing.fail_seal(a_case(state="signing", sealed={"D-1": RESULT}), why="x").case

    assert (case.wanted, case.sealed) == ((), {})


def test_a_returned_result_closes_the_case() -> None:
    ending = endings.return_result(a_case(state="completed"), how="post", at=LATER)

    assert ending.case.closed_at == LATER


def test_nothing_is_owed_where_the_procedure_is_free() -> None:
    free = a_case(state="completed", pay="before_result", total=0)

    assert endings.return_result(free, how="post", at=NOW).case.state == "returned"
    with pytest.raises(FeeUnpaid) as refused:
        endings.return_result(free.evolve(total=1), how="post", at=NOW)
    assert (refused.value.status, refused.value.code) == (409, "fee_unpaid")


def test_a_result_that_is_not_ready_is_refused_for_that_and_not_for_its_fee() -> None:
    with pytest.raises(ActNotAllowed):
        endings.return_result(a_case(state="in_work", pay="before_result"), how="post", at=NOW)


@pytest.mark.parametrize("state", ["settled", "waived", "void"])
def test_no_ended_fee_becomes_due_again_and_each_ending_covers_the_only_fee(
    state: FeeState,
) -> None:
    fees = with_fee({}, "F1", state)

    assert with_fee(fees, "F1", "due") == {"F1": state}
    assert is_covered(fees)


def test_a_waived_fee_covers_also_beside_one_that_was_asked_for_in_error() -> None:
    assert is_covered({"F1": "waived", "F2": "void"})
    assert not is_covered({"F1": "due", "F2": "void"})


def test_a_version_is_in_force_from_the_moment_that_it_names() -> None:
    newest, oldest = a_procedure(version=2, valid_from=NOW), a_procedure(version=1)

    assert in_force([newest, oldest], NOW) == newest
    assert in_force([newest, oldest], NOW - timedelta(seconds=1)) == oldest
    assert in_force([newest], NOW - timedelta(seconds=1)) == newest
    assert in_force([], NOW) is None


def test_every_ending_closes_a_case() -> None:
    assert {"returned", "rejected", "withdrawn", "stopped"} == CLOSED
    assert {act for act, edges in ACTS.items() if CLOSED & set(edges.moves)} == {
        *("reopen", "undo_rejection", "undo_stop", "undo_return"),
        *("correct_result", "replace_result", "fail_correction", "recall_result"),
    }


def test_an_act_before_there_is_a_case_is_refused() -> None:
    with pytest.raises(ActNotAllowed) as refused:
        next_state("accept", None)
    assert refused.value.message("vi") == "Hồ sơ chưa có trong hệ thống nên không thể tiếp nhận."


def test_only_states_of_a_case_come_after_an_act() -> None:
    assert states_after("withdraw") == {"withdrawn"}
    assert "accepted" not in states_after("complete")
    assert None not in states_after("file")


def test_audit_entries_are_numbered_from_one_and_say_where_the_case_was_then() -> None:
    world = World.with_case_in_work()

    filed, accepted, assigned = world.cases.audit_entries_of(world.case)

    assert [entry.seq for entry in (filed, accepted, assigned)] == [1, 2, 3]
    assert (filed.state_before, filed.step, filed.desk) == (None, None, None)
    assert (accepted.step, accepted.desk) == (None, "motcua-01")
    assert (assigned.step, assigned.desk) == ("Thẩm định", "chuyen-mon-01")
    assert (assigned.state_before, assigned.state_after) == ("accepted", "in_work")


def test_the_items_of_a_case_are_found_under_its_dossiers_code() -> None:
    assert a_case().pk == f"CASE#{CODE}"
