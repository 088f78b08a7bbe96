"""The items of a table in memory, with the places of each partition and index kept in order."""

import json
from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, Final

from kit.persistence.items import Item
from kit.persistence.query import INDEXES, Query

Key = tuple[str, str]
Place = tuple[str, ...]
"""(sort key) in a partition, (sort attribute, pk, sk) in an index."""
LAST: Final = "\U0010ffff"


class MemoryItems(dict[Key, Item]):
    """Items by (pk, sk). A question about a partition looks at the places of that partition alone.

    `changed` has the keys that were written since the last `mark`.
    """

    def __init__(self) -> None:
        super().__init__()
        self.changed: set[Key] = set()
        self._partitions: defaultdict[tuple[str | None, str], list[Place]] = defaultdict(list)

    def __setitem__(self, key: Key, item: Item) -> None:
        if (old := self.get(key)) is not None:
            self._unlist(old)
        for partition, place in _places_of(item):
            insort(self._partitions[partition], place)
        self.changed.add(key)
        super().__setitem__(key, item)

    def __delitem__(self, key: Key) -> None:
        self._unlist(self[key])
        self.changed.add(key)
        super().__delitem__(key)

    def pop(self, key: Key, default: Any = None) -> Any:
        item = self.get(key, default)
        if key in self:
            del self[key]
        return item

    def update(self, *others: Any, **_: Any) -> None:
        for other in others:
            for key, item in dict(other).items():
                self[key] = item

    def clear(self) -> None:
        for key in list(self):
            del self[key]

    def mark(self) -> dict[Key, Item]:
        """A copy to which `reset` leads back."""
        self.changed.clear()
        return dict(self)

    def reset(self, copy: dict[Key, Item]) -> None:
        """Make it again what it was at the `mark` that answered this copy."""
        for key in self.changed:
            if key in copy:
                if self.get(key) is not copy[key]:
                    self[key] = copy[key]
            else:
                self.pop(key)
        self.changed.clear()

    def page(self, query: Query) -> tuple[list[Place], bool]:
        """The places that a question asks for, in its order, and whether more follow."""
        listed = self._partitions.get((query.index, query.partition), [])
        start, end = _range(query, listed)
        if not query.limit or end - start <= query.limit:
            places, more = listed[start:end], False
        elif query.newest_first:
            places, more = listed[end - query.limit : end], True
        else:
            places, more = listed[start : start + query.limit], True
        return (places[::-1] if query.newest_first else places), more

    def _unlist(self, item: Item) -> None:
        for partition, place in _places_of(item):
            listed = self._partitions[partition]
            del listed[bisect_left(listed, place)]


def _range(query: Query, listed: list[Place]) -> tuple[int, int]:
    """Where in all places of a partition those begin and end that fulfil the conditions."""
    start, end = bisect_left(listed, (max(query.since or "", query.prefix),)), len(listed)
    if query.prefix:
        end = bisect_left(listed, (query.prefix + LAST,))
    if query.upto is not None:
        end = min(end, bisect_left(listed, (query.upto + "\0",)))
    if query.after is not None:
        after = tuple(json.loads(query.after)) if query.index else (query.after,)
        if query.newest_first:
            end = min(end, bisect_left(listed, after))
        else:
            start = max(start, bisect_right(listed, after))
    return start, max(start, end)


def _places_of(item: Item) -> Iterator[tuple[tuple[str | None, str], Place]]:
    yield (None, item.pk), (item.sk,)
    for name, keys in INDEXES.items():
        by, at = (item.index_attributes.get(key) for key in keys)
        if by is not None and at is not None:
            yield (name, str(by)), (str(at), item.pk, item.sk)
