"""When Stripe's events about a payment arrive: at once, never, several times or in reverse."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Final

Delays = Callable[[int], list[timedelta]]
"""The n-th event about a payment -> when it arrives, each time that it does."""


def at_once(n: int) -> list[timedelta]:  # noqa: ARG001
    """Once, after two seconds."""
    return [timedelta(seconds=2)]


def _never(n: int) -> list[timedelta]:  # noqa: ARG001
    return []


def _three_times(n: int) -> list[timedelta]:  # noqa: ARG001
    return [timedelta(seconds=2), timedelta(seconds=40), timedelta(hours=2)]


def _in_reverse(n: int) -> list[timedelta]:
    return [timedelta(minutes=max(1, 60 - 10 * n))]


DELAYS: Final[Mapping[str, Delays]] = {
    "lost_webhook": _never,
    "duplicate_webhook": _three_times,
    "reordered": _in_reverse,
}
"""The faults of webhooks; of any other payer the events arrive at once."""
