"""How many invocations and requests a batch costs, whatever its size was in the recording.

How full the batches of one recorded dossier are depends on the machine. A dossier's price counts
them as configured: full, by the templates. What it costs when each message comes alone stands
beside it.
"""

from collections.abc import Callable
from functools import cache

from bench.recording import Invocation
from infra.service.description import read_description
from infra.service.functions import RELAYED_AT_ONCE
from kit.messaging.outbox_relay import MOST_ENTRIES

BatchSize = Callable[[Invocation], int]
"""How many messages or events one invocation of a function handles."""


def configured(invocation: Invocation) -> int:
    """As many as the template allows."""
    return _configured(invocation.service, invocation.name)


def alone(invocation: Invocation) -> int:  # noqa: ARG001
    """Each message or event for itself."""
    return 1


def share(invocation: Invocation, size: BatchSize) -> float:
    """How many invocations this one stands for: its messages as a part of whole batches."""
    if invocation.kind in ("http", "schedule"):
        return 1.0
    return len(invocation.records) / size(invocation)


def sends(entries: int, invocation: Invocation, size: BatchSize) -> float:
    """How many requests send so many messages: a relay sends what one batch of events holds."""
    return entries / min(MOST_ENTRIES, size(invocation))


@cache
def _configured(service: str, name: str) -> int:
    return RELAYED_AT_ONCE if name == "relay" else read_description(service).functions[name].batch
