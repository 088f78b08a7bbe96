"""Uploads of statements in memory: the files, and the queue between upload and reader."""

import json
from collections import deque
from typing import Any


class MemoryStatementFiles:
    """`StatementFiles` in memory; `announced` holds the ids that S3 has announced."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.announced: deque[str] = deque()
        self.failures = 0

    def store(self, upload: str, sealed: bytes) -> None:
        if self.failures:
            self.failures -= 1
            raise TimeoutError
        self.files[upload] = sealed
        self.announced.append(upload)

    def read(self, upload: str) -> bytes:
        return self.files[upload]


def notification(*uploads: str, receives: int = 1) -> dict[str, Any]:
    """The batch that the reader receives: one message an upload, as S3 and SQS write them."""
    return {
        "Records": [
            {
                "messageId": f"m-{upload}",
                "receiptHandle": "r",
                "eventSource": "aws:sqs",
                "eventSourceARN": "arn:aws:sqs:ap-southeast-1:1:motcua-test-statements",
                "attributes": {"ApproximateReceiveCount": str(receives)},
                "body": json.dumps(
                    {"Records": [{"s3": {"object": {"key": f"statements/{upload}"}}}]}
                ),
            }
            for upload in uploads
        ]
    }
