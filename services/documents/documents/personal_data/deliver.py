"""The part of documents in the export of a person's data."""

from datetime import datetime

from contracts.exports import DocumentExported, ExportRequested
from documents.repository import DocumentsRepository
from kit.core.events import Envelope
from kit.core.personal_rows import PersonalRow
from kit.persistence.exports import deliver_export


def deliver_parts(documents: DocumentsRepository, message: Envelope, *, at: datetime) -> None:
    """What is stored of each dossier of the person; raises Conflict, Duplicate."""
    dossiers = [(each.code, each.vault) for each in message.read(ExportRequested).dossiers]

    def part(number: int, parts: int, rows: tuple[PersonalRow, ...] | None) -> DocumentExported:
        return DocumentExported(export=message.subject, part=number, parts=parts, rows=rows)

    deliver_export(documents, message, dossiers, documents.personal_rows, part, at=at)
