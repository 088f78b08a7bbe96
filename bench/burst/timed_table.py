"""A table in memory behind DynamoDB's round trips, in which transactions meet."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TypeVar

from bench.burst.assumptions import Latencies
from bench.burst.simulated_time import SimulatedTime
from kit.persistence.items import Busy, Check, Count, Item, Page, Write
from kit.persistence.query import Query
from kit.testing.memory_table import MemoryTransport, key_of
from kit.testing.memory_vault import MemoryKeys

R = TypeVar("R")
Key = tuple[str, str]


class TimedTransport:
    """`Transport`: a call takes its time. `conflicts` counts, by the kind of the contended item,
    what was refused because a transaction was under way for it (TransactionConflict).

    `pace` is the processor's time before each call, in seconds.
    """

    def __init__(
        self, under: MemoryTransport, latencies: Latencies, time: SimulatedTime, pace: float
    ) -> None:
        self.under = under
        self.conflicts = Counter[str]()
        self._latencies = latencies
        self._time = time
        self._pace = pace
        self._held: set[Key] = set()

    def get(self, pk: str, sk: str, *, consistent: bool) -> Item | None:
        self._wait(self._latencies.read)
        return self.under.get(pk, sk, consistent=consistent)

    def query(self, query: Query) -> Page:
        self._wait(self._latencies.query)
        return self.under.query(query)

    def count(self, query: Query) -> int:
        self._wait(self._latencies.query)
        return self.under.count(query)

    def write(self, writes: Sequence[Write], token: str) -> None:
        keys = {key_of(write) for write in writes}
        alone = len(writes) == 1 and not isinstance(writes[0], Check | Count)
        if alone:
            self._wait(self._latencies.write)
            self._require_free(keys)
            self.under.write(writes, token)
            return
        self._wait(0.0)
        self._require_free(keys)
        self._holding(keys, lambda: self.under.write(writes, token))

    def add(self, pk: str, sk: str, amount: int, expires: int | None = None) -> int:
        self._wait(self._latencies.write)
        self._require_free({(pk, sk)})
        return self.under.add(pk, sk, amount, expires)

    def _holding(self, keys: set[Key], write: Callable[[], None]) -> None:
        self._held |= keys
        try:
            self._time.wait(self._latencies.transaction)
            write()
        finally:
            self._held -= keys

    def _require_free(self, keys: set[Key]) -> None:
        """Raises Busy while another transaction holds one of the items."""
        contended = keys & self._held
        if contended:
            self.conflicts.update({pk.partition("#")[0] for pk, _ in contended})
            self._time.wait(self._latencies.refusal)
            raise Busy

    def _wait(self, seconds: float) -> None:
        self._time.wait(self._pace + seconds)


class TimedKeys(MemoryKeys):
    """KMS' data keys, each answer in its time."""

    def __init__(self, time: SimulatedTime, seconds: float) -> None:
        self._time = time
        self._seconds = seconds

    def unwrap(self, vault: str, wrapped: bytes) -> bytes:
        self._time.wait(self._seconds)
        return super().unwrap(vault, wrapped)
