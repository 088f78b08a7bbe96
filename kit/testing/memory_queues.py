"""Queues in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from kit.messaging.outbox_relay import RelayFailed


@dataclass
class MemoryQueues:
    """What was sent to each service; nothing can be sent while they are `down`."""

    sent: dict[str, list[str]] = field(default_factory=dict)
    down: bool = False

    def send(self, service: str, bodies: Sequence[str]) -> None:
        if self.down:
            raise RelayFailed(service)
        self.sent.setdefault(service, []).extend(bodies)
