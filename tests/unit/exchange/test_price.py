"""What the exchange of one dossier costs (X7): items written and read, messages, calls."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from math import ceil
from typing import Final

from bench.prices import latest
from contracts.testing.dossier_events import CODE, paid_dossier
from exchange.push.worker import WORKERS
from kit.persistence.dynamodb_codec import part
from kit.persistence.items import Item, Page, Put, Write
from kit.persistence.query import Query
from kit.testing.memory_table import MemoryTransport, memory_table
from tests.unit.exchange.files import file_ports
from tests.unit.exchange.world import World

MOST: Final = 0.00015
"""US dollars for one dossier."""
SECONDS_A_CALL: Final = 1.0
"""As the acceptance of the catch-up takes it; the portal's own time is not known."""
GB: Final = 0.5
REQUESTS_A_MESSAGE: Final = 3
"""SQS: sent, received, deleted, each message alone: the dearest case."""
GB_SECONDS_A_MESSAGE: Final = 0.02 * GB
"""A message that wakes the inbox alone (docs/performance.md has 4 to 9 ms for status' inbox)."""


@dataclass
class Units:
    """Write and read units, as DynamoDB bills them."""

    written: int = 0
    read: float = 0.0
    items: dict[str, int] = field(default_factory=dict)

    def count(self, writes: Sequence[Write]) -> None:
        """A transaction takes twice the units; a change of the index two entries of its own."""
        factor = 2 if len(writes) > 1 else 1
        for write in writes:
            size = len(json.dumps(part("t", write), default=lambda blob: "x" * len(blob)).encode())
            own = factor * ceil(size / 1024)
            index = 2 if isinstance(write, Put) and "waiting" in write.item.index_attributes else 0
            name = write.item.sk[:5] if isinstance(write, Put) else "other"
            self.items[name] = self.items.get(name, 0) + own + index
            self.written += own + index


class CountingTransport(MemoryTransport):
    """Counts what DynamoDB would bill."""

    def __init__(self, units: Units) -> None:
        super().__init__()
        self.units = units

    def write(self, writes: Sequence[Write], token: str) -> None:
        self.units.count(writes)
        super().write(writes, token)

    def get(self, pk: str, sk: str, *, consistent: bool) -> Item | None:
        self.units.read += 1 if consistent else 0.5
        return super().get(pk, sk, consistent=consistent)

    def query(self, query: Query) -> Page:
        self.units.read += 0.5 if query.index else 1
        return super().query(query)


def next_moment(world: World) -> datetime | None:
    """When the lane is due, or checked the night after; turns in between are nobody's dossier's."""
    lane = world.repository.sealed_lane(CODE)
    assert lane is not None
    moment = lane.due_at or (lane.check_at if not lane.checks else None)
    return moment if moment is None or moment > world.clock() else world.clock()


def test_the_exchange_of_a_dossier_costs_at_most_what_it_may() -> None:
    world, units = World(), Units()
    world.resources.table = memory_table(CountingTransport(units))
    ports = file_ports(world.linked)
    world.service = type(world.service)(world.resources, portal=world.national, file_ports=ports)
    world.repository = world.service.repository
    handled = set(world.service.event_handlers)
    messages = [each for each in paid_dossier(world.vault) if each.type in handled]
    for message in messages:
        world.receive([message])
        world.push()
    while moment := next_moment(world):
        world.pass_time((moment - world.clock()).total_seconds())
        world.push()
    calls = len(world.portal.journal.calls)
    assert world.repository.lane(CODE).state == "synced"  # type: ignore[union-attr]
    world.close()

    prices = latest()
    waited = calls * SECONDS_A_CALL / WORKERS * GB
    price = sum(
        (
            prices.of("dynamodb.write_unit", units.written),
            prices.of("dynamodb.read_unit", units.read),
            prices.of("sqs.request", len(messages) * REQUESTS_A_MESSAGE),
            prices.of("lambda.request", len(messages)),
            prices.of("lambda.gb_second.arm64", waited + len(messages) * GB_SECONDS_A_MESSAGE),
        )
    )
    print(
        f"US${price:.6f} a dossier: {len(messages)} messages, {calls} calls, "
        f"{units.written} write units, {units.read:.0f} read units"
    )
    print(units.items)
    assert price <= MOST
