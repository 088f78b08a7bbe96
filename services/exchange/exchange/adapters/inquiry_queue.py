"""The queue that tells the asker of inquiries; the inquiries themselves wait in the table."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from exchange.domain.inquiry import Inquiry
from exchange.registries.answer import Asker
from exchange.repository import ExchangeRepository
from kit.core.budget import Budget
from kit.core.events import ContractBroken
from kit.core.model import JsonDict
from kit.messaging.redelivery import Record, Redelivery
from kit.platform import aws_clients


@dataclass(frozen=True, slots=True)
class SqsInquiryQueue:
    """By Amazon SQS; `url` is the queue's."""

    url: str

    def notify(self, inquiry: Inquiry) -> None:
        """One message for a inquiry."""
        body = json.dumps({"registry": inquiry.registry, "inquiry": inquiry.id})
        aws_clients.client("sqs").send_message(QueueUrl=self.url, MessageBody=body)


class StillOpen(Exception):
    """Another run keeps the registry: the message comes again."""


def answer_inquiries(
    event: JsonDict,
    context: Any,
    asker: Callable[[], Asker],
    repository: ExchangeRepository,
    redelivery: Redelivery,
    budget: Budget,
) -> JsonDict:
    """Ask all of a batch at once; the answer holds the ids of the messages that failed."""
    from kit.messaging.batch import process_batch

    asker().answer(
        [pair for each in event["Records"] if (pair := _pair(each.get("body", "")))], budget
    )

    def confirm(record: Record) -> None:
        pair = _pair(record.body)
        if pair is None:
            raise ContractBroken("inquiries")
        inquiry = repository.sealed_inquiry(pair[1])
        if inquiry is not None and inquiry.is_open:
            raise StillOpen(pair[0])

    return process_batch(event, context, confirm, redelivery)


def _pair(body: str) -> tuple[str, str] | None:
    try:
        members = json.loads(body)
        return str(members["registry"]), str(members["inquiry"])
    except (ValueError, KeyError, TypeError):
        return None
