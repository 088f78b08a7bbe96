"""The part of payments in the export of a person's data."""

from datetime import datetime

from contracts.exports import ExportRequested, FeeExported
from kit.core.events import Envelope
from kit.core.personal_rows import PersonalRow
from kit.persistence.exports import deliver_export
from payments.repository import PaymentRepository


def deliver_parts(payments: PaymentRepository, message: Envelope, *, at: datetime) -> None:
    """What is stored of each dossier of the person; raises Conflict, Duplicate."""
    dossiers = [(each.code, each.vault) for each in message.read(ExportRequested).dossiers]

    def part(number: int, parts: int, rows: tuple[PersonalRow, ...] | None) -> FeeExported:
        return FeeExported(export=message.subject, part=number, parts=parts, rows=rows)

    deliver_export(payments, message, dossiers, payments.personal_rows, part, at=at)
