"""The result of applying a provider event: its word for the record, and the changes it means."""

from collections.abc import Sequence
from dataclasses import dataclass

from kit.core.events import Change


@dataclass(frozen=True, slots=True)
class Applied:
    """`result` is the act, or why the event is ignored.

    `fee` is the one whose money may have come: once it is not due, no other attempt may stay open.
    """

    result: str
    changes: Sequence[Change] = ()
    fee: str | None = None
