"""What cash desks ask: the shift under way, its movements, and handovers by day."""

from datetime import date
from typing import Final

from kit.persistence.query import Query
from kit.persistence.repository import Repository, required
from payments.domain.cash_shift import CashHandover, CashMovement, CashShift
from payments.repositories.slice import Slice

HANDOVERS: Final = "HANDOVERS"
"""Before the day in Vietnam under which handovers are listed."""


class CashDesks(Repository):
    """Questions about cash shifts (ca thu ngân)."""

    def shift_of(self, official: str) -> CashShift:
        """The shift of a cashier; an empty one where nothing moved yet."""
        return self.load_sealed(CashShift, official) or CashShift(id=official)

    def movements_of(self, shift: CashShift, limit: int) -> list[CashMovement]:
        """The newest movements of a shift, newest first."""
        query = Query(partition=shift.pk, prefix=shift.prefix, newest_first=True, limit=limit)
        page = self._table.query(query)
        return [CashMovement.model_validate_json(item.doc) for item in page.items]

    def handover(self, id: str) -> CashHandover:
        """Raises NotFound."""
        return required(self.handover_if_any(id))

    def handover_if_any(self, id: str) -> CashHandover | None:
        """None for an unknown id."""
        return self.load_sealed(CashHandover, id)

    def handovers_on(self, day: date, *, after: str | None, limit: int) -> Slice[CashHandover]:
        """A slice of a day's handovers, oldest first."""
        query = Query(
            partition=f"{HANDOVERS}#{day.isoformat()}", index="by-at", after=after, limit=limit
        )
        page = self._table.query(query)
        handovers = tuple(self.parse_sealed(CashHandover, item.doc) for item in page.items)
        return Slice(handovers, page.after)
