"""The catalogue: procedures by version, and the list of those in force."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from intake.domain.catalogue_listing import CatalogueListing
from intake.domain.fee_amount import FeeAmounts
from intake.domain.procedure import CatalogueEntry, Procedure, ProcedureSummary, Publication
from intake.domain.procedure_content import ProcedureContent, vietnam_day
from kit.core.events import Change, Envelope
from kit.persistence.items import STATE, Item, Put
from kit.persistence.query import Query
from kit.persistence.repository import Repository
from kit.persistence.table import Table
from kit.persistence.vault import Vault

CATALOGUE: Final = "PROCEDURES"
PUBLICATION: Final = "PUBLICATION"
"""The item that names the publication made last."""
VERSION: Final = "VERSION#"


class Catalogue(Repository):
    """Questions about procedures (thủ tục hành chính)."""

    def __init__(self, table: Table, vault: Vault | None = None, *, is_demo: bool = False) -> None:
        super().__init__(table, "intake", vault)
        self._is_demo = is_demo
        self._listing = CatalogueListing(self._last_publication, self._read_procedures_in_force)

    def newest_procedure(self, code: str) -> Procedure | None:
        """The version published last, whether it is in force yet or not."""
        return self.load(Procedure, code)

    def procedure(self, code: str, at: datetime) -> Procedure | None:
        """The version in force at a moment: one read, unless a version is planned ahead.

        Only a demonstration sees amounts that nobody has a source for.
        """
        procedure = self._version_in_force(code, vietnam_day(at))
        return procedure if self._is_demo or procedure is None else procedure.sourced

    def procedures_in_force(self, at: datetime) -> list[ProcedureSummary]:
        """The catalogue in short, in the order of the codes, at most a minute old."""
        return list(self._listing.procedures(at))

    def fee_amounts(self, code: str) -> FeeAmounts:
        """What editors entered of a procedure's fees."""
        return self.load(FeeAmounts, code) or FeeAmounts(id=code)

    def commit_publication(
        self, publication: Publication, further: Sequence[Change] = (), *, at: datetime
    ) -> None:
        """The version beside the earlier ones, and its line in the catalogue, with `further`
        changes; raises Conflict.
        """
        procedure, version = publication.procedure, publication.version
        content = procedure.content
        entry = CatalogueEntry(
            **dict(procedure.evolve(version=version).summary),
            valid_from=content.valid_from,
            begins_last=procedure.begins_last,
        )
        items = (
            Item(procedure.pk, _version_key(version), content.text),
            Item(CATALOGUE, procedure.id, entry.model_dump_json(), version),
            Item(PUBLICATION, STATE, json.dumps({"code": procedure.id, "version": version})),
        )
        change = Change(procedure, publication.event, tuple(map(Put, items)))
        self.commit([change, *further], at=at)
        self._listing.forget()

    def _version_in_force(self, code: str, day: str) -> Procedure | None:
        newest = self.newest_procedure(code)
        if newest is None or newest.is_surely_in_force(day):
            return newest
        return self._latest_begun(newest, day)

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
