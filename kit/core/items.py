"""Items and conditional writes as values: what a commit puts beside an aggregate.

Keys `pk`, `sk`; `doc` is a JSON text; `version` counts commits. Index attributes put an item into
an index (`kit.persistence.query.INDEXES`); `ttl` (epoch seconds) ends it.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

IndexAttribute = str | int


class Item(NamedTuple):
    """A stored item. `doc` is JSON text, as it is stored."""

    pk: str
    sk: str
    doc: str
    version: int = 0
    index_attributes: Mapping[str, IndexAttribute] = MappingProxyType({})


class _Existence:
    """A condition without a value: two of one kind are equal."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self)

    def __hash__(self) -> int:
        return hash(type(self))

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"


class Absent(_Existence):
    """Only if there is no such item."""


class Present(_Existence):
    """Only if there is such an item."""


class AtVersion(NamedTuple):
    """Only if the item is at this version."""

    version: int


Condition = Absent | Present | AtVersion


class Put(NamedTuple):
    """Write a whole item."""

    item: Item
    when: Condition | None = None


class Remove(NamedTuple):
    """Delete an item."""

    pk: str
    sk: str
    when: Condition | None = None


class Check(NamedTuple):
    """Write nothing; the transaction stands only if the condition holds."""

    pk: str
    sk: str
    when: Condition


class Unmark(NamedTuple):
    """Take an item out of an index by removing attributes; ConditionFailed if it is gone."""

    pk: str
    sk: str
    names: tuple[str, ...]


class Count(NamedTuple):
    """Add to the item's counter `n` (in a transaction; made at 0 when absent)."""

    pk: str
    sk: str
    amount: int


Write = Put | Remove | Check | Unmark | Count
