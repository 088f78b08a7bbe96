"""The part of status in the export of a person's data: what the look-up shows of each dossier."""

from collections.abc import Iterator
from datetime import datetime

from contracts.exports import ExportRequested, ViewExported
from kit.core.events import Envelope
from kit.core.personal_rows import PersonalRow, plain_rows
from kit.persistence.exports import deliver_export
from status.projection.render import render_view
from status.repository import StatusRepository


def deliver_parts(repository: StatusRepository, message: Envelope, *, at: datetime) -> None:
    """What is stored of each dossier of the person; raises Conflict, Duplicate."""
    dossiers = [(each.code, each.vault) for each in message.read(ExportRequested).dossiers]

    def part(number: int, parts: int, rows: tuple[PersonalRow, ...] | None) -> ViewExported:
        return ViewExported(export=message.subject, part=number, parts=parts, rows=rows)

    def rows_of_view(code: str) -> Iterator[PersonalRow]:
        view = render_view(repository.record_of(code))
        yield from plain_rows("DOSSIER", view.model_dump(mode="json") if view else None)

    deliver_export(repository, message, dossiers, rows_of_view, part, at=at)
