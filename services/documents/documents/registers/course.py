"""The course of a case: what its moves say of its promised day, its return and its hand-overs."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Final, Literal

from contracts.terms import Moment
from documents.domain.move import Move
from kit.core.model import Model, SealedValue

Punctuality = Literal["trước hạn", "đúng hạn", "quá hạn"]
APPLICANT: Final = "Người nộp hồ sơ"
RETURN_DESK: Final = "Bộ phận Tiếp nhận và Trả kết quả"
EARLY: Final = timedelta(days=1)
"""Before the due day: a line says "trước hạn" of a desk that was done a day before (assumed)."""
PASSING: Final[dict[str, str]] = {
    "case.accepted": "Tiếp nhận",
    "case.assigned": "Chuyển xử lý",
    "case.handed_over": "Chuyển cơ quan khác",
    "case.consulted": "Lấy ý kiến",
    "case.answered": "Nhận ý kiến",
    "case.papers_requested": "Yêu cầu bổ sung",
    "case.resumed": "Nhận bổ sung",
    "case.extended": "Xin lỗi và hẹn lại",
    "case.decided": "Phê duyệt",
    "case.result_corrected": "Đính chính kết quả",
    "case.result_recalled": "Thu hồi kết quả",
    "case.returned": "Trả kết quả",
    "case.stopped": "Dừng giải quyết",
    "case.withdrawn": "Rút hồ sơ",
}
"""What a line of Mẫu 06 is about; other moves have none."""


class HandOver(Model):
    """A line of Mẫu 06: who gave the case to whom, when, and whether the giver was on time."""

    what: str
    giver: str
    receiver: str
    at: Moment
    official: str | None
    outcome: Punctuality | None


def promised(moves: Sequence[Move]) -> datetime | None:
    """The moment that is promised by the last move that names one."""
    return next((move.due for move in reversed(moves) if move.due), None)


def first(moves: Sequence[Move], event: str) -> Move | None:
    """The first move of a kind, or None."""
    return next((move for move in moves if move.event == event), None)


def hand_overs(moves: Sequence[Move], name_of: Callable[[str], str]) -> tuple[HandOver, ...]:
    """The lines of Mẫu 06, in the order of the moves; `name_of` names an agency by its code.

    A desk is measured by its own time limit, the return of the result by what was promised.
    """
    lines: list[HandOver] = []
    place, due, promise = APPLICANT, None, None
    for move in moves:
        promise = move.due or promise
        if move.event not in PASSING:
            continue
        due = promise if move.event == "case.returned" else due
        outcome = punctuality(move.at, due) if due else None
        consults = move.event in ("case.consulted", "case.answered")
        partner = name_of(move.agency) if consults and move.agency else place
        giver = partner if move.event == "case.answered" else place
        receiver = partner if move.event == "case.consulted" else _place(move, lines) or place
        official = None if isinstance(move.by_name, SealedValue) else move.by_name
        what = PASSING[move.event]
        lines.append(
            HandOver(
                what=what,
                giver=giver,
                receiver=receiver,
                at=move.at,
                official=official,
                outcome=None if consults else outcome,
            )
        )
        if not consults:
            place, due = receiver, move.step_due
    return tuple(lines)


def punctuality(at: datetime, due: datetime) -> Punctuality:
    """Trước hạn, đúng hạn hoặc quá hạn."""
    if at > due:
        return "quá hạn"
    return "trước hạn" if due - at >= EARLY else "đúng hạn"


def _place(move: Move, lines: Sequence[HandOver]) -> str | None:
    """Where the case is after a move; None: where it was."""
    if move.event in ("case.returned", "case.papers_requested", "case.refused"):
        return APPLICANT
    if move.event in ("case.decided", "case.result_corrected", "case.result_recalled"):
        return RETURN_DESK
    if move.event == "case.resumed":
        return next((line.giver for line in reversed(lines) if line.receiver == APPLICANT), None)
    if move.event == "case.answered":
        return None
    return ", ".join(name for name in (move.desk, move.agency_name) if name) or None
