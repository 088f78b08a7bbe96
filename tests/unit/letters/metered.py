"""Letters over tables that count their units, and what a walk of a letter costs."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from bench.capacity import SORT_OF, WRITE_KB, _index_units, begun, size_of
from bench.cost import TRACED
from bench.prices import latest
from kit.persistence import dynamodb_codec
from kit.persistence.items import Item, Put, Write
from kit.testing.memory_table import memory_table
from kit.testing.world import MemoryResources
from letters.bootstrap import Letters
from tests.unit.casework.metered_table import MeteredTransport
from tests.unit.letters.world import World

MEMORY_GB: Final = 512 / 1024
SHARE_OF_PROCESSOR: Final = 512 / 1769
CALL_SECONDS: Final = 0.005
LOG_BYTES: Final = 400
"""Of a request's one line, a little more than it has."""
ANSWER_KB: Final = 1.5
"""Of an answer, compressed."""
DIRECTORY_READS: Final = 2.0
"""Read units of a request for the rights of its official and the tree of agencies."""


class MeteredTable(MeteredTransport):
    """As `MeteredTransport`; `written` are the units of all writes so far, by DynamoDB's rules."""

    def __init__(self) -> None:
        super().__init__()
        self.written = 0.0
        self.calls = 0

    def get(self, pk: str, sk: str, *, consistent: bool) -> Item | None:
        self.calls += 1
        return super().get(pk, sk, consistent=consistent)

    def write(self, writes: Sequence[Write], token: str) -> None:
        before = {(w.pk, w.sk): self.items.get((w.pk, w.sk)) for w in map(_place, writes)}
        super().write(writes, token)
        self.calls += 1
        times = 2 if len(writes) > 1 else 1
        for write in map(_place, writes):
            old = _wire(before[write.pk, write.sk])
            new = _wire(self.items.get((write.pk, write.sk)))
            self.written += times * begun(max(size_of(old), size_of(new)), WRITE_KB)
            self.written += sum(_index_units(name, old, new) for name in SORT_OF)


class _Place:
    def __init__(self, pk: str, sk: str) -> None:
        self.pk, self.sk = pk, sk


def _place(write: Write) -> _Place:
    return _Place(write.item.pk, write.item.sk) if isinstance(write, Put) else _of_other(write)


def _of_other(write: Write) -> _Place:
    assert not isinstance(write, Put)
    return _Place(write.pk, write.sk)


def _wire(item: Item | None) -> dict[str, object]:
    return dict(dynamodb_codec.part("t", Put(item))["Put"]["Item"]) if item else {}


@dataclass(frozen=True)
class Cost:
    """What so many requests used, and US dollars by line."""

    requests: int
    writes: float
    reads: float
    lines: dict[str, Decimal]

    @property
    def dollars(self) -> Decimal:
        """All lines."""
        return sum(self.lines.values(), Decimal(0))

    def __str__(self) -> str:
        return (
            f"US${self.dollars:.7f}: {self.requests} requests, {self.writes:.0f} write units,"
            f" {self.reads:.1f} read units"
        )


class MeteredWorld(World):
    """The service over metered tables of its own, of access records and of keys."""

    def __init__(self) -> None:
        super().__init__()
        self.table, self.accesses = MeteredTable(), MeteredTable()
        resources = MemoryResources(
            clock=self.clock,
            table=memory_table(self.table),
            vault=self.vault,
            directory=self.directory,
            people=self.people,
            access_table=memory_table(self.accesses),
            verifier=self.tokens,
            queues=self.queues,
        )
        self.service = Letters(resources, files=self.files)
        self.repository = self.service.repository
        self.client = type(self.client)(self.service.router)

    @contextmanager
    def cost(self, requests: int, *, objects: int = 0, links: int = 0) -> "Iterator[list[Cost]]":
        """What a block costs, which makes so many requests, stores and reads so many files."""
        costs: list[Cost] = []
        tables = (self.table, self.accesses)
        written, units = sum(t.written for t in tables), sum(t.units for t in tables)
        calls, begun_at = sum(t.calls for t in tables), time.process_time()
        yield costs
        processor = time.process_time() - begun_at
        writes = sum(t.written for t in tables) - written
        reads = sum(t.units for t in tables) - units + requests * DIRECTORY_READS
        calls = sum(t.calls for t in tables) - calls + 2 * requests
        seconds = processor / SHARE_OF_PROCESSOR + calls * CALL_SECONDS
        prices = latest()
        lines = {
            "API requests": prices.of("apigateway.rest.request", requests),
            "table writes": prices.of("dynamodb.write_unit", writes),
            "table reads": prices.of("dynamodb.read_unit", reads),
            "Lambda requests": prices.of("lambda.request", requests),
            "Lambda duration": prices.of("lambda.gb_second.arm64", seconds * MEMORY_GB),
            "logs": prices.of("cloudwatch.logs.ingested.gb", requests * LOG_BYTES / 1e9),
            "traces": prices.of("xray.trace", requests * TRACED),
            "transfer": prices.of("transfer.out.gb", requests * ANSWER_KB / 1e6),
            "S3": prices.of("s3.put", objects) + prices.of("s3.get", links),
        }
        costs.append(Cost(requests, writes, reads, lines))
