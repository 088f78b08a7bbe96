"""The seals of agencies as of now, read again every five minutes."""

from datetime import datetime, timedelta

from documents.domain.agency_seal import HELD_MINUTES, AgencySeal, seal_of
from documents.repository import DocumentsRepository


class PresentSeals:
    """Finds the seal of an agency, or of the nearest one above it that has a seal."""

    def __init__(self, documents: DocumentsRepository) -> None:
        self._documents = documents
        self._seals: list[AgencySeal] = []
        self._read_at: datetime | None = None

    def of(self, agency: str, at: datetime) -> AgencySeal | None:
        """None where no seal is valid."""
        held = timedelta(minutes=HELD_MINUTES)
        if self._read_at is None or at - self._read_at > held:
            self._seals, self._read_at = self._documents.agency_seals(), at
        return seal_of(self._seals, self._documents.lineage(agency), at)
