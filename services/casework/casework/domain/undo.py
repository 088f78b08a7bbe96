"""Undoing (hoàn tác): within the hour the head takes a mistaken act back."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final, Literal

from casework.domain.acts import ACTS, Act
from casework.domain.case import Case, Transition, transition
from casework.domain.states import State
from contracts.casework import CaseReopened, CaseResumed
from kit.core.errors import Conflicting

WITHIN: Final = timedelta(hours=1)
Undoable = Literal["reject", "stop", "return_result", "request_supplement"]
UNDOING: Final[Mapping[Undoable, Act]] = {
    "reject": "undo_rejection",
    "stop": "undo_stop",
    "return_result": "undo_return",
    "request_supplement": "undo_supplement_request",
}
"""A mistaken act -> the act that takes it back."""
ENDED_WITHOUT_RESULT: Final[frozenset[State]] = frozenset({"rejected", "stopped"})


class NothingToUndo(Conflicting):
    """A time that was over ended the case, and no official."""

    code = "nothing_to_undo"
    vi = "Hồ sơ kết thúc vì hết thời hạn, không do thao tác của cán bộ nên không có gì để hoàn tác."
    en = (
        "The dossier ended because its time was over, not by an official's act, so there is "
        "nothing to undo."
    )


class UndoTooLate(Conflicting):
    """The hour is over."""

    code = "undo_too_late"
    vi = "Đã quá một giờ kể từ khi thực hiện nên không thể hoàn tác."
    en = "More than an hour has passed since the act, so it cannot be undone."


class FeeEndedWithCase(Conflicting):
    """The ending voided a fee or sent money back."""

    code = "fee_ended_with_case"
    vi = "Phí, lệ phí đã được hủy hoặc hoàn trả khi hồ sơ kết thúc nên không thể hoàn tác."
    en = "The fee was voided or refunded when the dossier ended, so this cannot be undone."


def require_undoable(case: Case, at: datetime) -> None:
    """Raises NothingToUndo, UndoTooLate, FeeEndedWithCase."""
    request = case.supplement
    awaited = request is not None and request.received_at is None
    if case.rejected_unpaid or (case.state == "stopped" and awaited):
        raise NothingToUndo
    since = case.closed_at or (request.requested_at if request else case.filed_at)
    if at - since > WITHIN:
        raise UndoTooLate
    if case.state in ENDED_WITHOUT_RESULT and not _is_without_money(case):
        raise FeeEndedWithCase


def undo(case: Case, act: Act, *, reason: str) -> Transition:
    """The case is where it was; `reason` is recorded with the act."""
    if act == "undo_supplement_request":
        earlier = case.supplement.first if case.supplement else None
        event = CaseResumed(why="undone", new_due=_promised(case), due=case.due)
        return transition(case, act, event, reason=reason, supplement=earlier)
    state = ACTS[act].moves[case.state]
    reopened = CaseReopened.model_validate({"why": "undone", "state": state})
    return transition(case, act, reopened, reason=reason, closed_at=None)


def _promised(case: Case) -> datetime:
    return case.due.at if case.due else case.next_due_at


def _is_without_money(case: Case) -> bool:
    """Whether no fee was due or paid that the ending voided or sent back."""
    if not case.fees:
        return case.total == 0
    return set(case.fees.values()) == {"waived"}
