"""A table in memory that finds places of partitions and indexes by bisection, as DynamoDB does."""

import json
from bisect import bisect_left, bisect_right, insort
from collections import defaultdict

from kit.persistence.items import Item, Write
from kit.persistence.query import INDEXES, Query
from kit.testing.memory_table import MemoryTransport, key_of

Place = tuple[str, ...]
Partition = tuple[str | None, str]
"""The name of an index (None: the table), and the value that it partitions by."""


class IndexedTransport(MemoryTransport):
    """As `MemoryTransport`, for worlds of ten thousand dossiers."""

    def __init__(self, *, forgetful: bool = False) -> None:
        super().__init__(forgetful=forgetful)
        self._partitions = defaultdict[Partition, list[Place]](list)

    def put(self, item: Item) -> None:
        """An item that is there without a commit."""
        self._unlist(self.items.get((item.pk, item.sk)))
        self.items[item.pk, item.sk] = item
        self._list(item)

    def first_place(self, index: str, partition: str) -> Place | None:
        """The place that comes first in a partition of an index."""
        places = self._partitions[index, partition]
        return places[0] if places else None

    def add(self, pk: str, sk: str, amount: int, expires: int | None = None) -> int:
        is_new = (pk, sk) not in self.items
        count = super().add(pk, sk, amount, expires)
        if is_new:
            self._list(self.items[pk, sk])
        return count

    def _places(self, query: Query) -> list[Place]:
        """Of the first page not more than it needs to know that there is another."""
        places = self._partitions[query.index, query.partition]
        first = query.since or query.prefix
        start = bisect_left(places, (first,)) if first else 0
        upto = f"{query.prefix}\uffff" if query.prefix else query.upto
        end = bisect_left(places, (f"{upto}\0",)) if upto else len(places)
        if query.after is not None:
            after = tuple(json.loads(query.after)) if query.index else (query.after,)
            if query.newest_first:
                end = min(end, bisect_left(places, after))
            else:
                start = max(start, bisect_right(places, after))
        if query.limit and query.newest_first:
            start = max(start, end - query.limit - 1)
        elif query.limit:
            end = min(end, start + query.limit + 1)
        return places[start:end]

    def _apply(self, write: Write) -> None:
        key = key_of(write)
        self._unlist(self.items.get(key))
        super()._apply(write)
        if key in self.items:
            self._relist(self.items[key])

    def _relist(self, item: Item) -> None:
        """Once, though a write by `add` listed a new item already."""
        self._unlist(item)
        self._list(item)

    def _list(self, item: Item) -> None:
        for partition, place in _places_of(item):
            insort(self._partitions[partition], place)

    def _unlist(self, item: Item | None) -> None:
        for partition, place in _places_of(item) if item else ():
            places = self._partitions[partition]
            number = bisect_left(places, place)
            if places[number : number + 1] == [place]:
                del places[number]


def _places_of(item: Item) -> list[tuple[Partition, Place]]:
    places: list[tuple[Partition, Place]] = [((None, item.pk), (item.sk,))]
    for name, keys in INDEXES.items():
        by, at = (item.index_attributes.get(key) for key in keys)
        if by is not None and at is not None:
            places.append(((name, str(by)), (str(at), item.pk, item.sk)))
    return places
