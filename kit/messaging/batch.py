"""A batch of SQS records: one that fails does not fail the others."""

from collections.abc import Callable, Sequence
from typing import Any, cast

from kit.core.events import Envelope
from kit.core.model import JsonDict
from kit.messaging.inbox import Inbox
from kit.platform import log, tracing

Prepare = Callable[[Sequence[Envelope]], None]


def consume(
    event: JsonDict, context: Any, inbox: Inbox, prepare: Prepare | None = None
) -> JsonDict:
    """Handle a batch; answers the ids of those that failed (ReportBatchItemFailures).

    `prepare` sees the readable messages of the batch first; if it raises, the whole batch is tried
    again.
    """
    from aws_lambda_powertools.utilities.batch.base import BatchProcessor, EventType
    from aws_lambda_powertools.utilities.batch.decorators import process_partial_response

    if prepare is not None:
        prepare([e for r in event["Records"] if (e := _readable(r["body"])) is not None])

    def handle(record: Any) -> None:
        tracing.follow("")  # until it is read: the one before has a trace of its own
        try:
            inbox.handle(Envelope.model_validate_json(record.body))
        except Exception as error:
            log.failure("message_failed", error, message_id=record.message_id)
            raise
        log.info("message_handled", message_id=record.message_id)

    processor = BatchProcessor(event_type=EventType.SQS, raise_on_entire_batch_failure=False)
    answer = process_partial_response(
        event=event, record_handler=handle, processor=processor, context=context
    )
    return cast(JsonDict, answer)


def _readable(body: str) -> Envelope | None:
    try:
        return Envelope.model_validate_json(body)
    except ValueError:
        return None
