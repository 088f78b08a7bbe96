"""The assumptions of the simulation and the limits that it must keep: bursts.yaml."""

from functools import cache
from pathlib import Path
from typing import Final

import yaml

from kit.core.model import Model

PATH: Final = Path(__file__).with_name("bursts.yaml")
WHOLE_PROCESSOR_MB: Final = 1769
"""Memory at which Lambda gives one whole processor; less memory, less of it."""


class Latencies(Model):
    """Seconds until AWS answers."""

    read: float
    query: float
    write: float
    transaction: float
    refusal: float
    data_key: float
    file: float


class Platform(Model):
    """How Lambda reads a queue: `first` batches at once, then so many `more_a_second`."""

    first: int
    more_a_second: float
    cold_start: float
    invocation: float


class Surge(Model):
    """Messages that come at once, and what their handling must keep.

    `processor` is in seconds for each call of AWS that a handler makes, on a whole processor.
    """

    size: int
    processor: float
    failed_receives_below: float
    p95_below: float


class Bursts(Model):
    """All of bursts.yaml."""

    latencies: Latencies
    platform: Platform
    receipts: Surge
    dossiers: Surge


@cache
def bursts() -> Bursts:
    """The file's contents; raises ValidationError where they are others."""
    return Bursts.model_validate(yaml.safe_load(PATH.read_text("utf-8")))
