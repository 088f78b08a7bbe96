"""A circuit to something outside: it opens when calls are not answered, so that nobody waits for
them in vain.
"""

from datetime import datetime, timedelta
from typing import Final, TypeVar

from kit.core.model import Aggregate

FAILURES_TO_OPEN: Final = 5
FIRST_PAUSE: Final = timedelta(seconds=30)
LONGEST_PAUSE: Final = timedelta(minutes=15)


class Circuit(Aggregate):
    """Closed with less than five failures in a row. Open, nothing is called until `open_until`,
    and then one call, the probe. A service's own is a subclass with a KIND.
    """

    failures: int = 0
    open_until: datetime | None = None
    opened_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether calls are held back."""
        return self.failures >= FAILURES_TO_OPEN

    def admits(self, at: datetime) -> bool:
        """Whether a call may be made now, if only as the probe."""
        return self.open_until is None or self.open_until <= at


C = TypeVar("C", bound=Circuit)


def pause_after(failures: int) -> timedelta:
    """How long no call is made after so many failures in a row: 30 s, doubled up to 15 minutes."""
    doublings: int = 2 ** min(failures - FAILURES_TO_OPEN, 10)
    return min(FIRST_PAUSE * doublings, LONGEST_PAUSE)


def failed(circuit: C, at: datetime) -> C:
    """One more call without an answer."""
    failures = circuit.failures + 1
    if failures < FAILURES_TO_OPEN:
        return circuit.evolve(failures=failures)
    return circuit.evolve(
        failures=failures,
        open_until=at + pause_after(failures),
        opened_at=circuit.opened_at or at,
    )


def probing(circuit: C, at: datetime) -> C:
    """The probe is one worker's: every other one waits as if it had failed."""
    return circuit.evolve(open_until=at + pause_after(circuit.failures + 1))


def closed(circuit: C) -> C:
    """Calls are answered again."""
    return circuit.evolve(failures=0, open_until=None, opened_at=None)
