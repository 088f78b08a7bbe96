"""The fate of a message that failed: it comes again after a pause, or it is given up at once.

A queue that hides each failed message for its whole visibility timeout makes a payer wait minutes
for one lost race, and gives everything up after a quarter of an hour without KMS.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from kit.platform import aws_clients, log

FIRST_PAUSE, LONGEST_PAUSE = 2, 900
"""Seconds: two after the first receive, then twice as long each time, at most a quarter hour."""
DEAD_LETTERS = "-dlq"
"""What the name of a queue's dead letters ends with."""


class Record(Protocol):
    """An SQS record, as the batch processor hands it out."""

    @property
    def body(self) -> str: ...

    @property
    def raw_event(self) -> dict[str, Any]: ...


class Redelivery(Protocol):
    """Decides when a failed message is seen again."""

    def postpone(self, record: Record) -> None:
        """Hide it for a time that grows with its receives."""
        ...

    def give_up(self, record: Record) -> bool:
        """Move it to the dead letters; False if that failed and it has to come again."""
        ...


def receives_of(record: Record) -> int:
    """How often the message was received, this time included."""
    return int(record.raw_event.get("attributes", {}).get("ApproximateReceiveCount", 1))


def pause_after(receives: int, chance: float) -> int:
    """Seconds to hide a message that was received so often: half to the whole of twice the last.

    `chance` from 0 to 1 spreads messages that failed together.
    """
    longest = min(LONGEST_PAUSE, FIRST_PAUSE << min(receives - 1, 10))
    return max(FIRST_PAUSE, round(longest * (0.5 + 0.5 * chance)))


@dataclass(frozen=True, slots=True)
class SqsRedelivery:
    """`Redelivery` by SQS; `prefix` is the part of their addresses that all queues share."""

    prefix: str
    client: Callable[[str], Any] = aws_clients.client
    chance: Callable[[], float] = random.random

    def postpone(self, record: Record) -> None:
        """A message that can't be hidden keeps the queue's own visibility timeout."""
        from botocore.exceptions import BotoCoreError, ClientError

        event = record.raw_event
        pause = pause_after(receives_of(record), self.chance())
        try:
            self.client("sqs").change_message_visibility(
                QueueUrl=self._url(event),
                ReceiptHandle=event["receiptHandle"],
                VisibilityTimeout=pause,
            )
        except (BotoCoreError, ClientError) as error:
            log.failure("not_postponed", error, message_id=event["messageId"])

    def give_up(self, record: Record) -> bool:
        """Sends a copy; the platform deletes the original when the batch is answered."""
        from botocore.exceptions import BotoCoreError, ClientError

        event = record.raw_event
        try:
            self.client("sqs").send_message(
                QueueUrl=self._url(event) + DEAD_LETTERS, MessageBody=record.body
            )
        except (BotoCoreError, ClientError) as error:
            log.failure("not_given_up", error, message_id=event["messageId"])
            return False
        return True

    def _url(self, event: dict[str, Any]) -> str:
        """The address of the queue that the record came from, which the record names by ARN."""
        name: str = event["eventSourceARN"].rpartition(":")[2]
        return f"{self.prefix.rpartition('/')[0]}/{name}"
