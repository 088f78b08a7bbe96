"""The discrepancies (chênh lệch đối soát)."""

from collections.abc import Iterator
from datetime import date

from kit.persistence.query import Query
from payments.domain.discrepancy import Case, CaseState, cases_in
from payments.repositories.paging import Slice
from payments.repositories.reader import Reader, required


class Discrepancies(Reader):
    """Questions about discrepancies."""

    def case(self, case: str) -> Case:
        """Raises NotFound."""
        return required(self.case_if_any(case))

    def case_if_any(self, case: str) -> Case | None:
        """None for an unknown id."""
        return self.load_sealed(Case, case)

    def unresolved_discrepancies(self) -> Iterator[Case]:
        """Those that are open or only signed, oldest first."""
        for state in ("open", "signed"):
            yield from self._all_in(state)

    def open_discrepancies_until(self, day: date) -> list[Case]:
        """Those of a day or an earlier one that are neither resolved nor signed, oldest first."""
        return [case for case in self._all_in("open") if case.day <= day.isoformat()]

    def discrepancies_in(self, state: CaseState, *, after: str | None, limit: int) -> Slice[Case]:
        """A slice of those in a state, oldest first."""
        page = self._table.query(_in_state(state, after=after, limit=limit))
        return Slice(tuple(self._parsed(Case, page.items)), page.after)

    def _all_in(self, state: CaseState) -> Iterator[Case]:
        return self._parsed(Case, self._table.all(_in_state(state)))


def _in_state(state: CaseState, after: str | None = None, limit: int | None = None) -> Query:
    return Query(partition=cases_in(state), index="by-at", after=after, limit=limit)
