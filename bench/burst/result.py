"""What became of a burst: how often receives failed, how late its messages were, and the limits."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from statistics import quantiles
from typing import Any

from bench.burst.assumptions import Surge
from bench.burst.queue import Queue


@dataclass(frozen=True)
class Result:
    """`seconds` has how long each message waited, `conflicts` how many
    transactions met, by the kind of the item that they met at.

    `dead` messages would have to be looked at by a person; `mistakes` are words about what the
    tables hold in the end and should not.
    """

    name: str
    messages: int
    receives: int
    failures: int
    dead: int
    conflicts: Mapping[str, int]
    seconds: tuple[float, ...]
    mistakes: tuple[str, ...] = ()

    @classmethod
    def of(
        cls, name: str, queue: Queue, conflicts: Mapping[str, int], mistakes: tuple[str, ...]
    ) -> "Result":
        """What became of every message of a queue."""
        waited = sorted(m.handled for m in queue.messages.values() if m.handled is not None)
        return cls(
            name=name,
            messages=len(queue.messages),
            receives=queue.receives,
            failures=queue.failures,
            dead=len(queue.dead),
            conflicts=conflicts,
            seconds=tuple(waited),
            mistakes=mistakes,
        )

    @property
    def failed_receives(self) -> float:
        """The share of the receives that failed."""
        return self.failures / self.receives

    @property
    def p95(self) -> float:
        """Seconds within which 95 of 100 messages were handled."""
        return quantiles(self.seconds, n=100, method="inclusive")[94]

    def missed(self, limits: Surge) -> Iterator[str]:
        """A line for each limit that was not kept."""
        if self.failed_receives >= limits.failed_receives_below:
            most = limits.failed_receives_below
            yield f"{self.name}: {self.failed_receives:.1%} of the receives failed, not {most:.0%}"
        if self.p95 >= limits.p95_below:
            yield f"{self.name}: p95 {self.p95:.0f} s, not {limits.p95_below:.0f} s"
        if self.dead or len(self.seconds) != self.messages:
            yield f"{self.name}: {self.messages - len(self.seconds)} messages were not handled"
        yield from (f"{self.name}: {mistake}" for mistake in self.mistakes)

    def figures(self) -> dict[str, Any]:
        """For build/burst.json."""
        return {
            "messages": self.messages,
            "receives": self.receives,
            "failed_receives": round(self.failed_receives, 4),
            "conflicts": dict(self.conflicts),
            "p95_seconds": round(self.p95, 1),
            "all_seconds": round(self.seconds[-1], 1),
        }

    def line(self) -> str:
        """For the person at the terminal."""
        met = ", ".join(f"{kind} {n}" for kind, n in sorted(self.conflicts.items()))
        return (
            f"{self.name}: {self.messages} messages, {self.failed_receives:.2%} of"
            f" {self.receives} receives failed, conflicts: {met or 'none'},"
            f" p95 {self.p95:.1f} s, all within {self.seconds[-1]:.1f} s"
        )
