"""Where each act leads from each state, and within how many working days it is to be done.

The limits are those of indicator 5.2 of QĐ 766/QĐ-TTg, as the portal's document of formulas has
them (confidence M): each from the last transfer, the publication from the resolution.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Final, NamedTuple

from contracts.terms.feedback import FeedbackAct, FeedbackState
from kit.core.errors import Conflicting
from kit.core.time import VIETNAM
from law.holidays import vietnam
from law.time_limit import working_days_after


class FeedbackActNotAllowed(Conflicting):
    """The feedback is in a state in which this act is not allowed."""

    code = "feedback_act_not_allowed"
    vi = "Phản ánh, kiến nghị này không còn ở bước cho phép thao tác đó. Vui lòng tải lại trang."
    en = "This feedback is no longer at a step that allows this. Please load the page again."


class FeedbackRule(NamedTuple):
    """From which states an act leads to which; `days`: its limit in working days, None: none."""

    moves: Mapping[FeedbackState, FeedbackState]
    days: int | None


OPEN: Final[tuple[FeedbackState, ...]] = ("received", "accepted")
RULES: Final[Mapping[FeedbackAct, FeedbackRule]] = {
    "accept": FeedbackRule({"received": "accepted"}, 2),
    "refuse": FeedbackRule({"received": "refused"}, 2),
    "request_supplement": FeedbackRule(dict.fromkeys(OPEN, "awaiting_supplement"), 5),
    "supplement": FeedbackRule({"awaiting_supplement": "received"}, None),
    "forward": FeedbackRule(dict.fromkeys(OPEN, "received"), 5),
    "resolve": FeedbackRule({"accepted": "resolved"}, 15),
    "publish": FeedbackRule({"resolved": "published"}, 2),
}
NEXT: Final[Mapping[FeedbackState, FeedbackAct | None]] = {
    "received": "accept",
    "accepted": "resolve",
    "awaiting_supplement": None,
    "refused": None,
    "resolved": "publish",
    "published": None,
}
"""State -> the act by whose limit it is due; None: nothing of the agency's is due."""
RESTARTS: Final[frozenset[FeedbackAct]] = frozenset({"supplement", "forward", "resolve"})
"""Acts after which the limits of the next are counted anew."""


def next_state(act: FeedbackAct, state: FeedbackState) -> FeedbackState:
    """Where the act leads; raises FeedbackActNotAllowed."""
    moves = RULES[act].moves
    if state not in moves:
        raise FeedbackActNotAllowed(state=state)
    return moves[state]


def limit_of(act: FeedbackAct, since: datetime) -> datetime | None:
    """The end of the act's limit, counted from a moment: closing time of the last working day."""
    days = RULES[act].days
    if days is None:
        return None
    return working_days_after(vietnam(), since.astimezone(VIETNAM).date(), days).at


def due_of(state: FeedbackState, since: datetime) -> datetime | None:
    """Until when the agency's next act is due; None where none is."""
    act = NEXT[state]
    return limit_of(act, since) if act else None
