"""The discrepancies (chênh lệch đối soát)."""

from collections.abc import Iterator
from datetime import date

from kit.persistence.query import Query
from payments.domain.discrepancy import Discrepancy, DiscrepancyState
from payments.repositories.index_values import discrepancies_in
from payments.repositories.paging import Slice
from payments.repositories.reader import Reader, required


class Discrepancies(Reader):
    """Questions about discrepancies."""

    def discrepancy(self, id: str) -> Discrepancy:
        """Raises NotFound."""
        return required(self.discrepancy_if_any(id))

    def discrepancy_if_any(self, id: str) -> Discrepancy | None:
        """None for an unknown id."""
        return self.load_sealed(Discrepancy, id)

    def unresolved_discrepancies(self) -> Iterator[Discrepancy]:
        """Those that are open or only signed, oldest first."""
        for state in ("open", "signed"):
            yield from self._all_in(state)

    def open_discrepancies_until(self, day: date) -> list[Discrepancy]:
        """Those of a day or an earlier one that are neither resolved nor signed, oldest first."""
        return [each for each in self._all_in("open") if each.day <= day.isoformat()]

    def discrepancies_in(
        self, state: DiscrepancyState, *, after: str | None, limit: int
    ) -> Slice[Discrepancy]:
        """A slice of those in a state, oldest first."""
        page = self._table.query(_in_state(state, after=after, limit=limit))
        return Slice(tuple(self._parsed(Discrepancy, page.items)), page.after)

    def _all_in(self, state: DiscrepancyState) -> Iterator[Discrepancy]:
        return self._parsed(Discrepancy, self._table.all(_in_state(state)))


def _in_state(state: DiscrepancyState, after: str | None = None, limit: int | None = None) -> Query:
    return Query(partition=discrepancies_in(state), index="by-at", after=after, limit=limit)
