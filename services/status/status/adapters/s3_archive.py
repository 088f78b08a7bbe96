"""The event archive on Amazon S3: one object a batch, by day, never changed."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

from kit.core.events import Envelope
from kit.platform import aws_clients


class S3Archive:
    """`Archive` in a versioned bucket: `day/<YYYY-MM-DD>/<digest>.jsonl`, an envelope a line."""

    def __init__(self, bucket: str, client: Callable[[str], Any] = aws_clients.client) -> None:
        """`client` makes boto3's client of a named AWS service."""
        self._bucket = bucket
        self._client = client

    def append(self, batch: Sequence[Envelope], at: datetime) -> None:
        if batch:
            key, body = archive_object(batch, at)
            self._client("s3").put_object(
                Bucket=self._bucket, Key=key, Body=body, ContentType="application/x-ndjson"
            )

    def read(self, day: str) -> Iterator[Envelope]:
        """Every event received on a day (YYYY-MM-DD, UTC); one that came twice is read twice."""
        client = self._client("s3")
        pages = client.get_paginator("list_objects_v2").paginate(
            Bucket=self._bucket, Prefix=f"day/{day}/"
        )
        for page in pages:
            for entry in page.get("Contents", ()):
                body = client.get_object(Bucket=self._bucket, Key=entry["Key"])["Body"].read()
                yield from events_of_object(body)


def archive_object(batch: Sequence[Envelope], at: datetime) -> tuple[str, bytes]:
    """Key and content of a batch's object, equal for equal batches of a day."""
    lines = sorted({message.model_dump_json() for message in batch})
    body = "".join(f"{line}\n" for line in lines).encode()
    return f"day/{at:%Y-%m-%d}/{sha256(body).hexdigest()[:32]}.jsonl", body


def events_of_object(body: bytes) -> Iterator[Envelope]:
    """The events of an object."""
    for line in body.splitlines():
        yield Envelope.model_validate_json(line)
