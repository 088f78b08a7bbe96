"""The queue of attachments whose pages are to be painted."""

import json
from dataclasses import dataclass
from typing import Any

from intake.attachments.paint import AttachmentPainter
from kit.core.events import ContractBroken
from kit.core.model import JsonDict
from kit.core.time import Clock
from kit.messaging.redelivery import Record, Redelivery
from kit.platform import aws_clients


@dataclass(frozen=True, slots=True)
class SqsPictureQueue:
    """`PictureQueue` by Amazon SQS; `url` is the queue's."""

    url: str

    def request(self, attachment: str) -> None:
        body = json.dumps({"attachment": attachment})
        aws_clients.client("sqs").send_message(QueueUrl=self.url, MessageBody=body)


def paint_attachments(
    event: JsonDict,
    context: Any,
    painter: AttachmentPainter,
    clock: Clock,
    redelivery: Redelivery,
) -> JsonDict:
    """Paint a batch; the answer holds the ids of the messages that failed."""
    from kit.messaging.batch import process_batch

    def paint(record: Record) -> None:
        painter.paint(_attachment_in(record.body), at=clock())

    return process_batch(event, context, paint, redelivery)


def _attachment_in(body: str) -> str:
    try:
        return str(json.loads(body)["attachment"])
    except (ValueError, KeyError, TypeError):
        raise ContractBroken("pictures") from None
