"""The catalogue: procedures by version, and the list of those in force."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final

from intake.domain.procedure import Procedure
from intake.repositories.procedure_versions import ProcedureVersions, closed_as, version_key
from kit.core.events import Change
from kit.core.time import vietnam_day
from kit.persistence.items import STATE, Absent, AtVersion, ConditionFailed, Item, Put
from kit.persistence.query import Query
from kit.persistence.repository import Conflict
from kit.persistence.table import Table
from kit.persistence.vault import Vault

if TYPE_CHECKING:
    from intake.domain.catalogue_listing import ListedProcedure, ListingHead
    from intake.domain.catalogue_load import CatalogueLoad
    from intake.domain.closure_log import ClosureLog
    from intake.domain.fee_amount import FeeAmounts
    from intake.domain.procedure_summary import ProcedureSummary
    from intake.domain.publication import Publication

CATALOGUE: Final = "PROCEDURES"
PUBLICATION: Final = "PUBLICATION"
"""The item that names the publication made last."""
LOAD: Final = "LOAD#"
LISTING: Final = "LISTING"
"""The item that names the object which is the list."""


class Catalogue(ProcedureVersions):
    """Questions about procedures (thủ tục hành chính)."""

    def __init__(self, table: Table, vault: Vault | None = None, *, is_demo: bool = False) -> None:
        super().__init__(table, "intake", vault)
        self.is_demo = is_demo

    def procedure(self, code: str, at: datetime) -> Procedure | None:
        """The version in force at a moment: one read, unless a version is planned ahead.

        Only a demonstration sees amounts that nobody has a source for.
        """
        procedure = self.version_in_force(code, at)
        return procedure if self.is_demo or procedure is None else procedure.sourced

    def closure_log(self, code: str) -> "ClosureLog":
        """Who closed and reopened a procedure."""
        from intake.domain.closure_log import ClosureLog

        return self.load(ClosureLog, code) or ClosureLog(id=code)

    def fee_amounts(self, code: str) -> "FeeAmounts":
        """What editors entered of a procedure's fees."""
        from intake.domain.fee_amount import FeeAmounts

        return self.load(FeeAmounts, code) or FeeAmounts(id=code)

    def commit_publication(
        self, publication: "Publication", further: Sequence[Change] = (), *, at: datetime
    ) -> None:
        """The version beside the earlier ones, and its line in the catalogue, with `further`
        changes; raises Conflict.
        """
        from intake.domain.procedure_summary import CatalogueEntry, Marker

        procedure, version = publication.procedure, publication.version
        content = procedure.content
        summary = procedure.evolve(version=version).summary
        entry = CatalogueEntry(**dict(summary), begins_last=procedure.begins_last)
        marker = Marker(code=procedure.id, version=version, at=at).model_dump_json()
        items = (
            Item(procedure.pk, version_key(version), content.text),
            Item(CATALOGUE, procedure.id, entry.model_dump_json(exclude_defaults=True), version),
            Item(PUBLICATION, STATE, marker),
        )
        change = Change(procedure, publication.event, tuple(map(Put, items)))
        self.commit([change, *further], at=at)

    def last_publication(self) -> str | None:
        """What names the publication made last; another one has another text."""
        item = self._table.get(PUBLICATION)
        return item.doc if item else None

    def listing_head(self) -> "ListingHead | None":
        """Which object is the list of procedures now."""
        from intake.domain.catalogue_listing import ListingHead

        item = self._table.get(LISTING)
        return ListingHead.model_validate_json(item.doc) if item else None

    def replace_listing_head(self, head: "ListingHead", before: "ListingHead | None") -> None:
        """Raises Conflict where another list was made meanwhile."""
        following = head.evolve(revision=before.revision + 1 if before else 1)
        item = Item(LISTING, STATE, following.model_dump_json(), following.revision)
        self._replace(item, AtVersion(before.revision) if before else Absent())

    def catalogue_load(self, file: str) -> "CatalogueLoad | None":
        """How far the load of a file is, by its digest."""
        from intake.domain.catalogue_load import CatalogueLoad

        item = self._table.get(f"{LOAD}{file}")
        return CatalogueLoad.model_validate_json(item.doc) if item else None

    def record_load(self, load: "CatalogueLoad") -> "CatalogueLoad":
        """Raises Conflict where another process loads the same file."""
        item = Item(f"{LOAD}{load.file}", STATE, load.model_dump_json(), load.revision)
        before = AtVersion(load.revision - 1) if load.revision > 1 else Absent()
        self._replace(item, before)
        return load

    def _replace(self, item: Item, condition: AtVersion | Absent) -> None:
        try:
            self._table.write([Put(item, condition)])
        except ConditionFailed:
            raise Conflict(self._table.pause) from None

    def listed_procedures(self, at: datetime) -> "Iterator[ListedProcedure]":
        """All of them, for a job: the versions in force and to come."""
        from intake.domain.catalogue_listing import ListedProcedure
        from intake.domain.procedure_summary import CatalogueEntry

        day = vietnam_day(at)
        for item in self._table.all(Query(partition=CATALOGUE)):
            entry = CatalogueEntry.model_validate_json(item.doc)
            if entry.is_surely_in_force(day):
                yield ListedProcedure(versions=(entry.summary,))
            else:
                yield ListedProcedure(versions=tuple(self._summaries(entry.code)))

    def _summaries(self, code: str) -> "list[ProcedureSummary]":
        """Of every version, in the order in which they begin; of one day the last one."""
        newest = self.newest_procedure(code)
        versions = self._versions(newest) if newest else []
        return [
            newest.evolve(version=version, content=closed_as(newest, content)).summary
            for _, version, content in sorted(versions, key=lambda version: version[:2])
            if newest
        ]
