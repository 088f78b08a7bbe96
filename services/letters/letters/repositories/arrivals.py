"""Packages that came from outside, in the table, and which of them are to be read."""

import json
from datetime import datetime
from typing import Final

from kit.core.time import stamp
from kit.persistence.items import STATE, Item, Put
from kit.persistence.query import Query
from kit.persistence.repository import Repository
from letters.domain.arrival import Arrival, arrival_id

ARRIVALS: Final = "arrival"
"""What the index calls arrivals that are to be read."""


class ArrivalRepository(Repository):
    """Part of the only door to the table of letters."""

    def arrival(self, axis: str, transport: str) -> Arrival | None:
        """A package by the axis' id of it."""
        return self.load(Arrival, arrival_id(axis, transport))

    def arrival_by_id(self, id: str) -> Arrival | None:
        """A package by our id of it."""
        return self.load(Arrival, id)

    def note_document_id(self, letter: str, document_id: str) -> None:
        """By which id its writer knows a letter that came; a repeat changes nothing."""
        self._table.write([Put(Item(f"DOCUMENT#{letter}", STATE, json.dumps(document_id)))])

    def document_id_of(self, letter: str) -> str | None:
        """The id that its writer gave a letter that came; None of one of ours."""
        item = self._table.get(f"DOCUMENT#{letter}")
        return str(json.loads(item.doc)) if item else None

    def due_arrivals(self, at: datetime, limit: int) -> list[str]:
        """Ids of packages that are to be read now, the longest waiting first."""
        query = Query(partition=ARRIVALS, index="waiting", upto=stamp(at), limit=limit)
        return [item.pk.removeprefix("ARRIVAL#") for item in self._table.query(query).items]


def arrival_attributes(arrival: Arrival) -> dict[str, str | int]:
    """It stands among those that are to be read while it is one."""
    return {"waiting": ARRIVALS, "since": stamp(arrival.due_at)} if arrival.due_at else {}
