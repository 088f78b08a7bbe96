"""A notice in its citizen's own list, which needs neither a phone nor a mail address."""

from datetime import datetime

from kit.core.model import Model, Sealed


class ListedNotice(Model):
    """`id` is that of the event: a repeat is the same notice, and the order is that of the events.

    The text is in the language that the citizen preferred then. `read_at`: when they marked it.
    """

    id: str
    dossier: str
    vault: str | None
    template: str
    at: datetime
    subject: Sealed[str]
    paragraphs: Sealed[tuple[str, ...]]
    read_at: datetime | None = None


class ListedNoticePage(Model):
    """Some notices, newest first, and where the rest begins."""

    items: tuple[ListedNotice, ...]
    after: str | None
