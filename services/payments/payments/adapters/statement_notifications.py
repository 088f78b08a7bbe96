"""The notifications of S3 about uploaded statements, as they come through the reader's queue."""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote_plus

from kit.core.model import JsonDict
from kit.messaging.redelivery import Record, Redelivery
from payments.adapters.statement_bucket import FOLDER


def uploads_in(body: str) -> list[str]:
    """The ids of the uploads of a notification; none in the test message that S3 sends first."""
    notification: JsonDict = json.loads(body)
    keys = [record["s3"]["object"]["key"] for record in notification.get("Records", ())]
    return [unquote_plus(key).removeprefix(FOLDER) for key in keys]


def read_statements(
    event: JsonDict, context: Any, read: Callable[[str], object], redelivery: Redelivery
) -> JsonDict:
    """Read the statements of a batch; the answer holds the ids of the messages that failed."""
    from kit.messaging.batch import process_batch

    def handle(record: Record) -> None:
        for upload in uploads_in(record.body):
            read(upload)

    return process_batch(event, context, handle, redelivery)
