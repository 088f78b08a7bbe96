"""The table of letters: registers, letters, their copies at agencies, lanes out of the province."""

from typing import Final

from contracts.routes import LETTERS
from kit.core.model import Aggregate
from kit.core.time import stamp
from kit.persistence.query import Query
from kit.persistence.table import Table
from kit.persistence.vault import Vault
from letters.domain.arrival import Arrival
from letters.domain.delivery import Delivery
from letters.domain.lane import Lane
from letters.domain.letter import Letter
from letters.repositories.arrivals import ArrivalRepository, arrival_attributes
from letters.repositories.books import BookRepository
from letters.repositories.deliveries import LANES, REMIND, DeliveryRepository, incoming_list
from letters.repositories.letters import LetterRepository, listed

ASK: Final = "ask"
"""What the index calls letters whose recipients were not all asked yet."""


class LettersRepository(LetterRepository, DeliveryRepository, BookRepository, ArrivalRepository):
    """The only door to the table of letters."""

    def __init__(self, table: Table, vault: Vault | None = None) -> None:
        """Without a vault what is personal stays sealed."""
        super().__init__(table, LETTERS, vault)

    def index_attributes(self, state: Aggregate) -> dict[str, str | int]:
        """A letter is in the list of its writer, a delivery in that of the agency that gets it."""
        if isinstance(state, Letter):
            return _of_letter(state)
        if isinstance(state, Delivery):
            return _of_delivery(state)
        if isinstance(state, Arrival):
            return arrival_attributes(state)
        if isinstance(state, Lane) and state.due_at:
            return {"waiting": f"{LANES}{state.axis}", "since": stamp(state.due_at)}
        return {}

    def unasked_letters(self, limit: int) -> list[str]:
        """Ids of letters whose recipients were not all asked yet, the oldest first."""
        query = Query(partition=ASK, index="waiting", limit=limit)
        return [item.pk.removeprefix("LETTER#") for item in self._table.query(query).items]


def _of_letter(letter: Letter) -> dict[str, str | int]:
    attributes: dict[str, str | int] = {}
    if letter.request is not None and not letter.is_requested:
        attributes = {"waiting": ASK, "since": stamp(letter.request.at)}
    if letter.axis is not None:
        return attributes
    at = letter.sent_at or letter.drafted_at
    return attributes | {
        "by": listed(letter.sender, letter.state),
        "at": f"{stamp(at)}#{letter.id}",
    }


def _of_delivery(delivery: Delivery) -> dict[str, str | int]:
    if delivery.axis is not None:
        return {}
    first = delivery.due or delivery.arrived_at
    place: dict[str, str | int] = {
        "by": incoming_list(delivery.recipient, delivery.state),
        "at": f"{stamp(first)}#{delivery.letter}",
    }
    if delivery.remind_at is None:
        return place
    return place | {"waiting": REMIND, "since": stamp(delivery.remind_at)}
