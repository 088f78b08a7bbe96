"""The time that a piece of work has."""

from collections.abc import Callable
from typing import Any, NamedTuple


class Budget(NamedTuple):
    """`remaining` says how many seconds an invocation still has; the last `reserve` of them are
    kept for what follows.
    """

    remaining: Callable[[], float] = lambda: float("inf")
    reserve: float = 0.0

    @classmethod
    def of(cls, context: Any, reserve: float) -> "Budget":
        """That of a Lambda invocation; without a context there is no end."""
        if context is None:
            return cls()
        return cls(lambda: float(context.get_remaining_time_in_millis()) / 1000, reserve)

    @property
    def is_spent(self) -> bool:
        """Whether the next step would take time from what follows."""
        return self.remaining() <= self.reserve

    def part(self, jobs: int) -> "Budget":
        """The share of the first of so many jobs; what it leaves is the others'."""
        left = self.remaining()
        if left == float("inf"):
            return self
        return Budget(self.remaining, left - max(0.0, left - self.reserve) / jobs)


UNLIMITED = Budget()
