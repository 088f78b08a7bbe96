"""The lock of a fee: at most one payment attempt at a time may still be paid."""

from typing import ClassVar

from kit.core.events import Change
from kit.core.model import Aggregate


class ActiveAttempt(Aggregate):
    """`id` is the fee's, `attempt` that of the attempt which holds the lock."""

    KIND: ClassVar[str] = "ACTIVE"

    attempt: str | None = None


def lock(active: ActiveAttempt, attempt: str) -> Change:
    """Of two attempts that lock at once, one meets the other's version."""
    return Change(active.evolve(attempt=attempt), None)


def release(active: ActiveAttempt) -> Change:
    """Another attempt may begin."""
    return Change(active.evolve(attempt=None), None)
