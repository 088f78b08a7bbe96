"""Exports of personal data, with the parts that services delivered, until they are over."""

from datetime import datetime
from typing import TYPE_CHECKING, Final

from kit.core.errors import NotFound
from kit.core.events import Change, Envelope
from kit.persistence.items import Item, Put
from kit.persistence.query import Query
from kit.persistence.repository import Repository
from kit.persistence.vault import Unreadable
from kit.security.people import PersonLink

if TYPE_CHECKING:
    from contracts.exports import ExportRequested, PartExported
    from intake.domain.data_export import DataExport, StoredPart
    from kit.core.personal_rows import PersonalRow

PART: Final = "PART#"


class DataExports(Repository):
    """Questions about exports of personal data."""

    def data_export(self, id: str) -> "DataExport | None":
        """An export of anybody, or None."""
        from intake.domain.data_export import DataExport

        return self.load(DataExport, id)

    def data_export_of(self, owner: PersonLink, id: str, at: datetime) -> "DataExport":
        """Raises NotFound, also for somebody else's and once it is over."""
        export = self.data_export(id)
        if export is None or not owner.owns(export.owner) or export.has_expired(at):
            raise NotFound
        return export

    def commit_export(
        self, export: "DataExport", event: "ExportRequested", *, at: datetime
    ) -> None:
        """Every service hears of it; raises Conflict."""
        self.commit([Change(export, event)], at=at)

    def save_part(self, message: Envelope, event: "PartExported", *, at: datetime) -> None:
        """Until the export is over, its rows sealed; raises Duplicate."""
        from intake.domain.data_export import PERSON, stored_part

        export = self.data_export(event.export)
        if export is None:
            self.record(message, at)
            return
        part = stored_part(message.source, message.dossier or PERSON, message.vault, event)
        item = Item(
            export.pk,
            f"{PART}{part.service}#{part.dossier}#{part.part:04d}",
            part.model_dump_json(context={"cipher": None}),
            index_attributes=export.index_attributes(),
        )
        self.record(message, at, [Put(item)])

    def parts_of(self, export: "DataExport") -> "tuple[StoredPart, ...]":
        """By service, dossier and number, their rows sealed."""
        from intake.domain.data_export import StoredPart

        items = self._table.all(Query(partition=export.pk, prefix=PART))
        return tuple(
            StoredPart.model_validate_json(item.doc, context={"cipher": None}) for item in items
        )

    def opened_rows(self, part: "StoredPart") -> "tuple[PersonalRow, ...]":
        """None of a dossier that was erased."""
        from intake.domain.data_export import StoredPart

        doc = part.model_dump_json(context={"cipher": None})
        try:
            cipher = self.cipher(part.vault)
            opened = StoredPart.model_validate_json(doc, context={"cipher": cipher})
        except Unreadable:
            return ()
        return opened.rows or ()
