"""The queue of endpoints that the deliverer looks at."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kit.core.model import JsonDict
from kit.messaging.batch import process_batch
from kit.messaging.redelivery import Record, Redelivery
from kit.platform import aws_clients


@dataclass(frozen=True, slots=True)
class SqsWakeQueue:
    """`WakeQueue` by Amazon SQS; `url` is the queue's."""

    url: str

    def wake(self, hook: str, seconds: int = 0) -> None:
        """Raises what botocore raises: the message that led here comes again."""
        aws_clients.client("sqs").send_message(
            QueueUrl=self.url, MessageBody=json.dumps({"hook": hook}), DelaySeconds=seconds
        )


def deliver_batch(
    event: JsonDict, context: Any, run: Callable[[str], None], redelivery: Redelivery
) -> JsonDict:
    """Bring each endpoint of a batch its events; the answer holds the ids of what failed."""

    def handle(record: Record) -> None:
        run(str(json.loads(record.body)["hook"]))

    return process_batch(event, context, handle, redelivery)
