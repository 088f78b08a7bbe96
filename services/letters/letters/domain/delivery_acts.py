"""Where each act leads a letter at an agency that gets it, and who may do it.

`WIRE` are the codes of QCVN 102:2016/BTTTT by which agencies outside the province say the same.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

from contracts.terms.letters import DeliveryAct, DeliveryState
from kit.core.errors import Conflicting
from letters.domain.readers import CLERKS, LEADERS, WORKERS


class DeliveryActNotAllowed(Conflicting):
    """The letter is in a state in which this act is not allowed at the agency."""

    code = "delivery_act_not_allowed"
    vi = "Văn bản đến không còn ở bước cho phép thao tác đó. Vui lòng tải lại trang."
    en = "The incoming letter is no longer at a step that allows this. Please load the page again."


class LetterWithdrawn(Conflicting):
    """The agency that wrote the letter took it back."""

    code = "letter_withdrawn"
    vi = "Cơ quan gửi đã thu hồi văn bản này."
    en = "The agency that sent this letter took it back."


class DeliveryRule(NamedTuple):
    """From which states an act leads to which; `roles`: whose it is, none: the system's own;
    `code` is the status that agencies outside are told.
    """

    moves: Mapping[DeliveryState, DeliveryState]
    roles: tuple[str, ...]
    code: str


DELIVERY_RULES: Final[Mapping[DeliveryAct, DeliveryRule]] = {
    "arrive": DeliveryRule({"sending": "arrived"}, (), "01"),
    "accept": DeliveryRule({"arrived": "accepted"}, CLERKS, "03"),
    "refuse": DeliveryRule({"arrived": "refused"}, CLERKS, "02"),
    "assign": DeliveryRule(
        {"accepted": "assigned", "assigned": "assigned", "in_work": "assigned"}, LEADERS, "04"
    ),
    "start": DeliveryRule({"assigned": "in_work"}, WORKERS, "05"),
    "finish": DeliveryRule(
        {"accepted": "finished", "assigned": "finished", "in_work": "finished"}, WORKERS, "06"
    ),
    "withdraw": DeliveryRule(
        dict.fromkeys(
            ("sending", "arrived", "accepted", "assigned", "in_work", "finished"), "withdrawn"
        ),
        (),
        "15",
    ),
}
WIRE: Final[Mapping[str, DeliveryState]] = {
    "01": "arrived",
    "02": "refused",
    "03": "accepted",
    "04": "assigned",
    "05": "in_work",
    "06": "finished",
}
AGREES: Final = "15"
DECLINES: Final = "16"
RANK: Final[tuple[DeliveryState, ...]] = (
    "sending",
    "arrived",
    "refused",
    "accepted",
    "assigned",
    "in_work",
    "finished",
)
"""What stands of several statuses that came in any order: the furthest."""
OPEN: Final[frozenset[DeliveryState]] = frozenset({"arrived", "accepted", "assigned", "in_work"})
"""States in which the agency has something to do."""


def next_delivery_state(act: DeliveryAct, state: DeliveryState) -> DeliveryState:
    """Where the act leads; raises LetterWithdrawn, DeliveryActNotAllowed."""
    moves = DELIVERY_RULES[act].moves
    if state not in moves:
        raise LetterWithdrawn if state == "withdrawn" else DeliveryActNotAllowed(state=state)
    return moves[state]


def furthest(states: tuple[DeliveryState, ...]) -> DeliveryState:
    """Of several states that were heard, in any order."""
    return max(states, key=RANK.index)
