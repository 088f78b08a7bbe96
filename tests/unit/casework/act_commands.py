"""How officials perform each act, and cases on which nothing but the table refuses it."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Final

from casework.cooperation.answer import AnswerConsultation, answer_consultation
from casework.cooperation.consult import ConsultAgency, consult_agency
from casework.cooperation.hand_over import HandOverCase, hand_over_case
from casework.corrections.correct_result import CorrectResult, correct_result
from casework.corrections.recall_result import RecallResult, recall_result
from casework.corrections.undo import UndoAct, undo_act
from casework.domain.acts import Act
from casework.domain.case import Case
from casework.domain.clock import clock_at_acceptance
from casework.domain.consultation import Consultation
from casework.domain.proposal import Proposal, ProposedContents
from casework.domain.result_choice import ProposedResult
from casework.domain.states import CLOSED, WITH_RESULT, State
from casework.domain.supplement_request import SupplementRequest
from casework.domain.undo import UNDOING
from casework.endings.refuse_withdrawal import RefuseWithdrawal, refuse_withdrawal
from casework.endings.return_result import ReturnResult, return_result
from casework.endings.stop import StopCase, stop_case
from casework.endings.withdraw import WithdrawCase, withdraw_case
from casework.processing.assess_fee import AssessFee, assess_fee
from casework.processing.assign import AssignStep, assign_step
from casework.processing.decide import DecideCase, decide_case
from casework.processing.extend import ExtendCase, extend_case
from casework.processing.propose import ProposeDecision, propose_decision
from casework.processing.request_supplement import RequestSupplement, request_supplement
from casework.processing.return_for_correction import (
    ReturnForCorrection,
    return_for_correction,
)
from casework.reception.accept import AcceptCase, accept_case
from casework.reception.reject import RejectCase, reject_case
from casework.repository import PROPOSED
from contracts.procedure_terms import Limit
from contracts.terms import QuoteLine, SealedResult
from contracts.testing.results import sample_content
from kit.core.events import Change
from kit.core.items import Item, Put
from kit.security.staff_directory import Agency, Staff
from kit.testing.clock import NOW
from law.holidays import vietnam
from law.time_limit import due_date
from tests.unit.casework.world import CODE, MINUTE, World, a_case

LIMIT: Final = Limit(value=3, unit="working_day")
IN_HOURS: Final = datetime(2026, 12, 4, 2, tzinfo=UTC)
REASON: Final = "Theo đề nghị của phòng chuyên môn."
REQUEST: Final = SupplementRequest(
    id="R-1", items=("Bản sao",), requested_at=NOW, due=IN_HOURS, effect="restart"
)
FEE_LINES: Final = (QuoteLine(rule="TT 85", name="Phí thẩm định", amount=50_000),)
SEALED: Final = {"D-1": SealedResult(document="DOC-1", name="Giấy chứng nhận", sha256="a" * 64)}
FIELDS: Final[dict[Act, dict[str, Any]]] = {
    "accept": {},
    "reject": {"reason": REASON},
    "assign": {"step": "Thẩm định", "desk": "chuyen-mon-01"},
    "request_supplement": {"items": ("Bản sao",), "reason": REASON},
    "extend": {"due": IN_HOURS, "reason": REASON},
    "stop": {"reason": REASON, "ground": "none"},
    "withdraw": {},
    "refuse_withdrawal": {"reason": REASON},
    "propose": {"results": (ProposedResult(content=sample_content()),)},
    "return_for_correction": {"reason": REASON},
    "decide": {},
    "return_result": {"how": "online"},
    "correct_result": {"document": "DOC-1", "content": sample_content(), "reason": REASON},
    "recall_result": {"reason": REASON},
    "assess_fee": {"lines": FEE_LINES, "is_blocking": False},
    "assess_blocking_fee": {"lines": FEE_LINES, "is_blocking": True},
    "hand_over": {"agency": "H49.62", "reason": REASON},
    "consult": {"agency": "H49.62", "due": IN_HOURS, "question": REASON},
    "answer": {"answer": REASON},
    **{act: {"undone": undone, "reason": REASON} for undone, act in UNDOING.items()},
}
USE_CASES: Final[dict[Act, tuple[Callable[..., Any], Callable[..., Case]]]] = {
    "accept": (AcceptCase, accept_case),
    "reject": (RejectCase, reject_case),
    "assign": (AssignStep, assign_step),
    "request_supplement": (RequestSupplement, request_supplement),
    "extend": (ExtendCase, extend_case),
    "stop": (StopCase, stop_case),
    "withdraw": (WithdrawCase, withdraw_case),
    "refuse_withdrawal": (RefuseWithdrawal, refuse_withdrawal),
    "propose": (ProposeDecision, propose_decision),
    "return_for_correction": (ReturnForCorrection, return_for_correction),
    "decide": (DecideCase, decide_case),
    "return_result": (ReturnResult, return_result),
    "correct_result": (CorrectResult, correct_result),
    "recall_result": (RecallResult, recall_result),
    "assess_fee": (AssessFee, assess_fee),
    "assess_blocking_fee": (AssessFee, assess_fee),
    "hand_over": (HandOverCase, hand_over_case),
    "consult": (ConsultAgency, consult_agency),
    "answer": (AnswerConsultation, answer_consultation),
    **dict.fromkeys(UNDOING.values(), (UndoAct, undo_act)),
}


OF_AGENCIES: Final = ("hand_over", "consult")
"""Acts that look another agency up."""
CONSULTED: Final = "H49.63"


def a_case_for(act: Act, state: State) -> Case:
    """In that state, with all that the act needs beside it."""
    free = act in UNDOING.values()
    requested = act in ("withdraw", "refuse_withdrawal")
    return a_case(
        version=0,
        state=state,
        accepted_at=NOW,
        due=due_date(vietnam(), LIMIT, NOW),
        clock=clock_at_acceptance(LIMIT, at=NOW),
        consultations=(Consultation(agency=CONSULTED, requested_at=NOW - MINUTE, due=NOW),),
        proposal=Proposal(by="somebody", at=NOW),
        withdrawal_requested_at=NOW if requested else None,
        closed_at=NOW if state in CLOSED else None,
        sealed=SEALED if state in WITH_RESULT else {},
        total=0 if free else 150_000,
        supplement=REQUEST if free and state == "awaiting_supplement" else None,
    )


def world_with(case: Case) -> World:
    """A world whose table holds the case."""
    world = World()
    for agency in ("H49.62", CONSULTED):
        world.directory.put_agency(Agency(code=agency, name=agency, valid_from="2025-07-01"))
    contents = ProposedContents(at=NOW, contents=(sample_content(),))
    doc = contents.model_dump_json(context={"cipher": world.cases.cipher(case.vault)})
    proposed = Put(Item(case.pk, PROPOSED, doc))
    world.cases.commit([Change(case, None, (proposed,))], at=NOW)
    return world


def perform(world: World, act: Act, official: Staff, **fields: Any) -> Case:
    """The official's act, through its use case."""
    command, use_case = USE_CASES[act]
    request = world.new_request()
    stores = (world.cases, world.directory) if act in OF_AGENCIES else (world.cases,)
    return use_case(
        *stores,
        command(code=CODE, official=official, request=request, **{**FIELDS[act], **fields}),
        at=world.clock(),
    )
