"""The part of notifications in the export of a person's data."""

from datetime import datetime

from contracts.exports import ExportRequested, NoticeExported
from kit.core.events import Envelope
from kit.core.personal_rows import PersonalRow
from kit.persistence.exports import deliver_export
from notifications.repository import NotificationsRepository


def deliver_parts(notices: NotificationsRepository, message: Envelope, *, at: datetime) -> None:
    """What is stored of each dossier of the person; raises Conflict, Duplicate."""
    dossiers = [(each.code, each.vault) for each in message.read(ExportRequested).dossiers]

    def part(number: int, parts: int, rows: tuple[PersonalRow, ...] | None) -> NoticeExported:
        return NoticeExported(export=message.subject, part=number, parts=parts, rows=rows)

    deliver_export(notices, message, dossiers, notices.personal_rows, part, at=at)
