"""The event archive on Amazon S3: one object a batch, by minute, never changed."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Final

from kit.core.events import Envelope
from kit.platform import aws_clients
from kit.platform.objects import put_once

MEDIA_TYPE: Final = "application/x-ndjson"
AT_ONCE: Final = 10
"""Objects read side by side: as many as the client has connections. One takes 20 ms."""


class S3Archive:
    """`Archive` and `ArchivedBatches` in a versioned bucket, an envelope a line.

    A key is `day/<YYYY-MM-DD>/<HHMM>-<digest>.jsonl` (UTC); before December 2026 it had no minute.
    """

    def __init__(self, bucket: str, client: Callable[[str], Any] = aws_clients.client) -> None:
        """`client` makes boto3's client of a named AWS service."""
        self._bucket = bucket
        self._client = client

    def append(self, batch: Sequence[Envelope], at: datetime) -> None:
        if batch:
            key, body = archive_object(batch, at)
            stored = {"Bucket": self._bucket, "Key": key, "Body": body, "ContentType": MEDIA_TYPE}
            put_once(self._client("s3"), stored)

    def read(self, day: str) -> Iterator[Envelope]:
        """Every event received on a day (YYYY-MM-DD, UTC); one that came twice is read twice."""
        return self.events(self._listed(Prefix=f"day/{day}/"))

    def keys(self, after: str) -> Iterator[str]:
        return self._listed(Prefix="day/", StartAfter=after)

    def events(self, keys: Iterable[str]) -> Iterator[Envelope]:
        from status.adapters.read_ahead import in_order

        client = self._client("s3")

        def body(key: str) -> bytes:
            content: bytes = client.get_object(Bucket=self._bucket, Key=key)["Body"].read()
            return content

        for content in in_order(body, keys, AT_ONCE):
            yield from events_of_object(content)

    def _listed(self, **where: str) -> Iterator[str]:
        pages = (
            self._client("s3")
            .get_paginator("list_objects_v2")
            .paginate(Bucket=self._bucket, **where)
        )
        return (entry["Key"] for page in pages for entry in page.get("Contents", ()))


def archive_object(batch: Sequence[Envelope], at: datetime) -> tuple[str, bytes]:
    """Key and content of a batch's object, equal for equal batches of a minute (UTC)."""
    lines = sorted({message.model_dump_json() for message in batch})
    body = "".join(f"{line}\n" for line in lines).encode()
    return f"day/{at.astimezone(UTC):%Y-%m-%d/%H%M}-{sha256(body).hexdigest()[:32]}.jsonl", body


def events_of_object(body: bytes) -> Iterator[Envelope]:
    """The events of an object."""
    for line in body.splitlines():
        yield Envelope.model_validate_json(line)
