"""The folding: what arrived in the archive becomes leaves, and leaves become figures."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final

from kit.core.budget import UNLIMITED, Budget
from kit.platform import log
from status.domain.act import Act, noted
from status.domain.facts import Fact, merge
from status.domain.figure_ports import FigureStores, ObjectChanged
from status.domain.leaf import Leaf, leaf
from status.domain.record import DossierRecord
from status.figures.arrivals import AT_ONCE, arrivals, facts_by_dossier
from status.figures.closings import Closings
from status.figures.manifest import StoredManifest, stored_manifest
from status.figures.months import open_months
from status.figures.period import open_figures, store
from status.figures.publish import publish_month
from status.figures.service_index.publication import published_index, store_index
from status.supervision.daily import is_due, keys_of_acts, report_of, retained_acts, store_report

PARQUET: Final = "application/vnd.apache.parquet"
Records = Callable[[Sequence[str]], Iterable[DossierRecord]]
"""The records of dossiers by their codes, each read once."""


class LeavesLost(Exception):
    """The manifest names a table that is not there: docs/operations/restore.md."""


@dataclass(frozen=True, slots=True)
class Folding:
    """What a run folds: the archive and the records of status, `at_once` objects in a step."""

    stores: FigureStores
    records: Records
    at_once: int = AT_ONCE

    @property
    def closings(self) -> Closings:
        """What is published of closed months."""
        return Closings(self.stores)

    def run(self, at: datetime, budget: Budget = UNLIMITED) -> int:
        """Fold what arrived until nothing is left or the time is; returns how many leaves changed.

        Two runs at once fold everything once: the slower one finds the manifest changed and ends.
        """
        folded = 0
        try:
            while True:
                changed = self._step(at)
                if changed is None:
                    break
                folded += changed
                if budget.is_spent:
                    log.warning("folding_out_of_time", leaves=folded)
                    break
        except ObjectChanged:
            log.info("folding_elsewhere")
        return folded

    def _step(self, at: datetime) -> int | None:
        """One step: leaves, then their figures. None: there was nothing to do."""
        stored = stored_manifest(self.stores.objects)
        if stored.manifest.unpublished:
            self._publish(stored, at)
            return 0
        arrived = arrivals(self.stores.archive, stored.manifest, at, self.at_once)
        if not arrived.keys:
            return 0 if self._close(stored, at) or self._report(stored, at) else None
        acts_by_key: dict[str, Act] = {}
        events = self.stores.archive.events(arrived.keys)
        facts = facts_by_dossier(noted(events, acts_by_key))
        leaves = self._leaves(facts)
        for rows in leaves.values():
            self.closings.forget(rows)
        parts = {month: self._part(stored, month, rows) for month, rows in leaves.items()}
        acts = self._act_parts(stored, acts_by_key.values())
        replaced = [key for month, key in stored.manifest.parts.items() if month in parts]
        retained = retained_acts(stored.manifest, at)
        replaced += [key for day, key in stored.manifest.acts.items() if retained.get(day) != key]
        replaced += [key for day, key in retained.items() if day in acts]
        changed = stored.manifest.evolve(
            cursor=arrived.cursor,
            seen=arrived.seen,
            parts={**stored.manifest.parts, **parts},
            acts={**retained, **acts},
            unpublished=tuple(sorted(parts)),
        )
        stored.save(changed, self.stores.objects)
        for key in set(replaced) - {*parts.values(), *acts.values()}:
            self.stores.objects.remove(key)
        return sum(map(len, leaves.values()))

    def _leaves(self, facts: Mapping[str, list[Fact]]) -> dict[str, list[Leaf]]:
        """The leaves of dossiers by month of filing.

        The record may be older than the archive, which has an event before it is projected; and
        its facts may lack what was not a fact when they were projected.
        """
        leaves: dict[str, list[Leaf]] = defaultdict(list)
        for record in self.records(sorted(facts)):
            row = leaf(record.code, merge(merge({}, facts[record.code]), record.facts.values()))
            if row is not None:
                leaves[row.month].append(row)
        return leaves

    def _part(self, stored: StoredManifest, month: str, rows: Sequence[Leaf]) -> str:
        """Store the table of a month with these rows; returns its key, which names its content."""
        before = stored.manifest.parts.get(month)
        part = self.stores.tables.with_leaves(
            self._existing(stored, before) if before else None, rows
        )
        key = f"leaves/month={month}/{sha256(part).hexdigest()[:32]}.parquet"
        self.stores.objects.put(key, part, PARQUET)
        return key

    def _act_parts(self, stored: StoredManifest, acts: Iterable[Act]) -> dict[str, str]:
        """Store the acts in the tables of the days on which they were recorded; returns the keys
        by day. They lie apart: nobody is served from them.
        """
        by_day: dict[str, list[Act]] = defaultdict(list)
        for act in acts:
            by_day[f"{act.at:%Y-%m-%d}"].append(act)
        keys: dict[str, str] = {}
        for day, rows in by_day.items():
            before = stored.manifest.acts.get(day)
            existing = self._existing(stored, before) if before else None
            part = self.stores.acts.with_acts(existing, rows)
            keys[day] = f"leaves/acts/{day}/{sha256(part).hexdigest()[:32]}.parquet"
            self.stores.objects.put(keys[day], part, PARQUET)
        return keys

    def _publish(self, stored: StoredManifest, at: datetime) -> None:
        for month in stored.manifest.unpublished:
            part = self._existing(stored, stored.manifest.parts[month])
            publish_month(month, self.stores.tables.statuses(part), self.stores.objects, at=at)
        parts = self._parts(stored)
        for month in open_months(at):
            cells = self.stores.tables.cells(parts, month, at)
            store(open_figures(month, cells, at), self.stores.objects)
            counts = self.stores.tables.index(parts, month, at)
            store_index(published_index(month, counts, at), self.stores.objects)
        stored.save(stored.manifest.evolve(unpublished=()), self.stores.objects)

    def _close(self, stored: StoredManifest, at: datetime) -> bool:
        """Close what is due; tables are read only for a month that is."""
        return self.closings.step(stored, lambda: self._parts(stored), at)

    def _report(self, stored: StoredManifest, at: datetime) -> bool:
        """Make the day's report of supervision where it is due."""
        if not is_due(stored.manifest, at):
            return False
        keys = keys_of_acts(stored.manifest, at)
        report = report_of(self.stores.acts, [self._existing(stored, key) for key in keys], at)
        store_report(report, self.stores.objects)
        stored.save(stored.manifest.evolve(reported=f"{report.day}"), self.stores.objects)
        log.info("supervision_reported", rows=report.rows, listed=len(report.listed))
        return True

    def _parts(self, stored: StoredManifest) -> list[bytes]:
        """The tables of all months."""
        return [self._existing(stored, key) for _, key in sorted(stored.manifest.parts.items())]

    def _existing(self, stored: StoredManifest, key: str) -> bytes:
        """The table of a month; raises ObjectChanged where another run replaced it meanwhile, and
        LeavesLost where nobody did.
        """
        part = self.stores.objects.get(key)
        if part is not None:
            return part.body
        if stored_manifest(self.stores.objects).etag != stored.etag:
            raise ObjectChanged
        raise LeavesLost(key)
