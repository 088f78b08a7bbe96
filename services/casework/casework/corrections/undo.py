"""The undoing of a mistaken act (hoàn tác) by the head."""

from datetime import datetime

from casework.acts.perform import ActCommand, perform
from casework.domain import undo
from casework.domain.case import Case
from casework.domain.undo import Undoable
from casework.repository import CaseworkRepository


class UndoAct(ActCommand):
    """`undone` is the mistaken act; `reason` is recorded with the undoing."""

    undone: Undoable
    reason: str


def undo_act(cases: CaseworkRepository, command: UndoAct, *, at: datetime) -> Case:
    """Raises NothingToUndo, UndoTooLate, FeeEndedWithCase."""
    act = undo.UNDOING[command.undone]
    return perform(
        cases, act, command, lambda case: undo.undo(case, act, reason=command.reason), at=at
    )
