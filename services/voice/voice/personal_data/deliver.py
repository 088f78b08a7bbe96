"""The part of voice in a person's export: what was said of their dossiers."""

from collections.abc import Iterator
from datetime import datetime

from contracts.exports import ExportRequested, RatingExported
from kit.core.events import Envelope
from kit.core.personal_rows import PersonalRow, plain_rows
from kit.persistence.exports import deliver_export
from voice.repository import VoiceRepository


def deliver_parts(repository: VoiceRepository, message: Envelope, *, at: datetime) -> None:
    """What is stored of each dossier of the person; raises Conflict, Duplicate."""
    dossiers = [(each.code, each.vault) for each in message.read(ExportRequested).dossiers]

    def part(number: int, parts: int, rows: tuple[PersonalRow, ...] | None) -> RatingExported:
        return RatingExported(export=message.subject, part=number, parts=parts, rows=rows)

    def rows_of(code: str) -> Iterator[PersonalRow]:
        dossier = repository.dossier(code)
        if dossier and dossier.rating:
            yield from plain_rows("RATING", dossier.rating.model_dump(mode="json"))

    deliver_export(repository, message, dossiers, rows_of, part, at=at)
