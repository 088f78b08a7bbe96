"""Items, conditional writes and what can go wrong with them: the terms in which a table is spoken to.

Keys `pk`, `sk`; `doc` is a JSON text; `version` counts commits. Index attributes: `waiting`+`since` (sparse:
what the sweeper must look at), `by`+`at` (a service's own lists), `ttl` (epoch seconds).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

Mark = str | int
IndexName = Literal["waiting", "by"]
STATE = "STATE"


@dataclass(frozen=True, slots=True)
class Item:
    """A stored item. `doc` is JSON text, as it is stored."""

    pk: str
    sk: str
    doc: str
    version: int = 0
    index_attributes: Mapping[str, Mark] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Absent:
    """Only if there is no such item."""


@dataclass(frozen=True, slots=True)
class Present:
    """Only if there is such an item."""


@dataclass(frozen=True, slots=True)
class AtVersion:
    """Only if the item is at this version."""

    version: int


Condition = Absent | Present | AtVersion


@dataclass(frozen=True, slots=True)
class Put:
    """Write a whole item."""

    item: Item
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Remove:
    """Delete an item."""

    pk: str
    sk: str
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """Write nothing; the transaction stands only if the condition holds."""

    pk: str
    sk: str
    when: Condition


@dataclass(frozen=True, slots=True)
class Unmark:
    """Take an item out of an index by removing its attributes; ConditionFailed if the item is gone."""

    pk: str
    sk: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """Add to the item's counter `n` (in a transaction; made at 0 when absent)."""

    pk: str
    sk: str
    amount: int


Write = Put | Remove | Check | Unmark | Count


class ConditionFailed(Exception):
    """A condition did not hold; `index` says which write's."""

    def __init__(self, index: int) -> None:
        super().__init__(f"write {index}")
        self.index = index


class Busy(Exception):
    """A conflict or a throttle: nothing was written, trying again is safe."""


class Ambiguous(Exception):
    """No answer: it may have been written."""


@dataclass(frozen=True, slots=True)
class Page:
    """Some items and where the rest begins (None: no rest)."""

    items: tuple[Item, ...]
    after: str | None = None


class Transport(Protocol):
    """The five calls a table needs. Raises ConditionFailed, Busy, Ambiguous."""

    def get(self, pk: str, sk: str, *, consistent: bool) -> Item | None:
        """One item, or None; `consistent`: as of the last write."""
        ...

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
        """At most `limit` items of a partition whose sort key begins with `prefix`, behind sort key `after`."""
        ...

    def index(
        self, name: IndexName, value: str, *, upto: str | None, after: str | None, limit: int | None
    ) -> Page:
        """At most `limit` items of an index with this value, oldest first, none later than `upto`."""
        ...

    def write(self, writes: Sequence[Write], token: str) -> None:
        """All or nothing; the same `token` again within ten minutes writes nothing more."""
        ...

    def add(self, pk: str, sk: str, amount: int) -> int:
        """Add to the item's counter `n`, made at 0 when absent, and return its new value."""
        ...
