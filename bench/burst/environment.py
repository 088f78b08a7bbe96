"""What an execution environment of a function works with, on simulated time."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Final

from bench.burst.assumptions import WHOLE_PROCESSOR_MB, Bursts, Surge
from bench.burst.queue import EventSource, Function, Queue
from bench.burst.simulated_time import SimulatedTime
from bench.burst.timed_table import TimedKeys, TimedTransport
from infra.service.description import read_description
from infra.service.queues import RECEIVES, VISIBILITY_TIMEOUTS
from kit.messaging.redelivery import SqsRedelivery
from kit.persistence.table import Table
from kit.persistence.vault import Vault
from kit.testing.memory_table import MemoryTransport
from kit.testing.world import MemoryResources

ADDRESS: Final = "https://sqs.ap-southeast-1.amazonaws.com/000000000000/motcua-burst-"
Environment = Callable[[MemoryResources], Function]
"""Makes the inbox function of a service on its resources."""


@dataclass
class Surroundings:
    """A service's table, vault and inbox, all behind AWS' round trips.

    The sizes of batches, the ceiling and the receives are those that infra deploys.
    """

    service: str
    assumptions: Bursts
    surge: Surge
    time: SimulatedTime
    chance: Random
    transport: MemoryTransport
    vault: MemoryTransport

    def __post_init__(self) -> None:
        self.inbox = read_description(self.service).functions["inbox"]
        pace = self.surge.processor * WHOLE_PROCESSOR_MB / self.inbox.memory
        latencies = self.assumptions.latencies
        self.table = TimedTransport(self.transport, latencies, self.time, pace)
        self.keys = TimedTransport(self.vault, latencies, self.time, 0.0)
        visibility = VISIBILITY_TIMEOUTS * self.inbox.timeout
        self.queue = Queue(self.time, visibility, RECEIVES)

    def resources(self) -> MemoryResources:
        """Those of one more environment: it keeps keys of its own."""
        keys = TimedKeys(self.time, self.assumptions.latencies.data_key)
        return MemoryResources(
            clock=self.time.clock,
            table=self._table_of(self.table),
            vault=Vault(self._table_of(self.keys), keys, self.time.now),
            redelivery=SqsRedelivery(ADDRESS, lambda _: self.queue, self.chance.random),
        )

    def empty(self, environment: Environment) -> None:
        """Let Lambda empty the queue; until nothing is left in it."""
        ceiling = self.inbox.ceiling
        assert ceiling is not None
        EventSource(
            queue=self.queue,
            platform=self.assumptions.platform,
            batch=self.inbox.batch,
            at_once=ceiling.at_once,
            environment=lambda: environment(self.resources()),
        ).start()
        self.time.run()

    def _table_of(self, transport: TimedTransport) -> Table:
        return Table(
            transport, sleep=self.time.wait, chance=self.chance.random, clock=self.time.now
        )
