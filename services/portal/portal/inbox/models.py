"""The answers about notices, as far as the pages show them."""

from datetime import datetime

from front.api_problem import ApiModel


class Notice(ApiModel):
    """A notice with its text; `read_at` is None as long as nobody marked it."""

    notice: str
    dossier: str
    at: datetime
    subject: str
    paragraphs: tuple[str, ...]
    read_at: datetime | None = None


class Notices(ApiModel):
    """A page of notices, newest first; `next` is the cursor of the rest."""

    items: tuple[Notice, ...]
    next: str | None = None
