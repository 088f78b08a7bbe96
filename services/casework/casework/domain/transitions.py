"""The state graph of a case, read from the table of acts."""

from functools import cache
from typing import Self

from casework.domain.acts import ACTS, Act
from casework.domain.states import CLOSED, STATES, State
from casework.domain.words import ACT_WORDS, STATE_WORDS
from kit.core.errors import Conflicting


def whole_phrase(act: Act) -> str:
    """The Vietnamese words of an act at the end of a sentence that names the dossier before."""
    return ACT_WORDS[act].vi.removesuffix(" của").removesuffix(" về")


class ActNotAllowed(Conflicting):
    """The case is in a state in which this act is not allowed."""

    code = "act_not_allowed"
    vi = "Hồ sơ {state_vi} nên không thể {act_vi}."
    en = "The dossier {state_en}, so you cannot {act_en}."

    @classmethod
    def of(cls, act: Act, state: State | None) -> Self:
        """In the words of the desk; the sentence names the dossier once, before the act."""
        where, what = STATE_WORDS[state], ACT_WORDS[act]
        return cls(
            state=state,
            state_vi=where.vi,
            state_en=where.en,
            act_vi=whole_phrase(act),
            act_en=what.en,
        )


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
            for rule in ACTS.values()
            for state, target in rule.moves.items()
            if state in reached
        }
    return frozenset(state for state in reached if state)


def as_mermaid() -> str:
    """The graph as a Mermaid state diagram."""
    lines = ["stateDiagram-v2"]
    for act, rule in ACTS.items():
        label = f"{act} / {rule.event.TYPE}" if rule.event else act
        lines += [
            f"    {state or '[*]'} --> {target}: {label}" for state, target in rule.moves.items()
        ]
    reached = {target for rule in ACTS.values() for target in rule.moves.values()}
    lines += [f"    {state} --> [*]" for state in STATES if state in CLOSED & reached]
    return "\n".join(lines)
