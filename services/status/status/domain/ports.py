"""The ports of status: the archive of events, and the store of public views."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from kit.core.events import Envelope
from status.domain.public_view import PublicView


class Archive(Protocol):
    """Stores events for ever, in the form in which they were sent."""

    def append(self, batch: Sequence[Envelope], at: datetime) -> None:
        """Store a batch received at `at`; the same batch again in its minute changes nothing."""
        ...


class ViewStore(Protocol):
    """Stores public views."""

    def view(self, code: str) -> PublicView | None:
        """The view of a dossier, in one read; None for an unknown code."""
        ...
