"""Queues in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from kit.messaging.outbox_relay import RelayFailed
from kit.messaging.redelivery import Record


@dataclass
class MemoryRedelivery:
    """`Redelivery`: remembers the ids of the messages that it was told about."""

    postponed: list[str] = field(default_factory=list)
    abandoned: list[str] = field(default_factory=list)

    def postpone(self, record: Record) -> None:
        self.postponed.append(record.raw_event["messageId"])

    def give_up(self, record: Record) -> bool:
        self.abandoned.append(record.raw_event["messageId"])
        return True


@dataclass
class MemoryQueues:
    """What was sent to each service; nothing can be sent while they are `down`."""

    sent: dict[str, list[str]] = field(default_factory=dict)
    down: bool = False

    def send(self, service: str, bodies: Sequence[str]) -> None:
        if self.down:
            raise RelayFailed(service)
        self.sent.setdefault(service, []).extend(bodies)
