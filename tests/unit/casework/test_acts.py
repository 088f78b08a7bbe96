"""The state graph of a case: every pair of state and act."""

from pathlib import Path
from types import NoneType
from typing import Any, get_args

import pytest

from casework.domain import case as cases
from casework.domain import transitions
from casework.domain.case import Case, FeeUnpaid, Moved
from casework.domain.transitions import ACTS, STATES, Act, ActNotAllowed, State
from contracts.terms import Due, SealedResult
from tests.fakes import NOW
from tests.unit.casework.building import CODE, case, filed

DUE = Due(at=NOW, provisional=False)
README = Path(__file__).parents[3] / "services" / "casework" / "README.md"
PAIRS = [(state, act) for state in STATES for act in ACTS if None not in ACTS[act].moves]


def perform(act: Act, on: Case) -> Moved:
    given: dict[Act, tuple[Any, dict[str, Any]]] = {
        "admit": (cases.admit, {"since": NOW, "reception_due": NOW}),
        "void": (cases.void, {"at": NOW}),
        "accept": (cases.accept, {"at": NOW, "due": DUE, "desk": "motcua-01"}),
        "refuse": (cases.refuse, {"at": NOW, "reason": "Không thuộc thẩm quyền."}),
        "assign": (cases.assign, {"step": "Thẩm định", "desk": "chuyen-mon-01", "step_due": None}),
        "decide": (cases.decide, {"results": (), "signer": "officer-1"}),
        "fail_seal": (cases.fail_seal, {"why": "glyph_missing"}),
        "complete": (cases.complete, {}),
        "hand_over": (cases.hand_over, {"how": "online", "at": NOW}),
    }
    transition, facts = given[act]
    moved: Moved = transition(on, **facts)
    return moved


@pytest.mark.parametrize(("state", "act"), PAIRS)
def test_an_act_leads_where_the_table_says_and_is_refused_elsewhere(state: State, act: Act) -> None:
    edges, before = ACTS[act], case(state=state)

    if state in edges.moves:
        moved = perform(act, before)
        assert (moved.case.state, type(moved.event)) == (edges.moves[state], edges.says or NoneType)
        assert (moved.act, moved.was) == (act, state)
    else:
        with pytest.raises(ActNotAllowed) as refused:
            perform(act, before)
        assert (refused.value.status, refused.value.code) == (409, "act_not_allowed")
        assert state in refused.value.message("vi")


@pytest.mark.parametrize(
    ("pay", "total", "act"),
    [
        ("before_acceptance", 150_000, "file_unpaid"),
        ("before_acceptance", 0, "file"),
        ("before_result", 150_000, "file"),
        ("at_counter", 150_000, "file"),
        ("none", 0, "file"),
    ],
)
def test_a_filed_dossier_waits_for_its_fee_only_if_that_is_due_before_acceptance(
    pay: Any, total: int, act: Act
) -> None:
    moved = cases.filed(CODE, filed(pay=pay, total=total), vault="V1", at=NOW, reception_due=NOW)

    assert moved.act == act
    assert (moved.case.state, type(moved.event)) == (ACTS[act].moves[None], ACTS[act].says)


def test_every_act_and_state_is_known() -> None:
    assert set(ACTS) == set(get_args(Act))
    assert {to for edges in ACTS.values() for to in edges.moves.values()} <= set(STATES)


def test_a_result_is_not_handed_over_before_a_fee_due_before_it_is_paid() -> None:
    waiting = case(state="completed", pay="before_result", fees={"F1": "due"})

    with pytest.raises(FeeUnpaid):
        cases.hand_over(waiting, how="online", at=NOW)
    paid = cases.with_fee(waiting, "F1", "settled")

    assert cases.hand_over(paid, how="online", at=NOW).case.state == "returned"


def test_a_result_whose_only_fee_was_voided_could_never_be_handed_over() -> None:
    waiting = case(state="completed", pay="before_result", fees={"F1": "void"})

    assert cases.hand_over(waiting, how="online", at=NOW).case.state == "returned"
    with pytest.raises(FeeUnpaid):
        cases.hand_over(cases.with_fee(waiting, "F2", "due"), how="online", at=NOW)


def test_a_fee_that_ended_does_not_become_due_again() -> None:
    assert cases.with_fee(case(fees={"F1": "settled"}), "F1", "due").fees == {"F1": "settled"}


def test_results_stand_in_the_order_in_which_they_were_wanted() -> None:
    wanted = (*case().wanted, case().wanted[0].evolve(document="D-2"))
    sealed = {d: SealedResult(document=d, name="x", sha256="0" * 64) for d in ("D-2", "D-1")}

    assert [r.document for r in case(wanted=wanted, sealed=sealed).results] == ["D-1", "D-2"]


def test_open_cases_are_listed_by_what_is_due_first_and_closed_ones_by_their_end() -> None:
    assert case(reception_due=NOW).index_attributes() == {
        "by": "H49.61#open",
        "at": "2026-11-23T02:00:00.000000Z",
    }
    assert perform("refuse", case()).case.index_attributes()["by"] == "H49.61#closed"


def test_the_readme_draws_the_graph_of_the_data() -> None:
    assert f"```mermaid\n{transitions.drawn()}\n```" in README.read_text("utf-8")


def test_what_may_be_asked_for_again_after_its_own_outcome() -> None:
    again = {
        act
        for act in ACTS
        if any(state in transitions.states_after(act) for state in ACTS[act].moves)
    }

    assert again == {"assign", "decide", "fail_seal"}
