"""One table of a service, with retries that are safe."""

import random
import secrets
import time
from collections.abc import Callable, Iterable, Iterator, Sequence

from kit.persistence.items import (
    STATE,
    Absent,
    Ambiguous,
    Busy,
    ConditionFailed,
    Item,
    Page,
    Put,
    Remove,
    Write,
)
from kit.persistence.parallel import EachOf
from kit.persistence.query import Query
from kit.persistence.retries import Retries
from kit.persistence.transport import Transport


class Table:
    """A transport with retries (`kit.persistence.retries`)."""

    def __init__(
        self,
        transport: Transport,
        *,
        sleep: Callable[[float], None] = time.sleep,
        chance: Callable[[], float] = random.random,
        clock: Callable[[], float] = time.monotonic,
        each_of: EachOf = map,
    ) -> None:
        """`clock` tells seconds; `each_of` makes several calls, one after another or at once."""
        self._transport = transport
        self._each_of = each_of
        self._retries = Retries(sleep=sleep, chance=chance, clock=clock)

    def get(self, pk: str, sk: str = STATE, *, consistent: bool = True) -> Item | None:
        """One item, or None."""
        return self._retries.run(lambda: self._transport.get(pk, sk, consistent=consistent))

    def get_each(self, pks: Iterable[str]) -> list[Item | None]:
        """The state of each of several partitions, in the time of a few."""
        return list(self._each_of(self.get, pks))

    def query(self, query: Query) -> Page:
        """A page; of the index `waiting` keys only (an empty `doc`)."""
        return self._retries.run(lambda: self._transport.query(query))

    def count(self, query: Query) -> int:
        """How many items a query has, at most its limit."""
        return self._retries.run(lambda: self._transport.count(query))

    def counts(self, queries: Iterable[Query]) -> list[int]:
        """`count` of each query, in the time of a few."""
        return list(self._each_of(self.count, queries))

    def all(self, query: Query) -> Iterator[Item]:
        """Every item, page after page; for what is few when all is well."""
        while True:
            page = self.query(query)
            yield from page.items
            if page.after is None:
                return
            query = query.behind(page.after)

    def add(self, pk: str, sk: str, amount: int = 1, *, expires: int | None = None) -> int:
        """Add to a counter in one atomic call, return its value; a time-out may leave a gap.

        The counter goes by itself after `expires` (epoch seconds).
        """
        return self._retries.run(lambda: self._transport.add(pk, sk, amount, expires))

    def write(self, writes: Sequence[Write], token: str = "") -> None:
        """All of the writes or none. Raises ConditionFailed; `token` (1-36 characters) makes
        repeats one.
        """
        token = token or secrets.token_hex(16)
        unsure = False
        patience = self._retries.patience()
        while True:
            try:
                self._transport.write(writes, token)
                return
            except (Busy, Ambiguous) as failure:
                unsure = unsure or isinstance(failure, Ambiguous)
                if not patience.pause():
                    raise
            except ConditionFailed:
                if unsure and self._landed(writes):
                    return
                raise

    def _landed(self, writes: Sequence[Write]) -> bool:
        """Whether an unanswered write of ours made the condition fail: our items are there, to the
        letter.

        Where it only removes on a condition: whether they are gone.
        """
        created = [w.item for w in writes if isinstance(w, Put) and isinstance(w.when, Absent)]
        created = created or [w.item for w in writes if isinstance(w, Put)]
        if created:
            existing = [self.get(item.pk, item.sk) for item in created]
            return all(
                f is not None and f.doc == m.doc for f, m in zip(existing, created, strict=True)
            )
        gone = [w for w in writes if isinstance(w, Remove) and w.when is not None]
        return bool(gone) and all(self.get(w.pk, w.sk) is None for w in gone)

    def pause(self, attempt: int) -> None:
        """Wait before the next attempt (the first is 0): whoever lost a race for an item does."""
        self._retries.pause(attempt)
