"""A service that subscribes to a chain of messages, for the tests of the inbox."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from kit.core.events import Envelope
from kit.messaging.deferred import DeferredMessages
from kit.messaging.inbox import Inbox
from kit.persistence.repository import OutOfOrder
from kit.testing.clock import NOW
from kit.testing.memory_table import MemoryTransport, events_of
from tests.unit.kit.thing import Thing, aggregates, envelope, named, thing

CHAIN = ("opened", "paid", "accepted", "returned")
"""Each needs the one before; what comes too soon is out of order."""


class ChainService:
    """Takes messages about one thing in the only order that makes sense."""

    def __init__(self, transport: MemoryTransport, around: Any = None) -> None:
        self.transport = transport
        self.things = aggregates(transport, around)
        self.deferred = DeferredMessages(self.things.table)
        self.clock = NOW
        self.calls: list[str] = []
        self.meanwhile: Callable[[], None] | None = None
        self.inbox = Inbox(
            dict.fromkeys(CHAIN, self.on_link) | {"poison": self.fail}, self.things.table, self.now
        )

    def now(self) -> datetime:
        return self.clock

    def on_link(self, message: Envelope) -> None:
        self.calls.append(message.type)
        seen = self.things.load(Thing, "t1")
        if (meanwhile := self.meanwhile) is not None:
            self.meanwhile = None
            meanwhile()
        before = CHAIN.index(message.type) - 1
        if (seen.name if seen else "") != ("" if before < 0 else CHAIN[before]):
            raise OutOfOrder("THING#t1", seen.version if seen else 0)
        self.things.commit([named(seen or thing(), message.type)], at=self.clock, cause=message)

    def fail(self, message: Envelope) -> None:
        seen = self.things.load(Thing, "t1")
        if seen is None:
            raise OutOfOrder("THING#t1", 0)
        raise ZeroDivisionError("Nguyễn Thị An")

    def names(self) -> list[str]:
        return [e.data["name"] for e in events_of(self.transport)]

    def waiting(self) -> list[str]:
        return [m.type for m in self.deferred.of(envelope().correlation_key)]


def chain_service(around: Any = None) -> ChainService:
    return ChainService(MemoryTransport(), around)


def batch(*messages: Envelope | str) -> dict[str, Any]:
    bodies = [m if isinstance(m, str) else m.model_dump_json() for m in messages]
    return {
        "Records": [
            {"messageId": f"m{n}", "body": body, "eventSource": "aws:sqs", "attributes": {}}
            for n, body in enumerate(bodies)
        ]
    }


def failures(answer: dict[str, Any]) -> list[str]:
    return [f["itemIdentifier"] for f in answer["batchItemFailures"]]
