"""The table of status: records with their views, and outcomes of notices."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from pydantic import TypeAdapter

from contracts.routes import STATUS
from kit.core.events import Envelope
from kit.core.ids import new_ulid
from kit.core.model import Model
from kit.persistence.items import (
    STATE,
    Absent,
    AtVersion,
    ConditionFailed,
    Item,
    Put,
    Write,
)
from kit.persistence.repository import Conflict
from kit.persistence.table import Table
from kit.persistence.vault import Vault
from status.domain.dossier_summary import DossierSummary
from status.domain.facts import Fact
from status.domain.public_view import PublicView
from status.domain.record import DossierRecord
from status.repositories.owners import Owners

FACTS: Final = TypeAdapter(dict[str, Fact])


class NoticeOutcome(Model):
    """The latest event of a notice."""

    notice: str
    channel: str
    template: str
    outcome: str
    sequence: int


@dataclass(frozen=True, slots=True)
class ProjectedRecord:
    """A record with what is rendered from it."""

    record: DossierRecord
    view: PublicView | None
    summary: DossierSummary | None


class StatusRepository(Owners):
    """The only door to the table of status."""

    def __init__(self, table: Table, vault: Vault | None = None) -> None:
        """Without a vault no look-up key can be hashed."""
        super().__init__(table, STATUS, vault)

    def record_of(self, code: str, *, consistent: bool = True) -> DossierRecord:
        """The record of a dossier; an empty one before its first event."""
        item = self._table.get(_partition(code), consistent=consistent)
        if item is None:
            return DossierRecord(code=code, facts={})
        facts = FACTS.validate_json(item.doc)
        return DossierRecord(code=code, facts=facts, version=item.version)

    def save_record(
        self, projected: ProjectedRecord, *, replaced: DossierSummary | None, at: datetime
    ) -> None:
        """A record with its view, and its place in the owner's list in the same transaction.

        `replaced` is the summary of the stored record, which the list holds now. Raises Conflict.
        """
        version = projected.record.version
        condition = AtVersion(version) if version else Absent()
        changes = self._list_changes(replaced, projected.summary)
        self._write([Put(_record_item(projected), condition), *changes], new_ulid(at))

    def save_notice(self, message: Envelope) -> None:
        """The outcome of a notice; an event older than the stored one changes nothing.

        Raises Conflict.
        """
        if message.dossier is None:
            return
        pk, sk = _partition(message.dossier), f"NOTICE#{message.subject}"
        stored = self._table.get(pk, sk)
        if stored is not None and stored.version >= message.sequence:
            return
        outcome = NoticeOutcome(
            notice=message.subject,
            channel=message.data["channel"],
            template=message.data["template"],
            outcome=message.type.removeprefix("notice."),
            sequence=message.sequence,
        )
        item = Item(pk, sk, outcome.model_dump_json(), message.sequence)
        self._write([Put(item, AtVersion(stored.version) if stored else Absent())])

    def _write(self, writes: Sequence[Write], token: str = "") -> None:
        try:
            self._table.write(writes, token)
        except ConditionFailed:
            raise Conflict from None


def _partition(code: str) -> str:
    return f"{DossierRecord.KIND}#{code}"


def _record_item(projected: ProjectedRecord) -> Item:
    """The item of the next version; the view is in attributes of its own, for the look-up."""
    record, view = projected.record, projected.view
    doc = FACTS.dump_json(record.facts).decode()
    attributes = {"body": view.body, "etag": view.etag, "lookup": view.lookup_hash} if view else {}
    return Item(_partition(record.code), STATE, doc, record.version + 1, attributes)
