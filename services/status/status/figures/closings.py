"""The closings that are due: months that ended long enough ago, and the root of the day."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from status.domain.figure_ports import FigureStores
from status.domain.leaf import Leaf
from status.figures.close import close_month, forget
from status.figures.manifest import StoredManifest
from status.figures.months import closable_months, month_of
from status.figures.roots import publish_root

Parts = Callable[[], Sequence[bytes]]
"""The tables of all months, read when they are needed."""


@dataclass(frozen=True, slots=True)
class Closings:
    """Publishes what anybody can count again."""

    stores: FigureStores

    def step(self, stored: StoredManifest, parts: Parts, at: datetime) -> bool:
        """Close one month, or publish the root of the day; answers whether something was due."""
        manifest, objects = stored.manifest, self.stores.objects
        due = (m for m in closable_months(manifest.parts, at) if m not in manifest.closed)
        month = next(due, None)
        if month is None:
            closed = manifest.closed
            return bool(closed) and publish_root(closed, self.stores.signer, objects, at=at)
        tables = parts()
        close_month(
            month,
            self.stores.tables.rows(tables, month),
            self.stores.tables.erased(tables),
            objects,
            new_token=self.stores.new_token,
            at=at,
        )
        stored.save(manifest.evolve(closed=(*manifest.closed, month)), objects)
        return True

    def forget(self, leaves: Sequence[Leaf]) -> None:
        """Destroy the salts of erased dossiers in the months that have their rows."""
        for leaf in leaves:
            end = leaf.done or leaf.ended
            if leaf.erased:
                for month in {leaf.month, *([month_of(end)] if end else [])}:
                    forget(month, leaf.code, self.stores.objects)
