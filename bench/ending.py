"""The end of the bench: whatever ends it, the cloud that it started ends too."""

import signal
from types import FrameType
from typing import Final

LONGEST: Final = 45 * 60
"""Seconds; on a free machine everything takes a fifth of it."""


def end_in_time(seconds: int = LONGEST) -> None:
    """From now on a signal to end, and the end of the time, unwind as Ctrl-C does."""
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGALRM):
        signal.signal(number, _unwind)
    signal.alarm(seconds)


def _unwind(number: int, _: FrameType | None) -> None:
    """Raises SystemExit, once: what cleans up has its time."""
    signal.alarm(0)
    raise SystemExit(f"the bench was ended by {signal.Signals(number).name}")
