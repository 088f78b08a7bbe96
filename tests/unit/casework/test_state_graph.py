"""The state graph of a case: every pair of state and act."""

from collections.abc import Callable
from pathlib import Path
from types import NoneType
from typing import get_args

import pytest

from casework.domain import (
    assessment,
    clock,
    corrections,
    endings,
    processing,
    reception,
    supplements,
    transitions,
    withdrawals,
)
from casework.domain.acts import ACTS, Act
from casework.domain.case import Case, Transition
from casework.domain.correction import Correction
from casework.domain.endings import FeeUnpaid
from casework.domain.escalation import escalate
from casework.domain.fees import with_fee
from casework.domain.listing import listings_of
from casework.domain.milestones import reception_milestones
from casework.domain.states import STATES, State
from casework.domain.supplement_request import SupplementRequest
from casework.domain.transitions import ActNotAllowed, whole_phrase
from casework.domain.undo import UNDOING
from casework.domain.words import ACT_WORDS, STATE_WORDS
from contracts.procedure_terms import Limit
from contracts.terms import Pay, SealedResult
from kit.testing.clock import NOW
from law.holidays import vietnam
from tests.unit.casework.world import CODE, a_case, a_dossier

README = Path(__file__).parents[3] / "services" / "casework" / "README.md"
PAIRS = [
    (state, act)
    for state in STATES
    for act, rule in ACTS.items()
    if None not in rule.moves and not rule.roles
]
"""The acts that events and times lead to; those of officials: test_every_act.py."""
LIMIT = Limit(value=3, unit="working_day")
FACTS = clock.clock_at_acceptance(LIMIT, at=NOW)
REQUEST = SupplementRequest(
    id="R-1", items=("Bản sao",), requested_at=NOW, due=NOW, effect="restart"
)

SEALED = SealedResult(document="DOC-2", name="x", sha256="0" * 64)
CORRECTION = Correction(result=a_case().wanted[0], document="DOC-1", by="head", at=NOW)


PERFORM: dict[Act, Callable[[Case], Transition]] = {
    "open_reception": lambda case: reception.open_reception(case, since=NOW, reception_due=NOW),
    "reject_unpaid": lambda case: reception.reject_unpaid(case, at=NOW),
    "reopen": reception.reopen,
    "resume": lambda case: supplements.resume(case, REQUEST, vietnam(), FACTS, received=NOW),
    "stop_unsupplemented": lambda case: endings.stop_unsupplemented(case, due=NOW, at=NOW),
    "request_withdrawal": lambda case: withdrawals.request_withdrawal(case, reason="a", at=NOW),
    "fail_seal": lambda case: processing.fail_seal(case, why="glyph_missing"),
    "resume_paid": assessment.resume_paid,
    "complete": processing.complete,
    "replace_result": lambda case: corrections.replace_result(case, CORRECTION, SEALED),
    "fail_correction": lambda case: corrections.fail_correction(case, why="glyph_missing"),
    "escalate": lambda case: escalate(
        case.evolve(milestones=reception_milestones(NOW)), vietnam(), at=NOW
    ),
}


@pytest.mark.parametrize(("state", "act"), PAIRS)
def test_an_act_leads_where_the_table_says_and_is_refused_elsewhere(state: State, act: Act) -> None:
    edges, before = ACTS[act], a_case(state=state)

    if state in edges.moves:
        transition = PERFORM[act](before)
        assert transition.case.state == edges.moves[state]
        assert type(transition.event) is (edges.event or NoneType)
        assert (transition.act, transition.state_before) == (act, state)
    else:
        with pytest.raises(ActNotAllowed) as refused:
            PERFORM[act](before)
        assert (refused.value.status, refused.value.code) == (409, "act_not_allowed")
        assert refused.value.message("vi") == (
            f"Hồ sơ {STATE_WORDS[state].vi} nên không thể {whole_phrase(act)}."
        )


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
    pay: Pay, total: int, act: Act
) -> None:
    dossier = a_dossier(pay=pay, total=total)
    transition = reception.register(CODE, dossier, vault="V1", at=NOW, reception_due=NOW)

    assert transition.act == act
    assert transition.case.state == ACTS[act].moves[None]
    assert type(transition.event) is ACTS[act].event


def test_the_table_has_every_act_and_no_unknown_state() -> None:
    assert set(ACTS) == set(get_args(Act)) == set(ACT_WORDS)
    assert {None, *STATES} == set(STATE_WORDS)
    assert {target for edges in ACTS.values() for target in edges.moves.values()} <= set(STATES)


def test_a_result_is_not_returned_before_a_fee_due_before_it_is_paid() -> None:
    unpaid = a_case(state="completed", pay="before_result", fees={"F1": "due"})

    with pytest.raises(FeeUnpaid):
        endings.return_result(unpaid, how="online", at=NOW)
    paid = unpaid.evolve(fees=with_fee(unpaid.fees, "F1", "settled"))

    assert endings.return_result(paid, how="online", at=NOW).case.state == "returned"


def test_a_result_whose_only_fee_was_voided_could_never_be_returned() -> None:
    voided = a_case(state="completed", pay="before_result", fees={"F1": "void"})

    assert endings.return_result(voided, how="online", at=NOW).case.state == "returned"
    owing = voided.evolve(fees=with_fee(voided.fees, "F2", "due"))
    with pytest.raises(FeeUnpaid):
        endings.return_result(owing, how="online", at=NOW)


def test_a_fee_that_ended_does_not_become_due_again() -> None:
    assert with_fee({"F1": "settled"}, "F1", "due") == {"F1": "settled"}


def test_results_stand_in_the_order_in_which_they_were_asked_for() -> None:
    wanted = (*a_case().wanted, a_case().wanted[0].evolve(document="D-2"))
    sealed = {d: SealedResult(document=d, name="x", sha256="0" * 64) for d in ("D-2", "D-1")}

    results = a_case(wanted=wanted, sealed=sealed).results

    assert [result.document for result in results] == ["D-1", "D-2"]


def test_open_cases_are_listed_by_what_is_due_first_and_closed_ones_by_their_end() -> None:
    rejected = reception.reject(a_case(), at=NOW, reason="Không thuộc thẩm quyền.").case
    at = f"2026-11-23T02:00:00.000000Z#{CODE}"

    listed = {each.by: each.at for each in listings_of(a_case(reception_due=NOW))}

    assert listed == {"H49#new": at, "H49.61#new": at}
    assert {each.by for each in listings_of(rejected)} == {"H49#done", "H49.61#done"}


def test_the_readme_draws_the_graph_of_the_data() -> None:
    assert f"```mermaid\n{transitions.as_mermaid()}\n```" in README.read_text("utf-8")


def test_acts_of_work_and_of_a_reopened_case_are_possible_again_after_their_own_outcome() -> None:
    repeatable = {
        act for act, edges in ACTS.items() if transitions.states_after(act) & set(edges.moves)
    }

    reopened = {"open_reception", "reject", "reject_unpaid", "reopen"}
    waiting = {"request_supplement", "resume", "extend", "request_withdrawal", "refuse_withdrawal"}
    work = {"assign", "propose", "return_for_correction", "decide", "fail_seal", "escalate"}
    together = {
        "hand_over",
        "consult",
        "answer",
        "assess_fee",
        "assess_blocking_fee",
        "resume_paid",
    }
    corrected = {"correct_result", "replace_result", "fail_correction", "recall_result"}
    undone = {"return_result", "complete", *UNDOING.values()}
    ending = {"stop", "stop_unsupplemented", "withdraw"}
    assert repeatable - ending == work | reopened | waiting | together | corrected | undone
