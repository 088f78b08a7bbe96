"""The fees, payment attempts and refunds that a schedule must look at now."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from kit.core.items import Item
from kit.core.time import stamp
from kit.persistence.query import Query
from kit.persistence.repository import Repository
from payments.domain.backfill_progress import BackfillProgress

AT_ONCE: Final = 100


class Schedules(Repository):
    """Questions that time asks; the answers are ids."""

    def fees_past_last_day(self, at: datetime) -> list[str]:
        """The first hundred fees that nobody paid in time, oldest first."""
        return self._due("due", at, AT_ONCE)

    def attempts_past_end(self, at: datetime) -> list[str]:
        """The first hundred attempts that should have ended, oldest first."""
        return self._due("open", at, AT_ONCE)

    def refunds_to_send(self, at: datetime) -> list[str]:
        """The first hundred refunds that a provider must be asked for now, oldest first."""
        return self._due("refund", at, AT_ONCE)

    def attempts_in_processing(self, at: datetime, *, limit: int) -> list[str]:
        """The attempts on which a provider works and whose next check has come, oldest first."""
        return self._due("processing", at, limit)

    def refunds_under_way(self) -> list[str]:
        """Every refund that a provider has not confirmed yet, oldest first."""
        return _ids(self._table.all(Query(partition="refund", index="waiting")))

    def open_attempts(self, at: datetime) -> list[str]:
        """Every attempt that may still be paid, oldest first; those past their end come last.

        The sweeper asks about these as well: a provider that does not answer for them must not
        delay the others.
        """
        items = self._table.all(Query(partition="open", index="waiting"))
        return _ids(
            sorted(items, key=lambda item: str(item.index_attributes["since"]) <= stamp(at))
        )

    def backfill_progress(self, provider: str, *, since: datetime) -> BackfillProgress:
        """Up to when a provider's events are stored: for a new provider, up to `since`."""
        progress = self.load_sealed(BackfillProgress, provider)
        return progress or BackfillProgress(id=provider, upto=since)

    def _due(self, waiting: str, at: datetime, limit: int) -> list[str]:
        query = Query(partition=waiting, index="waiting", upto=stamp(at), limit=limit)
        return _ids(self._table.query(query).items)


def _ids(items: Iterable[Item]) -> list[str]:
    return [item.pk.partition("#")[2] for item in items]
