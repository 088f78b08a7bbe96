"""A batch of SQS records: one that fails does not fail the others."""

from collections.abc import Callable, Sequence
from typing import Any, cast

from pydantic import ValidationError

from kit.core.events import ContractBroken, Envelope
from kit.core.model import JsonDict
from kit.messaging.inbox import Inbox
from kit.messaging.redelivery import Record, Redelivery, receives_of
from kit.messaging.senders import Senders, UnknownSender
from kit.platform import log, tracing

Prepare = Callable[[Sequence[Envelope]], None]
FAILED_RECEIVES = "FailedReceives"
"""The metric of how often a failed message was received. An alarm watches it: SQS' own age of a
queue leaves out what was received more than three times."""


def consume(
    event: JsonDict,
    context: Any,
    inbox: Inbox,
    prepare: Prepare | None = None,
    redelivery: Redelivery | None = None,
    senders: Senders | None = None,
) -> JsonDict:
    """Handle a batch; answers the ids of those that failed (ReportBatchItemFailures).

    `senders` refuses messages of foreign ones. `prepare` sees the readable messages of the batch
    first; if it raises, the whole batch is tried again. Without `redelivery` a message that failed
    waits for its queue's visibility timeout.
    """
    unprepared = _failure_of(prepare, event, senders) if prepare else None

    def handle(record: Record) -> None:
        if unprepared is not None:
            raise unprepared
        tracing.follow("")  # until it is read: the one before has a trace of its own
        message = _envelope(record.body)
        if senders is not None:
            senders.require(message, _sender_of(record.raw_event))
        inbox.handle(message)

    return process_batch(event, context, handle, redelivery)


def process_batch(
    event: JsonDict,
    context: Any,
    handle: Callable[[Record], None],
    redelivery: Redelivery | None = None,
) -> JsonDict:
    """Handle each record; one that broke its contract is given up, one that failed comes again."""
    from aws_lambda_powertools.utilities.batch.base import BatchProcessor, EventType
    from aws_lambda_powertools.utilities.batch.decorators import process_partial_response

    def attempt(record: Any) -> None:
        try:
            handle(record)
        except Exception as error:
            log.failure("message_failed", error, message_id=record.message_id)
            log.metric(FAILED_RECEIVES, receives_of(record))
            if redelivery is not None and _is_over(record, error, redelivery):
                return
            raise
        log.info("message_handled", message_id=record.message_id)

    processor = BatchProcessor(event_type=EventType.SQS, raise_on_entire_batch_failure=False)
    answer = process_partial_response(
        event=event, record_handler=attempt, processor=processor, context=context
    )
    return cast(JsonDict, answer)


def _is_over(record: Record, error: Exception, redelivery: Redelivery) -> bool:
    """Whether the message was given up; otherwise it was postponed."""
    if isinstance(error, ContractBroken) and redelivery.give_up(record):
        return True
    redelivery.postpone(record)
    return False


def _failure_of(prepare: Prepare, event: JsonDict, senders: Senders | None) -> Exception | None:
    """What the preparation raised: every message of the batch fails with it."""
    try:
        prepare([e for r in event["Records"] if (e := _readable(r, senders)) is not None])
    except Exception as error:  # noqa: BLE001 - raised again for each message
        return error
    return None


def _envelope(body: str) -> Envelope:
    try:
        return Envelope.model_validate_json(body)
    except ValidationError:
        raise ContractBroken("envelope") from None


def _readable(record: JsonDict, senders: Senders | None) -> Envelope | None:
    """The message of a record; None for one that can't be read or that a foreign sender sent."""
    try:
        message = _envelope(record["body"])
        if senders is not None:
            senders.require(message, _sender_of(record))
    except (ContractBroken, UnknownSender):
        return None
    return message


def _sender_of(record: JsonDict) -> str:
    return str(record.get("attributes", {}).get("SenderId", ""))
