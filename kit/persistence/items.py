"""What a table is asked to write, what it answers with, and what can go wrong."""

from typing import Literal, NamedTuple

from kit.core.items import (
    Absent,
    AtVersion,
    Check,
    Condition,
    Count,
    IndexAttribute,
    Item,
    Present,
    Put,
    Remove,
    Unmark,
    Write,
)

__all__ = [
    "STATE",
    "Absent",
    "Ambiguous",
    "AtVersion",
    "Busy",
    "Check",
    "Condition",
    "ConditionFailed",
    "Count",
    "IndexAttribute",
    "IndexName",
    "Item",
    "Page",
    "Present",
    "Put",
    "Remove",
    "Unmark",
    "Write",
]

IndexName = Literal["waiting", "by-at"]
"""The indexes' names in the templates; what they are for: `kit.persistence.query.INDEXES`."""
STATE = "STATE"


class ConditionFailed(Exception):
    """A condition did not hold; `index` says which write's."""

    def __init__(self, index: int) -> None:
        super().__init__(f"write {index}")
        self.index = index


class Busy(Exception):
    """A conflict or a throttle: nothing was written, trying again is safe."""


class Ambiguous(Exception):
    """No answer: it may have been written."""


class Page(NamedTuple):
    """Some items and where the rest begins (None: no rest)."""

    items: tuple[Item, ...]
    after: str | None = None
