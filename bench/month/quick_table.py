"""The table in memory with its partitions and indexes kept, so that a month of payments takes
minutes."""

from collections import defaultdict

from kit.core.items import Item, Put, Remove, Unmark, Write
from kit.persistence.query import INDEXES, Query
from kit.testing.memory_table import MemoryTransport, key_of, within

Key = tuple[str, str]


class QuickTransport(MemoryTransport):
    """As `MemoryTransport`, without looking at every item for each question."""

    def __init__(self) -> None:
        super().__init__(forgetful=True)
        self._partitions: defaultdict[str, set[str]] = defaultdict(set)
        self._indexed: defaultdict[tuple[str, str], set[Key]] = defaultdict(set)

    def _places(self, query: Query) -> list[tuple[str, ...]]:
        if query.index is None:
            return [(sk,) for sk in self._partitions[query.partition] if within(query, sk)]
        sort = query.keys.sort
        places = [
            (str(self.items[key].index_attributes[sort]), *key)
            for key in self._indexed[query.index, query.partition]
        ]
        return [place for place in places if within(query, place[0])]

    def _apply(self, write: Write) -> None:
        if isinstance(write, Put | Remove | Unmark):
            key = key_of(write)
            self._forget(self.items.get(key))
            super()._apply(write)
            self._note(self.items.get(key))
        else:
            super()._apply(write)

    def add(self, pk: str, sk: str, amount: int, expires: int | None = None) -> int:
        with self.lock:
            self._forget(self.items.get((pk, sk)))
            count = super().add(pk, sk, amount, expires)
            self._note(self.items[pk, sk])
        return count

    def _forget(self, item: Item | None) -> None:
        if item is not None:
            self._partitions[item.pk].discard(item.sk)
            for index, keys in INDEXES.items():
                partition = str(item.index_attributes.get(keys.partition))
                self._indexed[index, partition].discard((item.pk, item.sk))

    def _note(self, item: Item | None) -> None:
        if item is not None:
            self._partitions[item.pk].add(item.sk)
            for index, keys in INDEXES.items():
                if keys.partition in item.index_attributes:
                    partition = str(item.index_attributes[keys.partition])
                    self._indexed[index, partition].add((item.pk, item.sk))
