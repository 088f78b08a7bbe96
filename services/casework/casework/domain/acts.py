"""The acts on a case, as data: who performs each one, from which state it leads to which, and the
event that it publishes. Checks, `may`, routes, tests and diagrams are made of this table.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, get_args

from casework.domain.states import CLOCK_RUNS, DECIDED, WITH_RESULT, WITHDRAWABLE, State
from contracts import casework as events
from kit.core.model import Event

Act = Literal[
    "file_unpaid",
    "file",
    "open_reception",
    "reject_unpaid",
    "reopen",
    "accept",
    "reject",
    "assign",
    "request_supplement",
    "resume",
    "extend",
    "stop",
    "stop_unsupplemented",
    "request_withdrawal",
    "withdraw",
    "refuse_withdrawal",
    "propose",
    "return_for_correction",
    "decide",
    "assess_fee",
    "assess_blocking_fee",
    "resume_paid",
    "hand_over",
    "consult",
    "answer",
    "fail_seal",
    "complete",
    "return_result",
    "correct_result",
    "replace_result",
    "fail_correction",
    "recall_result",
    "escalate",
    "undo_rejection",
    "undo_stop",
    "undo_return",
    "undo_supplement_request",
]
DeskRole = Literal["receptionist", "officer", "approver", "clerk", "head"]
"""The roles of officials who act on cases; the directory has more."""
Relation = Literal["agency", "consulted"]
DESK_ROLES: Final[tuple[DeskRole, ...]] = get_args(DeskRole)


@dataclass(frozen=True, slots=True)
class ActRule:
    """Where an act leads from each state it is allowed in (None: there is no case yet).

    `event` is None where the event that led to the act has reached every subscriber already.
    Officials with one of `roles` perform it, of the agency that has the case or of one that is
    being consulted (`relation`); without any role, an event or the sweeper leads to it.
    """

    moves: Mapping[State | None, State]
    event: type[Event] | None
    roles: tuple[DeskRole, ...] = ()
    relation: Relation = "agency"


ACTS: Final[Mapping[Act, ActRule]] = {
    "file_unpaid": ActRule({None: "awaiting_payment"}, events.CaseAwaitingPayment),
    "file": ActRule({None: "awaiting_reception"}, events.CaseAwaitingReception),
    "open_reception": ActRule(
        {"awaiting_payment": "awaiting_reception"}, events.CaseAwaitingReception
    ),
    "reject_unpaid": ActRule({"awaiting_payment": "rejected"}, events.CaseRefused),
    "reopen": ActRule({"rejected": "awaiting_payment"}, events.CaseReopened),
    "accept": ActRule({"awaiting_reception": "accepted"}, events.CaseAccepted, ("receptionist",)),
    "reject": ActRule({"awaiting_reception": "rejected"}, events.CaseRefused, ("receptionist",)),
    "assign": ActRule(
        {"accepted": "in_work", "in_work": "in_work"},
        events.CaseAssigned,
        ("officer", "receptionist", "head"),
    ),
    "request_supplement": ActRule(
        {"in_work": "awaiting_supplement"}, events.CasePapersRequested, ("officer", "head")
    ),
    "resume": ActRule({"awaiting_supplement": "in_work"}, events.CaseResumed),
    "extend": ActRule(
        {"accepted": "accepted", "in_work": "in_work"}, events.CaseExtended, ("head",)
    ),
    "stop": ActRule(
        dict.fromkeys(("accepted", "in_work", "awaiting_supplement", "awaiting_fee"), "stopped"),
        events.CaseStopped,
        ("officer", "head"),
    ),
    "stop_unsupplemented": ActRule({"awaiting_supplement": "stopped"}, events.CaseStopped),
    "request_withdrawal": ActRule({state: state for state in WITHDRAWABLE}, None),
    "withdraw": ActRule(
        dict.fromkeys(WITHDRAWABLE, "withdrawn"),
        events.CaseWithdrawn,
        ("officer", "receptionist", "head"),
    ),
    "refuse_withdrawal": ActRule(
        {state: state for state in (*WITHDRAWABLE, *DECIDED)},
        events.CaseWithdrawalRefused,
        ("officer", "receptionist", "head"),
    ),
    "propose": ActRule(
        {"accepted": "in_work", "in_work": "in_work"}, events.CaseAssigned, ("officer",)
    ),
    "return_for_correction": ActRule(
        {"in_work": "in_work"}, events.CaseAssigned, ("approver", "head")
    ),
    "decide": ActRule({"in_work": "signing"}, events.CaseDecided, ("approver", "head")),
    "assess_fee": ActRule(
        {"accepted": "accepted", "in_work": "in_work"}, events.CaseFeeAssessed, ("officer",)
    ),
    "assess_blocking_fee": ActRule(
        {"in_work": "awaiting_fee"}, events.CaseFeeAssessed, ("officer",)
    ),
    "resume_paid": ActRule({"awaiting_fee": "in_work"}, events.CaseResumed),
    "hand_over": ActRule(
        {"accepted": "in_work", "in_work": "in_work"},
        events.CaseHandedOver,
        ("receptionist", "head"),
    ),
    "consult": ActRule({"in_work": "in_work"}, events.CaseConsulted, ("officer", "head")),
    "answer": ActRule(
        {state: state for state in ("in_work", "awaiting_supplement", "awaiting_fee")},
        events.CaseAnswered,
        ("officer", "head"),
        "consulted",
    ),
    "fail_seal": ActRule({"signing": "in_work"}, None),
    "complete": ActRule({"signing": "completed"}, events.CaseCompleted),
    "return_result": ActRule(
        {"completed": "returned"}, events.CaseReturned, ("receptionist", "clerk")
    ),
    "correct_result": ActRule(
        {state: state for state in WITH_RESULT}, events.CaseResultCorrected, ("approver", "head")
    ),
    "replace_result": ActRule(dict.fromkeys(WITH_RESULT, "completed"), events.CaseCompleted),
    "fail_correction": ActRule({state: state for state in WITH_RESULT}, None),
    "recall_result": ActRule(
        dict.fromkeys(WITH_RESULT, "in_work"), events.CaseResultRecalled, ("approver", "head")
    ),
    "escalate": ActRule({state: state for state in CLOCK_RUNS}, events.CaseEscalated),
    "undo_rejection": ActRule({"rejected": "awaiting_reception"}, events.CaseReopened, ("head",)),
    "undo_stop": ActRule({"stopped": "in_work"}, events.CaseReopened, ("head",)),
    "undo_return": ActRule({"returned": "completed"}, events.CaseReopened, ("head",)),
    "undo_supplement_request": ActRule(
        {"awaiting_supplement": "in_work"}, events.CaseResumed, ("head",)
    ),
}
OFFICIAL_ACTS: Final[tuple[Act, ...]] = tuple(act for act, rule in ACTS.items() if rule.roles)
"""The acts that officials perform."""
