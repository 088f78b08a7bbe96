"""An SQS queue on simulated time, with what Lambda does to empty it."""

import heapq
import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from bench.burst.assumptions import Platform
from bench.burst.simulated_time import SimulatedTime
from kit.core.model import JsonDict

ARN: Final = "arn:aws:sqs:ap-southeast-1:000000000000:motcua-burst-inbox"
Function = Callable[[JsonDict, object], JsonDict]
"""The inbox function of a service: a batch, and which of its messages failed."""


@dataclass
class Message:
    """`visible` and `handled` are seconds since the beginning."""

    id: str
    body: str
    visible: float = 0.0
    receives: int = 0
    handled: float | None = None


@dataclass
class Queue:
    """Messages by the moment from which they are seen; also SQS' client, for the one act of ours.

    `dead` were received `most` times, or were given up by the code.
    """

    time: SimulatedTime
    visibility: float
    most: int
    messages: dict[str, Message] = field(default_factory=dict)
    dead: list[str] = field(default_factory=list)
    receives: int = 0
    failures: int = 0
    _due: list[tuple[float, int, str]] = field(default_factory=list)
    _order: "itertools.count[int]" = field(default_factory=itertools.count)

    def send(self, bodies: Sequence[str]) -> None:
        """Messages that can be received now, in this order."""
        for body in bodies:
            message = Message(str(len(self.messages)), body)
            self.messages[message.id] = message
            self._show(message, self.time.seconds)

    @property
    def left(self) -> int:
        """How many are neither handled nor dead."""
        return sum(m.handled is None for m in self.messages.values()) - len(self.dead)

    def receive(self, most: int) -> list[Message]:
        """The next messages that can be seen, hidden from everybody else from now on."""
        received: list[Message] = []
        while self._due and len(received) < most and self._due[0][0] <= self.time.seconds:
            at, _, key = heapq.heappop(self._due)
            message = self.messages[key]
            if message.handled is None and message.visible == at and key not in self.dead:
                message.receives += 1
                received.append(message)
                self._show(message, self.time.seconds + self.visibility)
        self.receives += len(received)
        return received

    def settle(self, batch: Sequence[Message], failed: set[str]) -> None:
        """Delete what was handled; what failed too often is dead."""
        for message in batch:
            if message.id not in failed:
                message.handled = self.time.seconds
            elif message.receives >= self.most:
                self.dead.append(message.id)
        self.failures += len(failed)

    def next_visible(self) -> float | None:
        """When the next message can be seen; None where none is left."""
        while self._due:
            at, _, key = self._due[0]
            message = self.messages[key]
            if message.handled is None and message.visible == at and key not in self.dead:
                return at
            heapq.heappop(self._due)
        return None

    def change_message_visibility(
        self,
        *,
        QueueUrl: str,  # noqa: N803, ARG002
        ReceiptHandle: str,  # noqa: N803
        VisibilityTimeout: int,  # noqa: N803
    ) -> None:
        """As SQS' client has it."""
        message = self.messages[ReceiptHandle]
        self._show(message, self.time.seconds + VisibilityTimeout)

    def send_message(self, *, QueueUrl: str, MessageBody: str) -> None:  # noqa: N803, ARG002
        """As SQS' client has it: a message that is given up."""
        raise AssertionError(f"given up: {MessageBody[:200]}")

    def _show(self, message: Message, at: float) -> None:
        message.visible = at
        heapq.heappush(self._due, (at, next(self._order), message.id))


@dataclass(frozen=True)
class EventSource:
    """Lambda's reading of a queue: up to `at_once` batches of at most `batch` messages.

    `environment` makes the function of one more execution environment.
    """

    queue: Queue
    platform: Platform
    batch: int
    at_once: int
    environment: Callable[[], Function]

    def start(self) -> None:
        """Every environment from the moment on from which Lambda may use it."""
        for n in range(self.at_once):
            after = max(0, n - self.platform.first + 1) / self.platform.more_a_second
            self.queue.time.start(self._work, after)

    def _work(self) -> None:
        time, function, cold = self.queue.time, self.environment(), self.platform.cold_start
        while (at := self.queue.next_visible()) is not None:
            batch = self.queue.receive(self.batch)
            if not batch:
                time.wait(max(0.05, at - time.seconds))
                continue
            time.wait(self.platform.invocation + cold)
            cold = 0.0
            answer = function({"Records": [_record(message) for message in batch]}, None)
            failed = {each["itemIdentifier"] for each in answer["batchItemFailures"]}
            self.queue.settle(batch, failed)


def _record(message: Message) -> dict[str, Any]:
    return {
        "messageId": message.id,
        "receiptHandle": message.id,
        "body": message.body,
        "attributes": {"ApproximateReceiveCount": str(message.receives)},
        "messageAttributes": {},
        "md5OfBody": "",
        "eventSource": "aws:sqs",
        "eventSourceARN": ARN,
        "awsRegion": "ap-southeast-1",
    }
