"""Status with its surroundings in memory."""

import itertools
import json
import pickle
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Final

from contracts.testing.dossier_events import CODE
from kit.core.events import Envelope
from kit.core.model import JsonDict
from kit.persistence.items import STATE, Item
from kit.persistence.vault import Vault
from kit.platform.fault_injection import Plan
from kit.testing.failed_attempts import MemoryFailedAttempts
from kit.testing.http_client import HttpClient
from kit.testing.memory_table import MemoryTransport
from kit.testing.memory_vault import memory_vault
from kit.testing.world import ServiceWorld
from status.adapters.root_signer import SecretRootSigner
from status.adapters.s3_archive import archive_object, events_of_object
from status.bootstrap import Status
from status.domain.act import FILED, PROCEDURE, Act
from status.domain.figure_ports import (
    ActTables,
    ArchivedBatches,
    FigureStores,
    LeafTables,
    ObjectChanged,
    Objects,
    StoredObject,
)
from status.domain.leaf import Leaf
from status.domain.period_figures import Cell
from status.domain.public_leaf import CountedRow
from status.domain.public_view import PublicView
from status.domain.service_index.scores import AgencyCounts, FailingDossier
from status.figures.publish import published_month

SECRET: Final = '{"current": "v1", "v1": "a secret of the tests"}'
VAULT: Final = memory_vault()
"""The keys of the events that several tests share."""
MONTH: Final = "2026-11"


@dataclass
class MemoryArchive:
    """Batches by the key of their object."""

    objects: dict[str, bytes] = field(default_factory=dict)

    def append(self, batch: Sequence[Envelope], at: datetime) -> None:
        key, body = archive_object(batch, at)
        self.objects[key] = body

    def keys(self, after: str) -> Iterator[str]:
        yield from sorted(key for key in self.objects if key > after)

    def events(self, keys: Iterable[str] | None = None) -> Iterator[Envelope]:
        """Every archived event, or those of some objects; one that came twice may be read twice."""
        for key in self.objects if keys is None else keys:
            yield from events_of_object(self.objects[key])


@dataclass
class MemoryObjects:
    """`Objects` in memory, with the number of reads and writes by the first part of a key."""

    stored: dict[str, StoredObject] = field(default_factory=dict)
    calls: Counter[str] = field(default_factory=Counter)

    def get(self, key: str) -> StoredObject | None:
        self.calls[f"get {key.partition('/')[0]}"] += 1
        return self.stored.get(key)

    def put(self, key: str, body: bytes, media_type: str) -> None:
        self.calls[f"put {key.partition('/')[0]}"] += 1
        self.stored[key] = StoredObject(body, f"{sha256(body).hexdigest()}-{self.calls.total()}")

    def replace(self, key: str, body: bytes, etag: str | None) -> None:
        existing = self.stored.get(key)
        if (existing.etag if existing else None) != etag:
            raise ObjectChanged
        self.put(key, body, "application/json")

    def remove(self, key: str) -> None:
        self.stored.pop(key, None)

    def link(self, key: str) -> str:
        return f"https://figures.example/{key}"


@dataclass
class MemoryViewStore(MemoryFailedAttempts):
    """The views that the projection stored in a transport."""

    transport: MemoryTransport = field(kw_only=True)

    def view(self, code: str) -> PublicView | None:
        item = self.transport.items.get((f"DOSSIER#{code}", STATE))
        if item is None or "body" not in item.index_attributes:
            return None
        body, etag, lookup = (str(item.index_attributes[n]) for n in ("body", "etag", "lookup"))
        return PublicView(body, etag, lookup)


