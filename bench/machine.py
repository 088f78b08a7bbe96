"""How fast the machine is: the processor time of the bare function at the same time.

Durations in a dossier's price are those of the machine of docs/performance.md, whatever machine
recorded them and whatever else ran on it.
"""

import marshal
from collections.abc import Callable, Sequence
from statistics import median
from threading import Event, Thread
from typing import Final, Self

from bench.recorded_responses import item_response
from bench.subjects import bare, run

REFERENCE_US: Final = 432.0
"""A warm response of the bare function on the machine of docs/performance.md: its functions' warm
times, each divided by its ratio.
"""
PAUSE: Final = 0.5
"""Seconds between two processes."""
ITEM: Final = {"pk": {"S": "ITEM"}, "sk": {"S": "STATE"}, "doc": {"S": "{}"}}
AWS: Final = {
    "AWS_DEFAULT_REGION": "ap-southeast-1",
    "AWS_ACCESS_KEY_ID": "test",
    "AWS_SECRET_ACCESS_KEY": "test",
    "AWS_EC2_METADATA_DISABLED": "true",
}
"""What botocore wants to know, although nobody is called."""


class Pace:
    """Runs the bare function again and again beside what is recorded: whatever slows the one slows
    the other. `samples` are its warm responses, one of each process.
    """

    def __init__(self, measured: Callable[[], float] | None = None) -> None:
        self.samples: list[float] = []
        self._measured = measured or _bare_us
        self._over = Event()
        self._thread = Thread(target=self._sample, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _sample(self) -> None:
        while not self.samples or not self._over.wait(PAUSE):
            self.samples.append(self._measured())


def _bare_us() -> float:
    subject, event = bare(item_response(ITEM), AWS), marshal.dumps({}, 4)
    return float(run(subject, event)["warm_us"])


def scale(measured: Sequence[float]) -> float:
    """What processor times of this machine are multiplied by."""
    return REFERENCE_US / median(measured)
