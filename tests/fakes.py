"""In-memory stand-ins that behave like the real thing: a table transport, keys, queues."""

import json
import os
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Literal

from kit.core.events import Envelope
from kit.messaging.outbox_relay import RelayFailed
from kit.persistence.items import (
    Absent,
    AtVersion,
    Check,
    Condition,
    ConditionFailed,
    Count,
    IndexName,
    Item,
    Page,
    Present,
    Put,
    Remove,
    Transport,
    Unmark,
    Write,
)
from kit.persistence.repository import Repository
from kit.persistence.table import Table
from kit.persistence.vault import Unreadable, Vault

SORT_OF = {"waiting": "since", "by": "at"}
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
"""Monday, 23 November 2026, 09:00 in Vietnam."""


class MemoryTransport:
    """A table in memory; `inserted` are the new items in the order of their writes.

    Like DynamoDB it takes a repeated transaction token for one transaction; with `forgetful` it does not,
    as DynamoDB after ten minutes.
    """

    def __init__(self, *, forgetful: bool = False) -> None:
        self.items: dict[tuple[str, str], Item] = {}
        self.inserted: list[Item] = []
        self.lock = threading.RLock()
        self.forgetful = forgetful
        self.tokens: dict[str, list[Write]] = {}

    def get(self, pk: str, sk: str, *, consistent: bool) -> Item | None:
        return self.items.get((pk, sk))

    def query(
        self,
        pk: str,
        prefix: str,
        *,
        after: str | None,
        limit: int | None,
        newest_first: bool,
        consistent: bool,
    ) -> Page:
        with self.lock:
            found = sorted(
                (i for (p, s), i in self.items.items() if p == pk and s.startswith(prefix)),
                key=lambda i: i.sk,
                reverse=newest_first,
            )
        if after is not None:
            found = [i for i in found if (i.sk < after if newest_first else i.sk > after)]
        page = found[:limit] if limit else found
        return Page(tuple(page), page[-1].sk if len(page) < len(found) else None)

    def index(
        self, name: IndexName, value: str, *, upto: str | None, after: str | None, limit: int | None
    ) -> Page:
        at = SORT_OF[name]
        with self.lock:
            found = sorted(
                (
                    i
                    for i in self.items.values()
                    if i.index_attributes.get(name) == value and at in i.index_attributes
                ),
                key=lambda i: (str(i.index_attributes[at]), i.pk, i.sk),
            )
        if upto:
            found = [i for i in found if str(i.index_attributes[at]) <= upto]
        if after:
            found = [
                i for i in found if [str(i.index_attributes[at]), i.pk, i.sk] > json.loads(after)
            ]
        page = found[:limit] if limit else found
        rest = (
            json.dumps([page[-1].index_attributes[at], page[-1].pk, page[-1].sk])
            if len(page) < len(found)
            else None
        )
        shown = [replace(i, doc="", version=0) for i in page] if name == "waiting" else page
        return Page(tuple(shown), rest)

    def write(self, writes: Sequence[Write], token: str) -> None:
        _require_acceptable(writes)
        with self.lock:
            if token in self.tokens:
                assert self.tokens[token] == list(writes), "IdempotentParameterMismatch"
                return
            for index, write in enumerate(writes):
                if not self._holds(_key(write), getattr(write, "when", None)):
                    raise ConditionFailed(index)
                if isinstance(write, Unmark) and _key(write) not in self.items:
                    raise ConditionFailed(index)
            for write in writes:
                self._apply(write)
            if (
                token
                and not self.forgetful
                and (len(writes) > 1 or isinstance(writes[0], Check | Count))
            ):
                self.tokens[token] = list(writes)

    def add(self, pk: str, sk: str, amount: int) -> int:
        with self.lock:
            old = self.items.get((pk, sk), Item(pk, sk, ""))
            count = int(old.index_attributes.get("n", 0)) + amount
            self.items[pk, sk] = replace(old, index_attributes={**old.index_attributes, "n": count})
            return count

    def _holds(self, key: tuple[str, str], when: Condition | None) -> bool:
        found = self.items.get(key)
        match when:
            case None:
                return True
            case Absent():
                return found is None
            case Present():
                return found is not None
            case AtVersion(version):
                return found is not None and found.version == version

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
                kept = {k: v for k, v in old.index_attributes.items() if k not in names}
                self.items[pk, sk] = replace(old, index_attributes=kept)
            case Count(pk, sk, amount):
                self.add(pk, sk, amount)
            case Check():
                pass


def _require_acceptable(writes: Sequence[Write]) -> None:
    keys = [_key(w) for w in writes]
    assert 1 <= len(writes) <= 100, "TransactWriteItems takes 1 to 100 operations"
    assert len(set(keys)) == len(keys), "DynamoDB refuses two operations on one item"
    for item in [w.item for w in writes if isinstance(w, Put)]:
        assert item.pk, "DynamoDB refuses an empty key"
        assert item.sk, "DynamoDB refuses an empty key"
        assert len(item.doc.encode()) < 400 * 1024, "an item has at most 400 KB"
        for name in ("waiting", "since", "by", "at"):
            mark = item.index_attributes.get(name, "-")
            assert isinstance(mark, str), f"index attribute {name} must be a non-empty text"
            assert mark, f"index attribute {name} must be a non-empty text"


def _key(write: Write) -> tuple[str, str]:
    return (write.item.pk, write.item.sk) if isinstance(write, Put) else (write.pk, write.sk)


class MemoryKeys:
    """KMS' data keys: wrapped is the plain key behind a note of its vault id."""

    def generate(self, vault: str) -> tuple[bytes, bytes]:
        plain = os.urandom(32)
        return plain, vault.encode() + b"|" + plain

    def unwrap(self, vault: str, wrapped: bytes) -> bytes:
        name, _, plain = wrapped.partition(b"|")
        if name != vault.encode():
            raise Unreadable
        return plain


def memory_table(transport: Transport | None = None) -> Table:
    """A table in memory that never waits."""
    return Table(transport or MemoryTransport(), sleep=lambda _: None)


def memory_vault() -> Vault:
    """A vault in memory."""
    return Vault(memory_table(), MemoryKeys())


def memory_aggregates(source: str, vault: Vault | None = None) -> Repository:
    """The aggregates of a service in memory."""
    return Repository(memory_table(), source, vault or memory_vault())


def events_of(transport: MemoryTransport) -> list[Envelope]:
    """Every event committed to a table, in the order of its commits."""
    return [
        Envelope.model_validate_json(i.doc) for i in transport.inserted if i.sk.startswith("EVENT#")
    ]


Clock = Callable[[], datetime]
Order = Literal["sent", "random"]


@dataclass
class MemoryQueues:
    """Queues in memory: what was sent to each service."""

    sent: dict[str, list[str]] = field(default_factory=dict)
    down: bool = False

    def send(self, service: str, bodies: Sequence[str]) -> None:
        if self.down:
            raise RelayFailed(service)
        self.sent.setdefault(service, []).extend(bodies)
