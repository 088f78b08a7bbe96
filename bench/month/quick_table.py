"""The table in memory with its partitions and indexes kept, so that a month of payments takes minutes."""

import json
from bisect import bisect_right
from collections import defaultdict
from dataclasses import replace

from kit.persistence.items import IndexName, Item, Page, Put, Remove, Unmark, Write
from tests.fakes import SORT_OF, MemoryTransport

Key = tuple[str, str]


class QuickTransport(MemoryTransport):
    """As `MemoryTransport`, without looking at every item for each question."""

    def __init__(self) -> None:
        super().__init__(forgetful=True)
        self._of: defaultdict[str, set[str]] = defaultdict(set)
        self._marked: defaultdict[tuple[str, str], set[Key]] = defaultdict(set)

    def query(
        self,
        pk: str,
        prefix: str,
        *,
        after: str | None,
        limit: int | None,
        newest_first: bool,
        consistent: bool,  # noqa: ARG002
    ) -> Page:
        """As DynamoDB: one partition in the order of its sort keys."""
        found = sorted((sk for sk in self._of[pk] if sk.startswith(prefix)), reverse=newest_first)
        if after is not None:
            found = [sk for sk in found if (sk < after if newest_first else sk > after)]
        page = found[:limit] if limit else found
        items = tuple(self.items[pk, sk] for sk in page)
        return Page(items, page[-1] if len(page) < len(found) else None)

    def index(
        self, name: IndexName, value: str, *, upto: str | None, after: str | None, limit: int | None
    ) -> Page:
        """As DynamoDB: oldest first; index "waiting" carries keys only."""
        places = sorted(
            (str(self.items[key].index_attributes[SORT_OF[name]]), *key)
            for key in self._marked[name, value]
        )
        places = [place for place in places if not upto or place[0] <= upto]
        if after:
            places = places[bisect_right(places, tuple(json.loads(after))) :]
        page = places[:limit] if limit else places
        items = [self.items[pk, sk] for _, pk, sk in page]
        shown = [replace(item, doc="", version=0) for item in items] if name == "waiting" else items
        return Page(tuple(shown), json.dumps(page[-1]) if len(page) < len(places) else None)

    def _apply(self, write: Write) -> None:
        if isinstance(write, Put | Remove | Unmark):
            key = (write.item.pk, write.item.sk) if isinstance(write, Put) else (write.pk, write.sk)
            self._forget(self.items.get(key))
            super()._apply(write)
            self._note(self.items.get(key))
        else:
            super()._apply(write)

    def _forget(self, item: Item | None) -> None:
        if item is not None:
            self._of[item.pk].discard(item.sk)
            for name in SORT_OF:
                self._marked[name, str(item.index_attributes.get(name))].discard((item.pk, item.sk))

    def _note(self, item: Item | None) -> None:
        if item is not None:
            self._of[item.pk].add(item.sk)
            for name in SORT_OF.keys() & item.index_attributes.keys():
                self._marked[name, str(item.index_attributes[name])].add((item.pk, item.sk))