class MemoryLeaves:
    """`LeafTables` in a few lines; `tests/unit/status/test_leaf_tables.py` compares the two."""

    def with_leaves(self, part: bytes | None, leaves: Iterable[Leaf]) -> bytes:
        rows = json.loads(part) if part else {}
        rows |= {row.code: json.loads(json.dumps(row, default=str)) for row in leaves}
        return json.dumps(rows, sort_keys=True).encode()

    def statuses(self, part: bytes) -> dict[int, int]:
        place = Leaf._fields.index("status")
        return dict(Counter(row[place] for row in json.loads(part).values()))

    def cells(self, parts: Sequence[bytes], month: str, at: datetime) -> list[Cell]:
        """The dossiers of the province that were received; DuckDB counts the rest."""
        place = Leaf._fields.index("month")
        received = sum(row[place] == month for part in parts for row in json.loads(part).values())
        return [Cell(by="province", key=None, figures={"received": received})]

    def index(self, parts: Sequence[bytes], month: str, at: datetime) -> AgencyCounts:
        return {}

    def failing(self, parts: Sequence[bytes], month: str, at: datetime) -> list[FailingDossier]:
        return []

    def rows(self, parts: Sequence[bytes], month: str) -> list[CountedRow]:
        return []

    def erased(self, parts: Sequence[bytes]) -> frozenset[str]:
        return frozenset()


class MemoryActs:
    """`ActTables` in a few lines."""

    def with_acts(self, part: bytes | None, acts: Iterable[Act]) -> bytes:
        rows = pickle.loads(part) if part else {}
        return pickle.dumps(rows | {act.key: act for act in acts})

    def acts(self, parts: Sequence[bytes], since: datetime) -> Iterator[Act]:
        rows = [act for part in parts for act in pickle.loads(part).values()]
        filed = {act.code for act in rows if act.type == FILED and act.at >= since}
        rows = [act for act in rows if act.code in filed or act.type == PROCEDURE]
        yield from sorted(rows, key=lambda act: (act.type != PROCEDURE, act.code, act.key))


def figure_stores(
    archive: ArchivedBatches,
    objects: Objects,
    tables: LeafTables | None = None,
    acts: ActTables | None = None,
) -> FigureStores:
    """Stores in memory; the key of roots follows from a text, and tokens are counted."""
    numbers = itertools.count(1)
    return FigureStores(
        archive=archive,
        objects=objects,
        tables=tables or MemoryLeaves(),
        acts=acts or MemoryActs(),
        signer=SecretRootSigner(lambda: "a secret of the tests"),
        new_token=lambda: sha256(str(next(numbers)).encode()).hexdigest(),
    )


class World(ServiceWorld):
    """The service, its archive, and a client of its routes."""

    def __init__(
        self,
        vault: Vault = VAULT,
        plan: Plan | None = None,
        tables: LeafTables | None = None,
        acts: ActTables | None = None,
    ) -> None:
        super().__init__(plan)
        self.vault = self.resources.vault = vault
        self.archive, self.objects = MemoryArchive(), MemoryObjects()
        self.service = Status(
            self.resources,
            view_store=MemoryViewStore(transport=self.transport),
            archive=self.archive,
            figures=figure_stores(self.archive, self.objects, tables, acts),
            lookup_secret=lambda: SECRET,
        )
        self.repository = self.service.repository
        self.projection = self.service.projection
        self.client = HttpClient(self.service.router)

    def receive(self, messages: Sequence[Envelope], size: int = 10) -> None:
        """Messages arrive in batches of `size`."""
        for start in range(0, len(messages), size):
            batch = messages[start : start + size]
            self.projection.begin_batch(batch, self.clock())
            for message in batch:
                self.service.inbox.handle(message)

    def stored(self) -> dict[str, tuple[str, object]]:
        """The content of every item."""
        return {
            item.pk + item.sk: (item.doc, item.index_attributes.get("body"))
            for item in self.transport.items.values()
        }

    def item(self, code: str = CODE) -> Item:
        """The item of a dossier's record."""
        return self.transport.items[f"DOSSIER#{code}", STATE]

    def view(self, code: str = CODE) -> JsonDict:
        """The public view of a dossier."""
        view: JsonDict = json.loads(str(self.item(code).index_attributes["body"]))
        return view

    def figures(self, month: str = MONTH) -> dict[int, int]:
        """The figures of a month, without zeros, after a run of the folder."""
        self.service.fold()
        by_code = published_month(month, self.objects).figures.by_code
        return {code: number for code, number in by_code.items() if number}
