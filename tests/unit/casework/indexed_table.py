"""A table in memory that finds partitions as DynamoDB does, and counts the units of reads."""

from bisect import bisect_left, insort
from collections import defaultdict

from bench.capacity import READ_KB, begun, size_of
from kit.persistence import dynamodb_codec
from kit.persistence.items import Item, Page, Put, Write
from kit.persistence.query import INDEXES, Query
from kit.testing.memory_table import MemoryTransport, key_of

Place = tuple[str, ...]


class IndexedTransport(MemoryTransport):
    """As `MemoryTransport`, for many items; `units` are those of all reads so far."""

    def __init__(self) -> None:
        super().__init__(forgetful=True)
        self.units = 0.0
        self._partitions = defaultdict[tuple[str | None, str], list[Place]](list)

    def get(self, pk: str, sk: str, *, consistent: bool) -> Item | None:
        item = super().get(pk, sk, consistent=consistent)
        self._use([item] if item else [], consistent=consistent)
        return item

    def query(self, query: Query) -> Page:
        page = super().query(query)
        self._use(list(page.items), consistent=query.consistent and not query.index)
        return page

    def put(self, item: Item) -> None:
        """An item that is there without a commit."""
        self.items[item.pk, item.sk] = item
        self._list(item)

    def _places(self, query: Query) -> list[Place]:
        places = self._partitions[query.index, query.partition]
        first = query.since or query.prefix
        start = bisect_left(places, (first,)) if first else 0
        upto = f"{query.prefix}\uffff" if query.prefix else query.upto
        end = bisect_left(places, (f"{upto}\0",)) if upto else len(places)
        if query.limit and query.after is None and not query.newest_first:
            end = min(end, start + query.limit + 1)
        if query.limit and query.after is None and query.newest_first:
            start = max(start, end - query.limit - 1)
        return places[start:end]

    def _apply(self, write: Write) -> None:
        key = key_of(write)
        if key in self.items:
            self._unlist(self.items[key])
        super()._apply(write)
        if key in self.items:
            self._list(self.items[key])

    def _list(self, item: Item) -> None:
        for partition, place in _places_of(item):
            insort(self._partitions[partition], place)

    def _unlist(self, item: Item) -> None:
        for partition, place in _places_of(item):
            places = self._partitions[partition]
            del places[bisect_left(places, place)]

    def _use(self, items: list[Item], *, consistent: bool) -> None:
        stored = (dynamodb_codec.part("t", Put(item))["Put"]["Item"] for item in items)
        self.units += begun(sum(map(size_of, stored)), READ_KB) * (1.0 if consistent else 0.5)


def _places_of(item: Item) -> list[tuple[tuple[str | None, str], Place]]:
    places: list[tuple[tuple[str | None, str], Place]] = [((None, item.pk), (item.sk,))]
    for name, keys in INDEXES.items():
        by, at = (item.index_attributes.get(key) for key in keys)
        if by is not None and at is not None:
            places.append(((name, str(by)), (str(at), item.pk, item.sk)))
    return places
