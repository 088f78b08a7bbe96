"""Deferred messages: those that came before their time wait in the table of the service."""

from collections.abc import Iterator
from datetime import datetime

from kit.core.events import Envelope
from kit.core.ids import new_ulid
from kit.core.time import stamp
from kit.persistence.items import (
    STATE,
    Absent,
    AtVersion,
    Check,
    ConditionFailed,
    Item,
    Put,
    Remove,
)
from kit.persistence.query import Query
from kit.persistence.repository import Conflict, OutOfOrder
from kit.persistence.table import Table

PREFIX = "EARLY#"
DEFERRED_MARK = "early"
"""The value of the index attribute `waiting`."""


class DeferredMessages:
    """The messages of one service that wait for a later one of their dossier (or subject)."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def defer(self, message: Envelope, early: OutOfOrder, at: datetime) -> None:
        """Put a message aside if the state is still the one that was seen; raises Conflict.

        One that is deferred already keeps its place and age.
        """
        item = _item(message, at)
        seen = AtVersion(early.version) if early.version else Absent()
        try:
            self._table.write([Put(item, Absent()), Check(early.pk, STATE, seen)], new_ulid(at))
        except ConditionFailed as failed:
            present = self._table.get(early.pk) if failed.index == 0 else None
            if failed.index > 0 or (present.version if present else 0) != early.version:
                raise Conflict from None

    def keep(self, message: Envelope, at: datetime) -> None:
        """Put a message aside whatever the state; one that is deferred already stays as it is."""
        try:
            self._table.write([Put(_item(message, at), Absent())], new_ulid(at))
        except ConditionFailed:
            return

    def of(self, correlation_key: str) -> list[Envelope]:
        """Those of one dossier (or subject), oldest first."""
        items = self._table.all(Query(partition=f"{PREFIX}{correlation_key}"))
        return [Envelope.model_validate_json(item.doc) for item in items]

    def remove(self, message: Envelope) -> None:
        """Forget one that was handled."""
        self._table.write([Remove(f"{PREFIX}{message.correlation_key}", message.id)])

    def places(self) -> list[Item]:
        """The key of every one, oldest first; `since` is when it was deferred."""
        return list(self._table.all(Query(partition=DEFERRED_MARK, index="waiting")))

    def oldest_of(self, places: Iterator[Item]) -> datetime | None:
        """When the first of these that is still there was deferred."""
        for place in places:
            if self._table.get(place.pk, place.sk) is not None:
                return datetime.fromisoformat(str(place.index_attributes["since"]))
        return None


def _item(message: Envelope, at: datetime) -> Item:
    return Item(
        f"{PREFIX}{message.correlation_key}",
        message.id,
        message.model_dump_json(),
        index_attributes={"waiting": DEFERRED_MARK, "since": stamp(at)},
    )


def correlation_key_of(place: Item) -> str:
    """The dossier (or subject) that a deferred message waits for."""
    return place.pk.removeprefix(PREFIX)
