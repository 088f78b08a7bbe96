"""The event archive: every batch heard is one object, by day, written before anything is projected, never changed."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Protocol

from kit.core.events import Envelope
from kit.platform import aws_clients


class Archive(Protocol):
    """Keeps events for ever and in the form they were sent."""

    def append(self, batch: Sequence[Envelope], now: datetime) -> None:
        """Keep a batch heard at `now`."""
        ...


class S3Archive:
    """`Archive` in a versioned bucket: `day/<YYYY-MM-DD>/<digest>.jsonl`, an envelope a line."""

    def __init__(self, bucket: str) -> None:
        self._bucket = bucket

    def append(self, batch: Sequence[Envelope], now: datetime) -> None:
        if batch:
            key, body = archived(batch, now)
            aws_clients.client("s3").put_object(
                Bucket=self._bucket, Key=key, Body=body, ContentType="application/x-ndjson"
            )

    def read(self, day: str) -> Iterator[Envelope]:
        """Every event heard on a day (YYYY-MM-DD, UTC); one that was heard twice comes twice."""
        client = aws_clients.client("s3")
        for page in client.get_paginator("list_objects_v2").paginate(
            Bucket=self._bucket, Prefix=f"day/{day}/"
        ):
            for entry in page.get("Contents", ()):
                body = client.get_object(Bucket=self._bucket, Key=entry["Key"])["Body"].read()
                yield from unarchived(body)


def archived(batch: Sequence[Envelope], now: datetime) -> tuple[str, bytes]:
    """Key and content of a batch's object: the same batch heard again is the same object."""
    lines = sorted({heard.model_dump_json() for heard in batch})
    body = "".join(f"{line}\n" for line in lines).encode()
    return f"day/{now:%Y-%m-%d}/{sha256(body).hexdigest()[:32]}.jsonl", body


def unarchived(body: bytes) -> Iterator[Envelope]:
    """The events in an object."""
    for line in body.splitlines():
        yield Envelope.model_validate_json(line)
