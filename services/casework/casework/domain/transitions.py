"""The state graph of a case, as data: which act leads from which state to which, and what it says."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal, get_args

from contracts import casework as says
from kit.core.errors import Conflicting
from kit.core.model import Event

State = Literal[
    "awaiting_payment",
    "awaiting_reception",
    "accepted",
    "in_work",
    "awaiting_papers",
    "awaiting_fee",
    "signing",
    "completed",
    "returned",
    "refused",
    "withdrawn",
    "stopped",
]
"""No act leads to awaiting_papers, awaiting_fee, withdrawn and stopped yet: their pauses and ends come later."""
Act = Literal[
    "file_unpaid",
    "file",
    "admit",
    "void",
    "accept",
    "refuse",
    "assign",
    "decide",
    "fail_seal",
    "complete",
    "hand_over",
]
STATES: Final[tuple[State, ...]] = get_args(State)
CLOSED: Final[frozenset[State]] = frozenset({"returned", "refused", "withdrawn", "stopped"})


@dataclass(frozen=True, slots=True)
class Edges:
    """Where an act leads from each state it is allowed in (None: there is no case yet), and the event it emits.

    `says` is None where the event that led to the act has told everybody already.
    """

    moves: Mapping[State | None, State]
    says: type[Event] | None


ACTS: Final[Mapping[Act, Edges]] = {
    "file_unpaid": Edges({None: "awaiting_payment"}, says.CaseAwaitingPayment),
    "file": Edges({None: "awaiting_reception"}, says.CaseAwaitingReception),
    "admit": Edges({"awaiting_payment": "awaiting_reception"}, says.CaseAwaitingReception),
    "void": Edges({"awaiting_payment": "refused"}, says.CaseRefused),
    "accept": Edges({"awaiting_reception": "accepted"}, says.CaseAccepted),
    "refuse": Edges({"awaiting_reception": "refused"}, says.CaseRefused),
    "assign": Edges({"accepted": "in_work", "in_work": "in_work"}, says.CaseAssigned),
    "decide": Edges({"in_work": "signing"}, says.CaseDecided),
    "fail_seal": Edges({"signing": "in_work"}, None),
    "complete": Edges({"signing": "completed"}, says.CaseCompleted),
    "hand_over": Edges({"completed": "returned"}, says.CaseReturned),
}


class ActNotAllowed(Conflicting):
    """The case is in a state in which this act is not allowed."""

    code = "act_not_allowed"
    vi = "Hồ sơ đang ở trạng thái “{state}” nên không thực hiện được việc “{act}”."
    en = "The case is in state “{state}”, which does not allow “{act}”."


def next_state(act: Act, state: State | None) -> State:
    """Where the act leads; raises ActNotAllowed."""
    moves = ACTS[act].moves
    if state not in moves:
        raise ActNotAllowed(act=act, state=state or "none")
    return moves[state]


@cache
def states_after(act: Act) -> frozenset[State]:
    """The states a case can be in at any time after the act: in one of them it may be asked for a second time."""
    reached: set[State | None] = set(ACTS[act].moves.values())
    for _ in STATES:
        reached |= {
            to for edges in ACTS.values() for state, to in edges.moves.items() if state in reached
        }
    return frozenset(state for state in reached if state)


def drawn() -> str:
    """The graph as a Mermaid state diagram."""
    lines = ["stateDiagram-v2"]
    for act, edges in ACTS.items():
        for state, to in edges.moves.items():
            lines.append(
                f"    {state or '[*]'} --> {to}: {act}{f' / {edges.says.TYPE}' if edges.says else ''}"
            )
    reached = {to for edges in ACTS.values() for to in edges.moves.values()}
    lines += [f"    {state} --> [*]" for state in STATES if state in CLOSED & reached]
    return "\n".join(lines)
