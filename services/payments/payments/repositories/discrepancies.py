"""The discrepancies (chênh lệch đối soát)."""

from collections.abc import Iterator
from datetime import date

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
        return self._sealed.load(Case, case)

    def unresolved_discrepancies(self) -> Iterator[Case]:
        """Those that are open or only signed, oldest first."""
        for state in ("open", "signed"):
            yield from self._in_state(state)

    def open_discrepancies_until(self, day: date) -> list[Case]:
        """Those of a day or of an earlier one that are neither resolved nor signed, oldest first."""
        return [case for case in self._in_state("open") if case.day <= day.isoformat()]

    def discrepancies_in(self, state: CaseState, *, after: str | None, limit: int) -> Slice[Case]:
        """A slice of those in a state, oldest first."""
        page = self._table.index("by", cases_in(state), after=after, limit=limit)
        return Slice(tuple(self._parsed(Case, page.items)), page.after)

    def _in_state(self, state: CaseState) -> Iterator[Case]:
        return self._parsed(Case, self._table.whole_index("by", cases_in(state)))
