"""Which call fails how: shares with a seed, windows of time, or a header for one call."""

import random
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

HEADER: Final = "x-simulator-fault"
"""Names the fault of the call that carries it, whatever the shares are."""


class Fault(StrEnum):
    """How one call fails; DOWN follows from a window, or from `down` for good."""

    UNAVAILABLE = "unavailable"
    """A 5xx without effect."""
    LOST = "lost"
    """The effect happens, the connection ends without an answer."""
    HANGING = "hanging"
    """The connection ends without an answer, the effect happens later."""
    MALFORMED = "malformed"
    """The effect happens, the answer is no JSON."""
    BUSY = "busy"
    """Status 200 with the words of a busy system, without effect."""
    SLOW = "slow"
    """The effect happens, the answer takes `slow_seconds`."""
    DOWN = "down"
    """The connection ends without an effect or an answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Faults:
    """The configuration of a run; each share is a probability from 0 to 1 of one call."""

    seed: int = 0
    unavailable: float = 0.0
    lost: float = 0.0
    hanging: float = 0.0
    malformed: float = 0.0
    busy: float = 0.0
    slow: float = 0.0
    slow_seconds: float = 60.0
    hang_seconds: tuple[float, float] = (5.0, 300.0)
    """When the effect of a hanging call happens, on the portal's clock."""
    answer_seconds: float = 0.0
    """How long each answer takes."""
    session_calls: tuple[int, int] = (20, 80)
    """After how many calls a session ends; (0, 0): never."""
    down: bool = False
    outages: tuple[tuple[str, str], ...] = field(default=())
    """Windows of ISO 8601 moments with their offset, from (included) to (not included)."""

    def __post_init__(self) -> None:
        shares = [getattr(self, fault.value) for fault in SHARES]
        if min(shares) < 0 or sum(shares) > 1:
            raise ValueError("shares are from 0 to 1, and no more than 1 together")
        if self.session_calls[0] > self.session_calls[1] or self.session_calls[0] < 0:
            raise ValueError("session_calls is the least and the largest number of calls")
        for begin, end in self.outages:
            if datetime.fromisoformat(begin) >= datetime.fromisoformat(end):
                raise ValueError("an outage ends after it begins")

    def as_json(self) -> dict[str, Any]:
        """For `PUT /_simulator/faults` and its answer."""
        return asdict(self)

    @classmethod
    def from_json(cls, members: Mapping[str, Any]) -> "Faults":
        """Raises ValueError or TypeError on an unknown name or a wrong value."""
        pairs = ("hang_seconds", "session_calls")
        changed = {name: tuple(members[name]) for name in pairs if name in members}
        if "outages" in members:
            changed["outages"] = tuple((str(a), str(b)) for a, b in members["outages"])
        return cls(**{**members, **changed})


SHARES: Final = (
    Fault.UNAVAILABLE,
    Fault.LOST,
    Fault.HANGING,
    Fault.MALFORMED,
    Fault.BUSY,
    Fault.SLOW,
)


class FaultPlan:
    """Draws the fault of each call, in the order in which calls arrive."""

    def __init__(self, faults: Faults) -> None:
        self.faults = faults
        self._random = random.Random(faults.seed)
        self._outages = [
            (datetime.fromisoformat(begin), datetime.fromisoformat(end))
            for begin, end in faults.outages
        ]
        self._ladder: list[tuple[float, Fault]] = []
        top = 0.0
        for fault in SHARES:
            top += getattr(faults, fault.value)
            self._ladder.append((top, fault))

    def draw(self, now: datetime) -> Fault | None:
        """The fault of a call at a moment. An outage uses up no random number."""
        if self.faults.down or any(begin <= now < end for begin, end in self._outages):
            return Fault.DOWN
        value = self._random.random()
        return next((fault for top, fault in self._ladder if value < top), None)

    def hang_delay(self) -> timedelta:
        """How long the effect of a hanging call waits."""
        return timedelta(seconds=self._random.uniform(*self.faults.hang_seconds))

    def session_calls(self) -> int:
        """How many calls a new session lives; 0: without end."""
        return self._random.randint(*self.faults.session_calls)
