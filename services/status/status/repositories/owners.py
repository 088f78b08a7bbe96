"""Lists in the table of status: dossiers by owner, newest first."""

from collections.abc import Sequence

from kit.persistence.items import Absent, AtVersion, Item, Put, Remove, Write
from kit.persistence.merged_pages import newest_of
from kit.persistence.query import Query
from kit.persistence.repository import Repository
from status.domain.dossier_summary import DossierSummary, ListedDossier, SummaryPage


class Owners(Repository):
    """Answers about owners."""

    def dossiers_of(self, owners: tuple[str, ...], *, after: str | None, limit: int) -> SummaryPage:
        """A page of the dossiers of one person, by all of their ids, newest first."""
        queries = [
            Query(
                partition=f"OWNER#{owner}",
                prefix="DOSSIER#",
                after=after,
                limit=limit,
                newest_first=True,
                consistent=False,
            )
            for owner in owners
        ]
        page = newest_of(map(self._table.query, queries), limit)
        listed = (ListedDossier.model_validate_json(item.doc) for item in page.items)
        return SummaryPage(tuple(one.summary for one in listed), page.after)

    def _list_changes(
        self, old: DossierSummary | None, new: DossierSummary | None
    ) -> Sequence[Write]:
        """The list's part of a change from the summary `old` to `new`."""
        if new is None or old == new:
            return ()
        before, after = _place(old or new), _place(new)
        item = self._table.get(*before)
        stored = _listed(item) if item else ListedDossier(summary=new)
        condition = AtVersion(stored.version) if item else Absent()
        put = _put(stored.evolve(summary=new, version=stored.version + 1))
        if before == after:
            return [Put(put, condition)]
        return [Put(put, Absent()), Remove(*before, condition)]


def _place(summary: DossierSummary) -> tuple[str, str]:
    return f"OWNER#{summary.owner or summary.code}", f"DOSSIER#{summary.filed_at}#{summary.code}"


def _listed(item: Item) -> ListedDossier:
    return ListedDossier.model_validate_json(item.doc).evolve(version=item.version)


def _put(dossier: ListedDossier) -> Item:
    doc = dossier.model_dump_json(exclude={"version", "counted"})
    return Item(*_place(dossier.summary), doc, dossier.version)
