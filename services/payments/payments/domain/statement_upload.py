"""The upload of a bank statement (sao kê): a file that an official brought, on its way into the
books.

received ──read──> reading ──take──> taken     received, reading ──refuse──> refused
                   reading ──read──> reading: another run carries on
"""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar, Final, Literal, get_args

from contracts.terms import Day, Moment, Sha256
from kit.core.errors import Conflicting
from kit.core.events import Change
from kit.core.model import Aggregate, Model
from payments.domain.provider_report import UnreadField, UnreadReason

UploadState = Literal["received", "reading", "taken", "refused"]
UploadAct = Literal["read", "take", "refuse"]
UPLOAD_STATES: Final[tuple[UploadState, ...]] = get_args(UploadState)
UPLOAD_ACTS: Final[tuple[UploadAct, ...]] = get_args(UploadAct)
UPLOAD_GRAPH: Final[dict[tuple[UploadState, UploadAct], UploadState]] = {
    ("received", "read"): "reading",
    ("reading", "read"): "reading",
    ("reading", "take"): "taken",
    ("received", "refuse"): "refused",
    ("reading", "refuse"): "refused",
}
UNREAD_LISTED: Final = 50
"""How many lines that a person must read are named."""


class StatementUploadOver(Conflicting):
    """The statement is taken or refused already."""

    code = "statement_upload_over"
    vi = "Sao kê này đã được xử lý xong."
    en = "This statement has already been processed."


class UnreadMark(Model):
    """A line that a person must read, by its number from 1; its text is a discrepancy's."""

    line: int
    column: UnreadField | None
    reason: UnreadReason


class UploadProblem(Model):
    """Why the whole file was refused: a problem's code, and its sentences."""

    code: str
    vi: str
    en: str


class StatementUpload(Aggregate):
    """A file of `size` bytes that the official `by` brought at `at`; sealed under `vault`.

    `lines` is how many lines of it could be read, `new` how many of them nobody had reported,
    counted in the transactions that store them; `unread_lines` how many a person must read, and
    `unread` the first of them. `until` is when it was taken or refused.
    """

    KIND: ClassVar[str] = "STATEMENT_UPLOAD"

    state: UploadState = "received"
    sha256: Sha256
    size: int
    by: str
    at: Moment
    lines: int = 0
    new: int = 0
    days: tuple[Day, ...] = ()
    unread_lines: int = 0
    unread: tuple[UnreadMark, ...] = ()
    problem: UploadProblem | None = None
    until: Moment | None = None

    @property
    def is_over(self) -> bool:
        """Whether nothing more comes of it."""
        return self.state in ("taken", "refused")

    def after(self, act: UploadAct) -> UploadState:
        """The state that `act` leads to; raises StatementUploadOver where there is no such edge."""
        if (self.state, act) not in UPLOAD_GRAPH:
            raise StatementUploadOver(field="statement")
        return UPLOAD_GRAPH[self.state, act]


def receive(upload: StatementUpload) -> Change:
    """A file came; it will be read."""
    return Change(upload, None)


def read(upload: StatementUpload, *, lines: int, unread: Sequence[UnreadMark]) -> Change:
    """The file is understood, and its lines are being stored; raises StatementUploadOver."""
    reading = upload.evolve(
        state=upload.after("read"),
        lines=lines,
        unread_lines=len(unread),
        unread=tuple(unread[:UNREAD_LISTED]),
    )
    return Change(reading, None)


def count(upload: StatementUpload, new: int) -> Change:
    """So many lines more are stored that nobody had reported; raises StatementUploadOver."""
    return Change(upload.evolve(state=upload.after("read"), new=upload.new + new), None)


def take(upload: StatementUpload, days: Sequence[date], at: Moment) -> Change:
    """Every line is stored; raises StatementUploadOver."""
    covered = tuple(day.isoformat() for day in days)
    return Change(upload.evolve(state=upload.after("take"), days=covered, until=at), None)


def refuse(upload: StatementUpload, problem: UploadProblem, at: Moment) -> Change:
    """Nothing of the file was stored; raises StatementUploadOver."""
    return Change(upload.evolve(state=upload.after("refuse"), problem=problem, until=at), None)
