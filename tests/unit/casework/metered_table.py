"""A table in memory that counts the units of reads."""

from bench.capacity import READ_KB, begun, size_of
from kit.persistence import dynamodb_codec
from kit.persistence.items import Item, Page, Put
from kit.persistence.query import Query
from kit.testing.memory_table import MemoryTransport


class MeteredTransport(MemoryTransport):
    """As `MemoryTransport`; `units` are those of all reads so far."""

    def __init__(self) -> None:
        super().__init__(forgetful=True)
        self.units = 0.0

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

    def _use(self, items: list[Item], *, consistent: bool) -> None:
        stored = (dynamodb_codec.part("t", Put(item))["Put"]["Item"] for item in items)
        self.units += begun(sum(map(size_of, stored)), READ_KB) * (1.0 if consistent else 0.5)
