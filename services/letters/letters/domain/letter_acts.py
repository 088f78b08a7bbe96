"""Where each act leads a letter at the agency that writes it, and who may do it."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from contracts.terms.letters import LetterAct, LetterState
from kit.core.errors import Conflicting
from letters.domain.readers import CLERKS, DRAFTERS, LEADERS


class LetterActNotAllowed(Conflicting):
    """The letter is in a state in which this act is not allowed."""

    code = "letter_act_not_allowed"
    vi = "Văn bản không còn ở bước cho phép thao tác đó. Vui lòng tải lại trang."
    en = "The letter is no longer at a step that allows this. Please load the page again."


class LetterRule(NamedTuple):
    """From which states an act leads to which; `roles`: whose it is, none: the system's own."""

    moves: Mapping[LetterState, LetterState]
    roles: tuple[str, ...]


LETTER_RULES: Final[Mapping[LetterAct, LetterRule]] = {
    "edit": LetterRule({"draft": "draft"}, DRAFTERS),
    "discard": LetterRule({"draft": "discarded"}, DRAFTERS),
    "number": LetterRule({"draft": "numbered"}, CLERKS),
    "sign": LetterRule({"numbered": "signing"}, LEADERS),
    "seal": LetterRule({"signing": "signed"}, ()),
    "seal_failed": LetterRule({"signing": "numbered"}, ()),
    "send": LetterRule({"signed": "sent"}, CLERKS),
    "void": LetterRule({"numbered": "void", "signing": "void", "signed": "void"}, CLERKS),
}


def next_letter_state(act: LetterAct, state: LetterState) -> LetterState:
    """Where the act leads; raises LetterActNotAllowed."""
    moves = LETTER_RULES[act].moves
    if state not in moves:
        raise LetterActNotAllowed(state=state)
    return moves[state]
