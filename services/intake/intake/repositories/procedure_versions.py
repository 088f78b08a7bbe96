"""The versions of a procedure: each as it was published."""

from datetime import datetime
from typing import Final

from intake.domain.procedure import Procedure
from intake.domain.procedure_content import ProcedureContent
from kit.core.events import Envelope
from kit.core.time import vietnam_day
from kit.persistence.items import Item
from kit.persistence.query import Query
from kit.persistence.repository import Repository

VERSION: Final = "VERSION#"
VersionPage = tuple[list[Procedure], str | None]
"""Versions, newest first, and where the rest begins."""


class ProcedureVersions(Repository):
    """What intake's repository knows of versions."""

    def newest_procedure(self, code: str) -> Procedure | None:
        """The version published last, whether it is in force yet or not."""
        return self.load(Procedure, code)

    def version_in_force(self, code: str, at: datetime) -> Procedure | None:
        """As it was published: one read, unless a version is planned ahead."""
        day = vietnam_day(at)
        newest = self.newest_procedure(code)
        if newest is None or newest.is_surely_in_force(day):
            return newest
        return self._latest_begun(newest, day)

    def versions_of(self, newest: Procedure, after: str | None, limit: int) -> VersionPage:
        """A page of its versions."""
        query = Query(
            partition=newest.pk, prefix=VERSION, newest_first=True, after=after, limit=limit
        )
        page = self._table.query(query)
        return [self._of_item(newest, item) for item in page.items], page.after

    def version(self, code: str, number: int) -> Procedure | None:
        """One version; None where there is no such."""
        newest = self.newest_procedure(code)
        item = self._table.get(Procedure.KIND + f"#{code}", version_key(number))
        return self._of_item(newest, item) if newest and item else None

    def _of_item(self, newest: Procedure, item: Item) -> Procedure:
        version = int(item.sk.removeprefix(VERSION))
        content = ProcedureContent.model_validate_json(item.doc)
        return self._at(newest, version, content)

    def _at(self, newest: Procedure, version: int, content: ProcedureContent) -> Procedure:
        """When it was published, by the time of its event."""
        published = self._table.get(newest.pk, f"EVENT#{version:06d}")
        published_at = (
            Envelope.model_validate_json(published.doc).time if published else newest.published_at
        )
        return newest.evolve(version=version, content=content, published_at=published_at)

    def _versions(self, newest: Procedure) -> list[tuple[str, int, ProcedureContent]]:
        versions = self._table.all(Query(partition=newest.pk, prefix=VERSION))
        contents = (
            (int(item.sk.removeprefix(VERSION)), ProcedureContent.model_validate_json(item.doc))
            for item in versions
        )
        return [(content.valid_from, version, content) for version, content in contents]

    def _latest_begun(self, newest: Procedure, day: str) -> Procedure | None:
        """Of the versions in force on a day, the one that began last; None: all are to come."""
        begun = [version for version in self._versions(newest) if version[0] <= day]
        if not begun:
            return None
        _, version, content = max(begun, key=lambda candidate: candidate[:2])
        return self._at(newest, version, closed_as(newest, content))


def version_key(version: int) -> str:
    """The item of a version beside its procedure."""
    return f"{VERSION}{version:06d}"


def closed_as(newest: Procedure, content: ProcedureContent) -> ProcedureContent:
    """A procedure is closed in all its versions: the newest has the days."""
    if content.closures == newest.content.closures:
        return content
    return content.evolve(closures=newest.content.closures)
