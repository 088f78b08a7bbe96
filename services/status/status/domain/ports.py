"""The ports of status: the archive of events, and the store of public views."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from kit.core.events import Envelope
from status.domain.public_view import PublicView


class Archive(Protocol):
    """Stores events for ever, in the form in which they were sent."""

    def append(self, batch: Sequence[Envelope], at: datetime) -> None:
        """Store a batch received at `at`; the same batch again changes nothing."""
        ...


class ViewStore(Protocol):
    """Stores public views, and counts failed attempts by a hash that reveals no address."""

    def view(self, code: str) -> PublicView | None:
        """The view of a dossier; None for an unknown code."""
        ...

    def watch(self, code: str, until: int) -> None:
        """Count look-ups of a dossier until `until` (epoch seconds); ignores an unknown code."""
        ...

    def tries(self, tries: str) -> int:
        """The number of failed attempts."""
        ...

    def count(self, tries: str, expires: int) -> int:
        """Count a failed attempt until `expires` (epoch seconds); returns the number."""
        ...
