"""The score interval of E. B. Wilson (1927) for a share, at 95 %."""

from math import sqrt
from typing import Final

from kit.core.model import Model

Z: Final = 1.959963984540054
"""The 97.5th percentile of the normal distribution: intervals of 95 %."""


class Interval(Model):
    """Bounds of a share, from 0 to 1."""

    low: float
    high: float

    def overlaps(self, other: "Interval") -> bool:
        """Whether the two shares may be the same."""
        return self.low <= other.high and other.low <= self.high


def wilson(successes: int, trials: int) -> Interval:
    """Raises ValueError without a trial."""
    if not 0 <= successes <= trials or trials == 0:
        raise ValueError("no trials, or more successes than trials")
    share, square = successes / trials, Z * Z
    middle = (share + square / (2 * trials)) / (1 + square / trials)
    spread = share * (1 - share) / trials + square / (4 * trials * trials)
    half = Z * sqrt(spread) / (1 + square / trials)
    return Interval(low=max(0.0, middle - half), high=min(1.0, middle + half))
