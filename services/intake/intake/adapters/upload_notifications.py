"""The notifications of S3 about uploads, as they come through the checker's queue."""

import json
from typing import Any, cast
from urllib.parse import unquote_plus

from intake.attachments.check import AttachmentChecker
from intake.attachments.ports import Upload
from kit.core.model import JsonDict
from kit.core.time import Clock
from kit.platform import log


def uploads_in(body: str) -> list[Upload]:
    """The uploads of a notification; none in the test message that S3 sends first."""
    notification: JsonDict = json.loads(body)
    objects = [record["s3"]["object"] for record in notification.get("Records", ())]
    return [Upload(unquote_plus(item["key"]), item.get("versionId")) for item in objects]


def check_uploads(
    event: JsonDict, context: Any, checker: AttachmentChecker, clock: Clock
) -> JsonDict:
    """Check a batch; the answer holds the ids of the messages that failed."""
    from aws_lambda_powertools.utilities.batch import (
        BatchProcessor,
        EventType,
        process_partial_response,
    )
    from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord

    def check(record: SQSRecord) -> None:
        try:
            for upload in uploads_in(record.body):
                checker.check(upload, at=clock())
        except Exception as error:
            log.failure("check_failed", error, message_id=record.message_id)
            raise

    processor = BatchProcessor(event_type=EventType.SQS, raise_on_entire_batch_failure=False)
    response = process_partial_response(
        event=event, record_handler=check, processor=processor, context=context
    )
    return cast(JsonDict, response)
