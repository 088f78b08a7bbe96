"""The table of intake: procedures, persons, drafts, attachments, dossiers."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from contracts.intake import DossierFiled, DossierSupplemented
from intake.domain.attachment import Attachment
from intake.domain.catalogue_listing import CatalogueListing
from intake.domain.daily_limits import COUNTED_FOR, Counted
from intake.domain.dossier import Dossier, DossierSummary, Filing
from intake.domain.draft import Draft
from intake.domain.person import Person
from intake.domain.procedure import (
    CatalogueEntry,
    Procedure,
    ProcedureContent,
    ProcedureSummary,
    Publication,
    vietnam_day,
)
from kit.core.errors import NotFound
from kit.core.events import Change, Envelope
from kit.core.model import Aggregate, NoKey
from kit.core.time import stamp
from kit.persistence.items import STATE, Absent, ConditionFailed, Item, Put, Remove
from kit.persistence.merged_pages import newest_of
from kit.persistence.query import Query
from kit.persistence.repository import Repository, required
from kit.persistence.table import Table
from kit.persistence.vault import Vault
from kit.security.people import PersonLink

CATALOGUE: Final = "PROCEDURES"
PUBLICATION: Final = "PUBLICATION"
"""The item that names the publication made last."""
CHECK_MARKED_FOR: Final = timedelta(days=2)
VERSION: Final = "VERSION#"
DossierPage = tuple[list[DossierSummary], str | None]
"""Dossiers, and where the rest begins."""


class IntakeRepository(Repository):
    """The only door to the table of intake."""

    def __init__(self, table: Table, vault: Vault | None = None) -> None:
        """Without a vault, sealed fields stay sealed and are passed on as they are."""
        super().__init__(table, "intake", vault)
        self._listing = CatalogueListing(self._last_publication, self._read_procedures_in_force)

    def index_attributes(self, state: Aggregate) -> dict[str, str | int]:
        """An open draft is deleted when it expires."""
        if isinstance(state, Draft) and state.state == "open":
            return {"ttl": int(state.expires.timestamp())}
        return {}

    def newest_procedure(self, code: str) -> Procedure | None:
        """The version published last, whether it is in force yet or not."""
        return self.load(Procedure, code)

    def procedure(self, code: str, at: datetime) -> Procedure | None:
        """The version in force at a moment: one read, unless a version is planned ahead."""
        newest, day = self.newest_procedure(code), vietnam_day(at)
        if newest is None or newest.is_surely_in_force(day):
            return newest
        return self._latest_begun(newest, day)

    def procedures_in_force(self, at: datetime) -> list[ProcedureSummary]:
        """The catalogue in short, in the order of the codes, at most a minute old."""
        return list(self._listing.procedures(at))

    def _last_publication(self) -> str | None:
        item = self._table.get(PUBLICATION)
        return item.doc if item else None

    def _read_procedures_in_force(self, at: datetime) -> list[ProcedureSummary]:
        day = vietnam_day(at)
        entries = [
            (item.sk, CatalogueEntry.model_validate_json(item.doc))
            for item in self._table.all(Query(partition=CATALOGUE))
        ]
        summaries = [
            entry if entry.is_surely_in_force(day) else self._summary_in_force(code, at)
            for code, entry in entries
        ]
        return [summary for summary in summaries if summary]

    def person(self, id: str) -> Person | None:
        """The profile of a person, or None."""
        return self.load(Person, id)

    def commit_profile(self, person: Person, earlier: Sequence[str], *, at: datetime) -> None:
        """The profile, without those under the person's earlier ids; raises Conflict."""
        removed = [Remove(f"{Person.KIND}#{each}", STATE) for each in earlier]
        self.commit([Change(person, None)], at=at, extra_writes=removed)

    def draft(self, id: str) -> Draft | None:
        """A draft, also after it was filed."""
        return self.load(Draft, id)

    def draft_of(self, owner: PersonLink, id: str) -> Draft:
        """Raises NotFound, also for somebody else's draft.

        One of an earlier id of the person has the present one from its next change on.
        """
        draft = self.draft(id)
        if draft is None or not owner.owns(draft.owner):
            raise NotFound
        return draft if draft.owner == owner.person else draft.evolve(owner=owner.person)

    def attachment(self, id: str) -> Attachment | None:
        """An attachment of any draft."""
        return self.load(Attachment, id)

    def sealed_attachment(self, id: str) -> Attachment | None:
        """An attachment of any draft; the name of its file stays sealed."""
        return self.load_sealed(Attachment, id)

    def begin_repeated_check(self, id: str, at: datetime) -> bool:
        """Mark that a file is looked at again; False where such a look never ended."""
        ends = {"ttl": int((at + CHECK_MARKED_FOR).timestamp())}
        mark = Item(f"CHECK#{id}", "AGAIN", "{}", index_attributes=ends)
        try:
            self._table.write([Put(mark, Absent())])
        except ConditionFailed:
            return False
        return True

    def end_repeated_check(self, id: str) -> None:
        """The look failed in order and may be repeated."""
        self._table.write([Remove(f"CHECK#{id}", "AGAIN")])

    def attachments_of(self, draft: Draft) -> list[Attachment]:
        """In the order in which they were announced."""
        attachments = map(self.attachment, draft.attachments)
        return [attachment for attachment in attachments if attachment]

    def dossier(self, code: str) -> Dossier | None:
        """A dossier as filed."""
        return self.load(Dossier, code)

    def filed_dossier(self, code: str) -> Dossier:
        """Raises NotFound once it is erased."""
        dossier = self.dossier(code)
        if dossier is None:
            raise NotFound
        return dossier

    def dossier_of(self, owner: PersonLink, code: str) -> Dossier:
        """Raises NotFound, also for somebody else's dossier."""
        dossier = self.filed_dossier(code)
        if not owner.owns(dossier.owner):
            raise NotFound
        return dossier

    def supplements_of(self, dossier: Dossier) -> tuple[DossierSupplemented, ...]:
        """What its owner sent after the filing, opened; raises NotFound once it is erased."""
        items = [
            self._table.get(dossier.pk, f"EVENT#{sent.event:06d}") for sent in dossier.supplements
        ]
        return tuple(
            self.read(Envelope.model_validate_json(required(item).doc), DossierSupplemented)
            for item in items
        )

    def declaration_of(self, dossier: Dossier) -> DossierFiled:
        """The dossier's first event, opened; raises NotFound once it is erased."""
        item = self._table.get(dossier.pk, "EVENT#000001")
        if item is None:
            raise NotFound
        return self.read(Envelope.model_validate_json(item.doc), DossierFiled)

    def dossiers_of(self, owners: tuple[str, ...], *, after: str | None, limit: int) -> DossierPage:
        """A page of the dossiers of one person, by all of their ids, newest first."""
        queries = [
            Query(partition=f"OWNER#{owner}", after=after, limit=limit, newest_first=True)
            for owner in owners
        ]
        page = newest_of(map(self._table.query, queries), limit)
        return [DossierSummary.model_validate_json(item.doc) for item in page.items], page.after

    def next_number(self, agency: str, day: str) -> int:
        """The next running number: one may stay unused, none is given twice."""
        return self._table.add(f"NUMBERS#{agency}", day)

    def count_today(self, counted: Counted, owner: str, at: datetime) -> int:
        """Count one more of a citizen's drafts or filings of the day; returns the count."""
        expires = int((at + COUNTED_FOR).timestamp())
        return self._table.add(f"{counted.upper()}#{owner}", vietnam_day(at), expires=expires)

    def create_data_key(self, vault: str) -> None:
        """The key of a dossier to come or of a person; one that exists stays. Raises NoKey."""
        if self.vault is None:
            raise NoKey
        self.vault.create(vault)

    def commit_filing(self, filing: Filing) -> None:
        """The dossier, its event, its line in the owner's list, and the draft; raises Conflict."""
        dossier = filing.dossier
        line = Item(
            f"OWNER#{dossier.owner}",
            f"{stamp(dossier.filed_at)}#{dossier.id}",
            dossier.summary.model_dump_json(),
        )
        changes = [Change(dossier, filing.event, (Put(line),)), Change(filing.draft, None)]
        self.commit(changes, at=dossier.filed_at)

    def commit_publication(self, publication: Publication, *, at: datetime) -> None:
        """The version beside the earlier ones, and its line in the catalogue; raises Conflict."""
        procedure, version = publication.procedure, publication.version
        content = procedure.content
        entry = CatalogueEntry(
            **dict(procedure.evolve(version=version).summary),
            valid_from=content.valid_from,
            begins_last=procedure.begins_last,
        )
        items = (
            Item(procedure.pk, _version_key(version), json.dumps(content.model_dump(mode="json"))),
            Item(CATALOGUE, procedure.id, entry.model_dump_json(), version),
            Item(PUBLICATION, STATE, json.dumps({"code": procedure.id, "version": version})),
        )
        self.commit([Change(procedure, publication.event, tuple(map(Put, items)))], at=at)
        self._listing.forget()

    def _summary_in_force(self, code: str, at: datetime) -> ProcedureSummary | None:
        procedure = self.procedure(code, at)
        return procedure.summary if procedure else None

    def _latest_begun(self, newest: Procedure, day: str) -> Procedure | None:
        """Of the versions in force on a day, the one that began last; None: all are to come."""
        versions = [
            (ProcedureContent.model_validate_json(item.doc), int(item.sk.removeprefix(VERSION)))
            for item in self._table.all(Query(partition=newest.pk, prefix=VERSION))
        ]
        begun = [
            (content.valid_from, version, content)
            for content, version in versions
            if content.valid_from <= day
        ]
        if not begun:
            return None
        _, version, content = max(begun, key=lambda candidate: candidate[:2])
        published = self._table.get(newest.pk, f"EVENT#{version:06d}")
        published_at = (
            Envelope.model_validate_json(published.doc).time if published else newest.published_at
        )
        return newest.evolve(version=version, content=content, published_at=published_at)


def _version_key(version: int) -> str:
    return f"{VERSION}{version:06d}"
