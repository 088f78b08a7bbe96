"""A table in memory that behaves as DynamoDB does; the same tests run on both."""

import json
import threading
from collections.abc import Sequence

from kit.core.events import Envelope
from kit.persistence.items import (
    Absent,
    AtVersion,
    Check,
    Condition,
    ConditionFailed,
    Count,
    Item,
    Page,
    Present,
    Put,
    Remove,
    Unmark,
    Write,
)
from kit.persistence.query import INDEXES, Query
from kit.persistence.table import Table
from kit.persistence.transport import Transport
from kit.testing.memory_items import MemoryItems

MOST_WRITES, LARGEST_ITEM = 100, 400 * 1024
INDEX_ATTRIBUTES = tuple(name for keys in INDEXES.values() for name in keys)


class MemoryTransport:
    """Items in memory; `inserted` are the new ones in the order of their writes.

    Like DynamoDB it takes a repeated transaction token for one transaction; with `forgetful` it
    does not, as DynamoDB after ten minutes.
    """

    def __init__(self, *, forgetful: bool = False) -> None:
        self.items = MemoryItems()
        self.inserted: list[Item] = []
        self.lock = threading.RLock()
        self.forgetful = forgetful
        self.tokens: dict[str, list[Write]] = {}

    def get(self, pk: str, sk: str, *, consistent: bool) -> Item | None:  # noqa: ARG002
        return self.items.get((pk, sk))

    def query(self, query: Query) -> Page:
        """As DynamoDB: in the order of the sort key; index `waiting` carries keys only."""
        with self.lock:
            places, more = self.items.page(query)
            items = tuple(self._at(query, place) for place in places)
        if not more:
            return Page(items)
        return Page(items, json.dumps(places[-1]) if query.index else places[-1][0])

    def count(self, query: Query) -> int:
        return len(self.query(query).items)

    def _at(self, query: Query, place: tuple[str, ...]) -> Item:
        if query.index is None:
            return self.items[query.partition, place[0]]
        item = self.items[place[1], place[2]]
        return item._replace(doc="", version=0) if query.index == "waiting" else item

    def write(self, writes: Sequence[Write], token: str) -> None:
        _require_acceptable(writes)
        with self.lock:
            if token in self.tokens:
                assert self.tokens[token] == list(writes), "IdempotentParameterMismatch"
                return
            for index, write in enumerate(writes):
                if not self._holds(key_of(write), getattr(write, "when", None)):
                    raise ConditionFailed(index)
                if isinstance(write, Unmark) and key_of(write) not in self.items:
                    raise ConditionFailed(index)
            for write in writes:
                self._apply(write)
            transaction = len(writes) > 1 or isinstance(writes[0], Check | Count)
            if token and transaction and not self.forgetful:
                self.tokens[token] = list(writes)

    def add(self, pk: str, sk: str, amount: int, expires: int | None = None) -> int:
        with self.lock:
            old = self.items.get((pk, sk), Item(pk, sk, ""))
            count = int(old.index_attributes.get("n", 0)) + amount
            ends = {} if expires is None else {"ttl": expires}
            attributes = {**old.index_attributes, "n": count, **ends}
            self.items[pk, sk] = old._replace(index_attributes=attributes)
            return count

    def _holds(self, key: tuple[str, str], when: Condition | None) -> bool:
        item = self.items.get(key)
        match when:
            case None:
                return True
            case Absent():
                return item is None
            case Present():
                return item is not None
            case AtVersion(version):
                return item is not None and item.version == version

    def _apply(self, write: Write) -> None:
        match write:
            case Put(item):
                if (item.pk, item.sk) not in self.items:
                    self.inserted.append(item)
                self.items[item.pk, item.sk] = item
            case Remove(pk, sk):
                self.items.pop((pk, sk), None)
            case Unmark(pk, sk, names):
                old = self.items[pk, sk]
                rest = {k: v for k, v in old.index_attributes.items() if k not in names}
                self.items[pk, sk] = old._replace(index_attributes=rest)
            case Count(pk, sk, amount):
                self.add(pk, sk, amount)
            case Check():
                pass


def key_of(write: Write) -> tuple[str, str]:
    """The key of the item that a write is about."""
    return (write.item.pk, write.item.sk) if isinstance(write, Put) else (write.pk, write.sk)


def _require_acceptable(writes: Sequence[Write]) -> None:
    keys = [key_of(w) for w in writes]
    assert 1 <= len(writes) <= MOST_WRITES, "TransactWriteItems takes 1 to 100 operations"
    assert len(set(keys)) == len(keys), "DynamoDB refuses two operations on one item"
    for item in [w.item for w in writes if isinstance(w, Put)]:
        assert item.pk, "DynamoDB refuses an empty key"
        assert item.sk, "DynamoDB refuses an empty key"
        assert len(item.doc.encode()) < LARGEST_ITEM, "an item has at most 400 KB"
        for name in INDEX_ATTRIBUTES:
            attribute = item.index_attributes.get(name, "-")
            assert isinstance(attribute, str), f"index attribute {name} must be a non-empty text"
            assert attribute, f"index attribute {name} must be a non-empty text"


def memory_table(transport: Transport | None = None) -> Table:
    """A table in memory that never waits."""
    return Table(transport or MemoryTransport(), sleep=lambda _: None)


def events_of(transport: MemoryTransport) -> list[Envelope]:
    """Every event committed to a table, in the order of its commits."""
    return [
        Envelope.model_validate_json(i.doc) for i in transport.inserted if i.sk.startswith("EVENT#")
    ]
