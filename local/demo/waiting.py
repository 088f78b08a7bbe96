"""Waiting for something to happen for as long as the cloud makes progress."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from local.cloud.activity import cloud_activity
from local.demo.api_client import UnexpectedResponse

T = TypeVar("T")
NOT_YET = (404, 409, 500, 502, 503, 504)
"""Statuses of a resource that is still on its way."""


class Clock(Protocol):
    """The two functions of `time` that a wait uses."""

    def monotonic(self) -> float: ...

    def sleep(self, seconds: float, /) -> None: ...


class NoProgress(Exception):
    """Nothing moved in the cloud any more, or the ceiling was reached."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds. A function that starts on a busy machine moves nothing for tens of seconds."""

    without_progress: float = 120.0
    ceiling: float = 1200.0
    first_pause: float = 0.1
    longest_pause: float = 1.5
    between_observations: float = 2.0


def wait_for(
    look: Callable[[], T | None],
    what: str,
    *,
    activity: Callable[[], object] = cloud_activity,
    limits: Limits = Limits(),
    clock: Clock = time,
) -> T:
    """The first result of `look` that is not None; a response in NOT_YET counts as None.

    Raises NoProgress once `activity` has been the same for `limits.without_progress` seconds.
    """
    begin = moved_at = observed_at = clock.monotonic()
    observed: object = None
    reason: object = "nothing yet"
    pause = limits.first_pause
    while True:
        try:
            result = look()
        except UnexpectedResponse as response:
            if response.status not in NOT_YET:
                raise
            reason, result = response, None
        if result is not None:
            return result
        now = clock.monotonic()
        if observed is None or now - observed_at >= limits.between_observations:
            latest, observed_at = activity(), now
            if latest != observed:
                observed, moved_at = latest, now
        if now - moved_at >= limits.without_progress or now - begin >= limits.ceiling:
            still = f"nothing moved for {now - moved_at:.0f} s of {now - begin:.0f}"
            raise NoProgress(f"{what}: {still} ({reason})")
        clock.sleep(pause)
        pause = min(pause * 1.3, limits.longest_pause)
