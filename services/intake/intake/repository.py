"""Intake's table, directory, bucket and look-up keys, by the questions that are asked of them."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from contracts.intake import DossierFiled, ProcedurePublished
from intake.adapters.attachment_bucket import Bucket
from intake.attachments.inspection import Scanner
from intake.domain.attachment import Paper
from intake.domain.dossier_code import LookupKeys
from intake.domain.draft import Draft
from intake.domain.person import Person, vault_of
from intake.domain.procedure import Listed, Procedure, ProcedureContent, Row, vietnam_day
from intake.filing.file import Dossier, DossierLine
from kit.core.errors import NotFound
from kit.core.events import Change, Envelope
from kit.core.ids import stamp
from kit.persistence.items import Item, Put
from kit.persistence.repository import Repository
from kit.persistence.vault import Vault
from kit.security.staff_directory import Agency, Directory

LISTED = "PROCEDURES"
VERSION = "VERSION#"


@dataclass(frozen=True)
class Store:
    """Everything that intake keeps or asks."""

    aggregates: Repository
    vault: Vault
    directory: Directory
    bucket: Bucket
    scanner: Scanner
    keys: Callable[[], LookupKeys]

    def newest_procedure(self, code: str) -> Procedure | None:
        """A procedure in the version published last, whether it is in force yet or not."""
        return self.aggregates.load(Procedure, code)

    def procedure(self, code: str, at: datetime) -> Procedure | None:
        """A procedure in the version in force at a moment: one read, unless a version is planned ahead."""
        newest, day = self.newest_procedure(code), vietnam_day(at)
        if newest is None or newest.is_surely_in_force(day):
            return newest
        return self._planned(newest, day)

    def _planned(self, newest: Procedure, day: str) -> Procedure | None:
        """Of the versions in force on a day, the one that began last; None where all are to come."""
        kept = [
            (ProcedureContent.model_validate_json(item.doc), int(item.sk.removeprefix(VERSION)))
            for item in self.aggregates.table.all(newest.pk, VERSION)
        ]
        begun = [
            (content.valid_from, version, content)
            for content, version in kept
            if content.valid_from <= day
        ]
        if not begun:
            return None
        _, version, content = max(begun, key=lambda found: found[:2])
        said = self.aggregates.table.get(newest.pk, f"EVENT#{version:06d}")
        published_at = Envelope.model_validate_json(said.doc).time if said else newest.published_at
        return newest.evolve(version=version, content=content, published_at=published_at)

    def listed_procedures(self, at: datetime) -> list[Listed]:
        """The catalogue in short, as it is in force at a moment, in the order of the codes."""
        rows = [
            (item.sk, Row.model_validate_json(item.doc))
            for item in self.aggregates.table.all(LISTED)
        ]
        day = vietnam_day(at)
        shown = [
            row if row.is_surely_in_force(day) else self._listed(code, at) for code, row in rows
        ]
        return [listed for listed in shown if listed]

    def _listed(self, code: str, at: datetime) -> Listed | None:
        found = self.procedure(code, at)
        return found.listed if found else None

    def person(self, sub: str) -> Person | None:
        """The person behind a subject."""
        return self.aggregates.load(Person, sub)

    def draft(self, id: str) -> Draft | None:
        """A draft, also after it was filed."""
        return self.aggregates.load(Draft, id)

    def paper(self, id: str) -> Paper | None:
        """A paper."""
        return self.aggregates.load(Paper, id)

    def papers_of(self, draft: Draft) -> list[Paper]:
        """The papers attached to a draft, in the order in which they were."""
        return [paper for attached in draft.papers if (paper := self.paper(attached))]

    def dossier(self, code: str) -> Dossier | None:
        """A dossier as filed."""
        return self.aggregates.load(Dossier, code)

    def declared_in(self, dossier: Dossier) -> DossierFiled:
        """What was declared at filing: the dossier's first event, opened; raises NotFound once it is erased."""
        found = self.aggregates.table.get(dossier.pk, "EVENT#000001")
        if found is None:
            raise NotFound
        return self.aggregates.read(Envelope.model_validate_json(found.doc), DossierFiled)

    def dossiers_of(
        self, sub: str, after: str | None, limit: int
    ) -> tuple[list[DossierLine], str | None]:
        """A page of an owner's dossiers, newest first, and where the rest begins."""
        page = self.aggregates.table.query(
            f"OWNER#{sub}", after=after, limit=limit, newest_first=True
        )
        return [DossierLine.model_validate_json(item.doc) for item in page.items], page.after

    def agency(self, code: str) -> Agency | None:
        """An agency of the directory."""
        return self.directory.agency(code)

    def next_number(self, agency: str, day: str) -> int:
        """The next number of an agency and day: one atomic ADD; a number may stay unused, none is given twice."""
        return self.aggregates.table.add(f"NUMBERS#{agency}", day)

    def make_vault(self, id: str) -> None:
        """The data key of a new draft."""
        self.vault.create(id)

    def make_person_vault(self, sub: str) -> None:
        """The data key of a person."""
        self.vault.create(vault_of(sub))

    def commit(
        self, changes: Sequence[Change], *, at: datetime, cause: Envelope | None = None
    ) -> None:
        """All changes in one transaction; raises Conflict, Duplicate."""
        self.aggregates.commit(changes, at=at, cause=cause)

    def commit_filing(self, dossier: Dossier, event: DossierFiled, draft: Draft) -> None:
        """The dossier with its event and its line in the owner's list, and the draft as filed; raises Conflict."""
        line = Item(
            f"OWNER#{dossier.owner}",
            f"{stamp(dossier.filed_at)}#{dossier.id}",
            dossier.line.model_dump_json(),
        )
        self.commit(
            [Change(dossier, event, (Put(line),)), Change(draft, None)], at=dossier.filed_at
        )

    def commit_procedure(
        self, procedure: Procedure, event: ProcedurePublished, *, at: datetime
    ) -> None:
        """A procedure's version, kept beside the earlier ones, with its line in the list."""
        content, version = procedure.content, procedure.version + 1
        kept = Item(
            procedure.pk, f"{VERSION}{version:06d}", json.dumps(content.model_dump(mode="json"))
        )
        listed = procedure.evolve(version=version).listed
        row = Row(**dict(listed), valid_from=content.valid_from, begins_last=procedure.begins_last)
        extra_writes = (Put(kept), Put(Item(LISTED, procedure.id, row.model_dump_json(), version)))
        self.commit([Change(procedure, event, extra_writes)], at=at)
