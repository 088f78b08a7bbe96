"""Repeats of a call that was refused for the moment or got no answer."""

import random
import time
from collections.abc import Callable
from typing import Final, TypeVar

from kit.persistence.items import Ambiguous, Busy

R = TypeVar("R")
ATTEMPTS: Final = 10
FIRST_PAUSE, LONGEST_PAUSE = 0.02, 1.0
LONGEST_SECONDS: Final = 12.0
"""No further try begins after this: an HTTP function ends after 20 seconds."""


class Retries:
    """At most ten tries with full jitter, none begun after twelve seconds."""

    def __init__(
        self,
        *,
        sleep: Callable[[float], None] = time.sleep,
        chance: Callable[[], float] = random.random,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`clock` tells seconds."""
        self._sleep = sleep
        self._chance = chance
        self._clock = clock

    def run(self, call: Callable[[], R]) -> R:
        """What the call returns, for one that may be made twice; raises Busy, Ambiguous."""
        patience = self.patience()
        while True:
            try:
                return call()
            except (Busy, Ambiguous):
                if not patience.pause():
                    raise

    def pause(self, attempt: int) -> None:
        """Wait a random time before the next attempt (the first is 0), longer each time."""
        self._sleep(self._chance() * min(LONGEST_PAUSE, FIRST_PAUSE * 2**attempt))

    def patience(self) -> "Patience":
        """Counts the tries of one call from now on."""
        return Patience(self._sleep, self._chance, self._clock)


class Patience:
    """How many tries and how much time one call has left."""

    def __init__(
        self,
        sleep: Callable[[float], None],
        chance: Callable[[], float],
        clock: Callable[[], float],
    ) -> None:
        self._sleep = sleep
        self._chance = chance
        self._clock = clock
        self._ends = clock() + LONGEST_SECONDS
        self._failed = 0

    def pause(self) -> bool:
        """Wait before the next try; False where there is to be none."""
        self._failed += 1
        if self._failed >= ATTEMPTS or self._clock() >= self._ends:
            return False
        self._sleep(self._chance() * min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (self._failed - 1)))
        return True
