"""Deliveries in the table: by letter and agency, and in the lists of the agency that gets them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from contracts.terms.letters import DeliveryState
from kit.core.events import Change
from kit.core.model import Event
from kit.core.time import stamp
from kit.persistence.items import Write
from kit.persistence.query import Query
from kit.persistence.repository import Repository
from letters.domain.axis_circuit import AxisCircuit
from letters.domain.delivery import Delivery, delivery_id
from letters.domain.lane import Lane, lane_id

REMIND: Final = "remind"
"""What the index calls deliveries of which somebody is to be reminded."""
LANES: Final = "lane#"
"""What the index calls lanes of an axis that are to be sent."""


class DeliveryRepository(Repository):
    """Part of the only door to the table of letters."""

    def delivery(self, letter: str, agency: str) -> Delivery | None:
        """With what is personal opened; raises Unreadable."""
        return self.load(Delivery, delivery_id(letter, agency))

    def sealed_delivery(self, letter: str, agency: str) -> Delivery | None:
        """With what is personal left sealed."""
        return self.load_sealed(Delivery, delivery_id(letter, agency))

    def deliveries_of(self, letter: str, agencies: Sequence[str]) -> list[Delivery]:
        """The copies of a letter at these agencies, several read at once; opened."""
        keys = [f"{Delivery.KIND}#{delivery_id(letter, each)}" for each in agencies]
        items = self._table.get_each(keys)
        return [self.parse(Delivery, item.doc) for item in items if item is not None]

    def deliveries_to(
        self, agency: str, state: DeliveryState, after: str | None, limit: int
    ) -> tuple[list[Delivery], str | None]:
        """A page of what an agency got and what is in a state, what is due first; opened."""
        query = Query(
            partition=incoming_list(agency, state),
            index="by-at",
            after=after,
            limit=limit,
            consistent=False,
        )
        page = self._table.query(query)
        return [self.parse(Delivery, item.doc) for item in page.items], page.after

    def save_delivery(
        self,
        changes: Sequence[Change],
        at: datetime,
        extra_writes: Sequence[Write] = (),
    ) -> None:
        """A delivery with what changes with it; raises Conflict."""
        self.commit(changes, at=at, extra_writes=extra_writes)

    def due_reminders(self, at: datetime, limit: int) -> list[str]:
        """Ids of deliveries of which somebody is to be reminded now."""
        query = Query(partition=REMIND, index="waiting", upto=stamp(at), limit=limit)
        return [item.pk.removeprefix("DELIVERY#") for item in self._table.query(query).items]

    def delivery_by_id(self, id: str) -> Delivery | None:
        """With what is personal left sealed."""
        return self.load_sealed(Delivery, id)

    def lane(self, axis: str, letter: str) -> Lane:
        """The lane of a letter and an axis; an empty one before its first message."""
        key = lane_id(axis, letter)
        return self.load(Lane, key) or Lane(id=key, axis=axis, letter=letter)

    def due_lanes(self, axis: str, at: datetime, limit: int) -> list[str]:
        """Letters whose lane of an axis is due, the longest first."""
        query = Query(partition=f"{LANES}{axis}", index="waiting", upto=stamp(at), limit=limit)
        begin = f"LANE#{axis}#"
        return [item.pk.removeprefix(begin) for item in self._table.query(query).items]

    def axis_circuit(self, axis: str) -> AxisCircuit:
        """The circuit to an axis; closed before the first failure."""
        return self.load(AxisCircuit, axis) or AxisCircuit(id=axis)

    def save_circuit(self, circuit: AxisCircuit, at: datetime) -> None:
        """Raises Conflict."""
        self.commit([Change(circuit, None)], at=at)

    def save_lane(self, lane: Lane, at: datetime, event: Event | None = None) -> None:
        """Raises Conflict."""
        self.commit([Change(lane, event)], at=at)


def incoming_list(agency: str, state: str) -> str:
    """The list of what an agency got, by state."""
    return f"in#{agency}#{state}"
