"""The state graph of a case, as data: which act leads from which state to which, and its event."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal, Self, get_args

from casework.domain.words import ACT_WORDS, STATE_WORDS
from contracts import casework as events
from kit.core.errors import Conflicting
from kit.core.model import Event

State = Literal[
    "awaiting_payment",
    "awaiting_reception",
    "accepted",
    "in_work",
    "awaiting_supplement",
    "awaiting_fee",
    "signing",
    "completed",
    "returned",
    "rejected",
    "withdrawn",
    "stopped",
]
"""No act leads to awaiting_fee yet."""
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
    "decide",
    "fail_seal",
    "complete",
    "return_result",
]
STATES: Final[tuple[State, ...]] = get_args(State)
CLOSED: Final[frozenset[State]] = frozenset({"returned", "rejected", "withdrawn", "stopped"})


WITHDRAWABLE: Final[tuple[State, ...]] = (
    "awaiting_payment",
    "awaiting_reception",
    "accepted",
    "in_work",
    "awaiting_supplement",
    "awaiting_fee",
)
"""A dossier is withdrawn while nothing is decided (rule `stopping_of_a_dossier`)."""
DECIDED: Final[tuple[State, ...]] = ("signing", "completed")


@dataclass(frozen=True, slots=True)
class Edges:
    """Where an act leads from each state it is allowed in (None: there is no case yet).

    `event` is None where the event that led to the act has reached every subscriber already.
    """

    moves: Mapping[State | None, State]
    event: type[Event] | None


ACTS: Final[Mapping[Act, Edges]] = {
    "file_unpaid": Edges({None: "awaiting_payment"}, events.CaseAwaitingPayment),
    "file": Edges({None: "awaiting_reception"}, events.CaseAwaitingReception),
    "open_reception": Edges(
        {"awaiting_payment": "awaiting_reception"}, events.CaseAwaitingReception
    ),
    "reject_unpaid": Edges({"awaiting_payment": "rejected"}, events.CaseRefused),
    "reopen": Edges({"rejected": "awaiting_payment"}, events.CaseReopened),
    "accept": Edges({"awaiting_reception": "accepted"}, events.CaseAccepted),
    "reject": Edges({"awaiting_reception": "rejected"}, events.CaseRefused),
    "assign": Edges({"accepted": "in_work", "in_work": "in_work"}, events.CaseAssigned),
    "request_supplement": Edges({"in_work": "awaiting_supplement"}, events.CasePapersRequested),
    "resume": Edges({"awaiting_supplement": "in_work"}, events.CaseResumed),
    "extend": Edges({"accepted": "accepted", "in_work": "in_work"}, events.CaseExtended),
    "stop": Edges(
        dict.fromkeys(("accepted", "in_work", "awaiting_supplement", "awaiting_fee"), "stopped"),
        events.CaseStopped,
    ),
    "stop_unsupplemented": Edges({"awaiting_supplement": "stopped"}, events.CaseStopped),
    "request_withdrawal": Edges({state: state for state in WITHDRAWABLE}, None),
    "withdraw": Edges(dict.fromkeys(WITHDRAWABLE, "withdrawn"), events.CaseWithdrawn),
    "refuse_withdrawal": Edges(
        {state: state for state in (*WITHDRAWABLE, *DECIDED)}, events.CaseWithdrawalRefused
    ),
    "decide": Edges({"in_work": "signing"}, events.CaseDecided),
    "fail_seal": Edges({"signing": "in_work"}, None),
    "complete": Edges({"signing": "completed"}, events.CaseCompleted),
    "return_result": Edges({"completed": "returned"}, events.CaseReturned),
}


class ActNotAllowed(Conflicting):
    """The case is in a state in which this act is not allowed."""

    code = "act_not_allowed"
    vi = "Hồ sơ {state_vi} nên không thể {act_vi}."
    en = "The dossier {state_en}, so you cannot {act_en}."

    @classmethod
    def of(cls, act: Act, state: State | None) -> Self:
        """In the words of the desk."""
        where, what = STATE_WORDS[state], ACT_WORDS[act]
        return cls(state_vi=where.vi, state_en=where.en, act_vi=what.vi, act_en=what.en)


def next_state(act: Act, state: State | None) -> State:
    """Where the act leads; raises ActNotAllowed."""
    moves = ACTS[act].moves
    if state not in moves:
        raise ActNotAllowed.of(act, state)
    return moves[state]


@cache
def states_after(act: Act) -> frozenset[State]:
    """The states that a case can be in at any time after the act."""
    reached: set[State | None] = set(ACTS[act].moves.values())
    for _ in STATES:
        reached |= {
            target
            for edges in ACTS.values()
            for state, target in edges.moves.items()
            if state in reached
        }
    return frozenset(state for state in reached if state)


def as_mermaid() -> str:
    """The graph as a Mermaid state diagram."""
    lines = ["stateDiagram-v2"]
    for act, edges in ACTS.items():
        label = f"{act} / {edges.event.TYPE}" if edges.event else act
        lines += [
            f"    {state or '[*]'} --> {target}: {label}" for state, target in edges.moves.items()
        ]
    reached = {target for edges in ACTS.values() for target in edges.moves.values()}
    lines += [f"    {state} --> [*]" for state in STATES if state in CLOSED & reached]
    return "\n".join(lines)
