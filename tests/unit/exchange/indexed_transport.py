"""A table in memory that finds partitions and places of an index without looking at every item."""

from collections import defaultdict

from kit.persistence.items import Item, Write
from kit.persistence.query import INDEXES, Query
from kit.testing.memory_table import MemoryTransport, key_of, within

Place = tuple[str, ...]


class IndexedTransport(MemoryTransport):
    """As `MemoryTransport`, for worlds of ten thousand dossiers."""

    def __init__(self) -> None:
        super().__init__()
        self.partitions: dict[str, set[str]] = defaultdict(set)
        self.indexed: dict[tuple[str, str], set[Place]] = defaultdict(set)

    def _places(self, query: Query) -> list[Place]:
        if query.index is None:
            places: list[Place] = [(sk,) for sk in self.partitions.get(query.partition, ())]
        else:
            places = list(self.indexed.get((query.index, query.partition), ()))
        return [place for place in places if within(query, place[0])]

    def _apply(self, write: Write) -> None:
        key = key_of(write)
        self._forget(self.items.get(key))
        super()._apply(write)
        self._remember(self.items.get(key))

    def add(self, pk: str, sk: str, amount: int, expires: int | None = None) -> int:
        self._forget(self.items.get((pk, sk)))
        count = super().add(pk, sk, amount, expires)
        self._remember(self.items.get((pk, sk)))
        return count

    def _forget(self, item: Item | None) -> None:
        if item is not None:
            self.partitions[item.pk].discard(item.sk)
            for name, keys in INDEXES.items():
                value, at = (item.index_attributes.get(key) for key in keys)
                self.indexed[name, str(value)].discard((str(at), item.pk, item.sk))

    def _remember(self, item: Item | None) -> None:
        if item is not None:
            self.partitions[item.pk].add(item.sk)
            for name, keys in INDEXES.items():
                value, at = (item.index_attributes.get(key) for key in keys)
                if value is not None and at is not None:
                    self.indexed[name, str(value)].add((str(at), item.pk, item.sk))
