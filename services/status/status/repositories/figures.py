"""Lists and figures in the table of status: dossiers by owner, and counters by month and status.

The counters stand outside the transaction of a dossier: all dossiers of a month share them. The
list remembers under which status the figures have a dossier, and marks it while they lack it.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from kit.core.time import stamp
from kit.persistence.items import (
    Absent,
    AtVersion,
    ConditionFailed,
    Count,
    Item,
    Put,
    Remove,
    Write,
)
from kit.persistence.merged_pages import newest_of
from kit.persistence.query import Query
from kit.persistence.repository import Repository
from status.domain.dossier_summary import DossierSummary, ListedDossier, SummaryPage

UNCOUNTED: Final = "uncounted"
"""The mark of a dossier that the figures do not have under its present status."""
AT_ONCE: Final = 25
"""Dossiers that are counted in one transaction of at most 100 writes: each is written itself, and
may leave one counter for another.
"""
Deltas = Counter[tuple[str, str]]
"""By the key of a counter."""


class Figures(Repository):
    """Answers about owners and months."""

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

    def figures(self, month: str) -> Iterator[tuple[int, int]]:
        """(national code, number of dossiers filed in `month` that were counted under it)."""
        for item in self._table.all(Query(partition=f"FIGURES#{month}", prefix="CODE#")):
            yield int(item.sk.removeprefix("CODE#")), int(item.index_attributes.get("n", 0))

    def uncounted(self) -> Iterator[Sequence[ListedDossier]]:
        """Dossiers that the figures lack, those that changed first before the others, in parts."""
        query = Query(partition=UNCOUNTED, index="waiting", limit=AT_ONCE)
        while True:
            page = self._table.query(query)
            items = (self._table.get(place.pk, place.sk) for place in page.items)
            yield [_listed(item) for item in items if item is not None]
            if page.after is None:
                return
            query = query.behind(page.after)

    def count(self, dossiers: Sequence[ListedDossier]) -> int:
        """Count dossiers under their present status; returns how many.

        One that changed since it was read, or that another run counted, is left out: the version
        of its item and the counters change together or not at all.
        """
        rest = list(dossiers)
        while rest:
            puts = [_counted(dossier) for dossier in rest]
            counts = [Count(*key, n) for key, n in _deltas(rest).items() if n]
            try:
                self._table.write([*puts, *counts])
            except ConditionFailed as failed:
                del rest[failed.index]
            else:
                break
        return len(rest)

    def _list_changes(
        self, old: DossierSummary | None, new: DossierSummary | None, at: datetime
    ) -> Sequence[Write]:
        """The list's part of a change from the summary `old` to `new`."""
        if new is None or old == new:
            return ()
        before, after = _place(old or new), _place(new)
        item = self._table.get(*before)
        stored = _listed(item) if item else ListedDossier(summary=new)
        condition = AtVersion(stored.version) if item else Absent()
        put = _put(stored.evolve(summary=new, version=stored.version + 1), at)
        if before == after:
            return [Put(put, condition)]
        return [Put(put, Absent()), Remove(*before, condition)]


def _place(summary: DossierSummary) -> tuple[str, str]:
    return f"OWNER#{summary.owner or summary.code}", f"DOSSIER#{summary.filed_at}#{summary.code}"


def _listed(item: Item) -> ListedDossier:
    return ListedDossier.model_validate_json(item.doc).evolve(version=item.version)


def _put(dossier: ListedDossier, at: datetime | None = None) -> Item:
    """The item of a listed dossier, marked since `at` if the figures lack it."""
    doc = dossier.model_dump_json(exclude={"version"})
    mark = {} if at is None or dossier.is_counted else {"waiting": UNCOUNTED, "since": stamp(at)}
    return Item(*_place(dossier.summary), doc, dossier.version, mark)


def _counted(dossier: ListedDossier) -> Put:
    """The dossier as counted, and without its mark."""
    counted = dossier.evolve(counted=dossier.summary.status, version=dossier.version + 1)
    return Put(_put(counted), AtVersion(dossier.version))


def _deltas(dossiers: Sequence[ListedDossier]) -> Deltas:
    """By how much each counter changes."""
    deltas: Deltas = Counter()
    for dossier in dossiers:
        month = f"FIGURES#{dossier.summary.month}"
        deltas[month, f"CODE#{dossier.summary.status:02d}"] += 1
        if dossier.counted is not None:
            deltas[month, f"CODE#{dossier.counted:02d}"] -= 1
    return deltas
