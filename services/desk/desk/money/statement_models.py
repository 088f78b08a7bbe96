"""What payments answers about bank statements, as far as the pages show it."""

from datetime import date, datetime

from front.api_problem import ApiModel


class UnreadLine(ApiModel):
    """A line that a person must read: its number in the file, and why."""

    line: int
    message: str


class PreviewedLine(ApiModel):
    """A line as it was understood."""

    row: int
    number: str
    booked_at: datetime
    direction: str
    amount: int
    currency: str
    references: tuple[str, ...]
    dossiers: tuple[str, ...]


class Preview(ApiModel):
    """What is understood of a statement; nothing was taken from it."""

    bank: str
    lines: int
    came: int
    went: int
    days: tuple[date, ...]
    first: tuple[PreviewedLine, ...]
    unread_lines: int
    unread: tuple[UnreadLine, ...]
    passed_over: tuple[int, ...]


class Statement(ApiModel):
    """A statement that was uploaded."""

    statement: str
    state: str
    received_at: datetime
    finished_at: datetime | None = None
    lines: int
    new: int
    already_reported: int | None = None
    days: tuple[date, ...]
    unread_lines: int
    unread: tuple[UnreadLine, ...]
    text: str | None = None

    @property
    def is_finished(self) -> bool:
        """Whether it is taken or refused."""
        return self.state in ("taken", "refused")
