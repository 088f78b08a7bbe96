"""The part of the exchange in a person's export: what its lanes hold, and the portal sent."""

from collections.abc import Iterator
from datetime import datetime

from contracts.exports import ExportRequested, SyncExported
from exchange.repository import ExchangeRepository
from kit.core.events import Envelope
from kit.core.personal_rows import PersonalRow, plain_rows
from kit.persistence.exports import deliver_export


def deliver_parts(repository: ExchangeRepository, message: Envelope, *, at: datetime) -> None:
    """What is stored of each dossier of the person; raises Conflict, Duplicate."""
    dossiers = [(each.code, each.vault) for each in message.read(ExportRequested).dossiers]

    def part(number: int, parts: int, rows: tuple[PersonalRow, ...] | None) -> SyncExported:
        return SyncExported(export=message.subject, part=number, parts=parts, rows=rows)

    def rows_of(code: str) -> Iterator[PersonalRow]:
        lane = repository.lane(code)
        for fact in lane.facts.values() if lane else ():
            yield from plain_rows(f"LANE {fact.type}", fact.personal)
        ingest = repository.sealed_ingest(code)
        for body in repository.bodies_of(ingest, ingest.digests) if ingest else ():
            yield from plain_rows("INGEST", body.members)

    deliver_export(repository, message, dossiers, rows_of, part, at=at)
