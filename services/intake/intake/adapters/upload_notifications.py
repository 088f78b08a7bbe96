"""The notifications of S3 about uploads, as they come through the checker's queue."""

import json
from typing import Any
from urllib.parse import unquote_plus

from intake.attachments.check import AttachmentChecker
from intake.attachments.ports import Upload
from kit.core.model import JsonDict
from kit.core.time import Clock
from kit.messaging.redelivery import Record, Redelivery, receives_of


def uploads_in(body: str) -> list[Upload]:
    """The uploads of a notification; none in the test message that S3 sends first."""
    notification: JsonDict = json.loads(body)
    objects = [record["s3"]["object"] for record in notification.get("Records", ())]
    return [Upload(unquote_plus(item["key"]), item.get("versionId")) for item in objects]


def check_uploads(
    event: JsonDict,
    context: Any,
    checker: AttachmentChecker,
    clock: Clock,
    redelivery: Redelivery,
) -> JsonDict:
    """Check a batch; the answer holds the ids of the messages that failed."""
    from kit.messaging.batch import process_batch

    def check(record: Record) -> None:
        for upload in uploads_in(record.body):
            checker.check(upload, at=clock(), receives=receives_of(record))

    return process_batch(event, context, check, redelivery)
