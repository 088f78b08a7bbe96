"""The reader of payments' table, on which the questions of every noun stand."""

import json
from collections.abc import Iterable, Iterator
from typing import TypeVar

from contracts.routes import PAYMENTS
from kit.core.errors import NotFound
from kit.core.items import Item
from kit.core.model import Aggregate
from kit.persistence.repository import Repository
from kit.persistence.table import Table
from kit.persistence.vault import Vault

A = TypeVar("A", bound=Aggregate)
R = TypeVar("R")


class Reader(Repository):
    """Reads aggregates: `load` opens personal fields, `load_sealed` leaves them sealed."""

    def __init__(self, table: Table, vault: Vault | None) -> None:
        super().__init__(table, PAYMENTS, vault)
        self._sealed = Repository(table, PAYMENTS)

    def load_sealed(self, kind: type[A], id: str) -> A | None:
        """The present state, or None; without a call for its data key."""
        return self._sealed.load(kind, id)

    def _parsed(self, kind: type[A], items: Iterable[Item]) -> Iterator[A]:
        return (self._sealed.parse(kind, item.doc) for item in items)

    def _pointer(self, pk: str) -> dict[str, str]:
        """The ids to which a reference leads; none where it leads nowhere."""
        item = self._table.get(pk)
        ids: dict[str, str] = json.loads(item.doc) if item else {}
        return ids


def required(value: R | None) -> R:
    """The value; raises NotFound where there is none."""
    if value is None:
        raise NotFound
    return value
