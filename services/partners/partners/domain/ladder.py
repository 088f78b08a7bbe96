"""When a delivery that failed is made again, and when an endpoint that does not answer is probed.

The steps are those of Standard Webhooks 1.0: ten tries within 75 hours.
"""

from datetime import timedelta
from typing import Final

SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
PAUSES: Final = (
    5 * SECOND,
    5 * MINUTE,
    30 * MINUTE,
    2 * HOUR,
    5 * HOUR,
    10 * HOUR,
    14 * HOUR,
    20 * HOUR,
    24 * HOUR,
)
"""After the first try, the second …; after the tenth there is none."""
JITTER: Final = 0.2
LONGEST_RETRY_AFTER: Final = 24 * HOUR
"""So long a Retry-After of an endpoint is honoured."""
FAILURES_TO_BRAKE: Final = 10
PROBES: Final = PAUSES[1:]
"""The pauses of the brake: one probe after each, the last again and again."""
DISABLED_AFTER: Final = timedelta(days=5)


def pause_after(attempts: int, chance: float, retry_after: int | None) -> timedelta | None:
    """How long after so many tries the next one is made; None: there is none.

    `chance` from 0 to 1 spreads what failed together; `retry_after` is in seconds.
    """
    if attempts > len(PAUSES):
        return None
    requested = min(timedelta(seconds=retry_after or 0), LONGEST_RETRY_AFTER)
    return max(_spread(PAUSES[attempts - 1], chance), requested)


def brake_pause(probes: int, chance: float) -> timedelta:
    """How long after so many probes the next one is made."""
    return _spread(PROBES[min(probes, len(PROBES) - 1)], chance)


def _spread(pause: timedelta, chance: float) -> timedelta:
    return pause * (1 - JITTER + 2 * JITTER * chance)
