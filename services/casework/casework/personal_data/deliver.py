"""The part of casework in the export of a person's data."""

from datetime import datetime

from casework.repository import CaseworkRepository
from contracts.exports import CaseExported, ExportRequested
from kit.core.events import Envelope
from kit.core.personal_rows import PersonalRow
from kit.persistence.exports import deliver_export


def deliver_parts(cases: CaseworkRepository, message: Envelope, *, at: datetime) -> None:
    """What is stored of each dossier of the person; raises Conflict, Duplicate."""
    dossiers = [(each.code, each.vault) for each in message.read(ExportRequested).dossiers]

    def part(number: int, parts: int, rows: tuple[PersonalRow, ...] | None) -> CaseExported:
        return CaseExported(export=message.subject, part=number, parts=parts, rows=rows)

    deliver_export(cases, message, dossiers, cases.personal_rows, part, at=at)
