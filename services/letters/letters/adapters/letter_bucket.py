"""The files of letters on Amazon S3: uploads under their digest, sealed ones where documents has
them.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final
from urllib.parse import quote

from kit.platform import aws_clients
from kit.platform.objects import put_once

UPLOADED: Final = "files"
SEALED: Final = "documents/letters"


class LetterBucket:
    """`LetterFiles` in our bucket and that of documents."""

    def __init__(
        self, bucket: str, documents: str, client: Callable[[str], Any] = aws_clients.client
    ) -> None:
        self._bucket = bucket
        self._documents = documents
        self._client = client

    def store(self, digest: str, content: bytes, media_type: str) -> None:
        """Stored once: the same bytes again are the same object."""
        request = {"Bucket": self._bucket, "Key": f"{UPLOADED}/{digest}", "Body": content}
        put_once(self._client("s3"), request | {"ContentType": media_type})

    def has(self, digest: str) -> bool:
        """Whether the file was uploaded."""
        from botocore.exceptions import ClientError

        try:
            self._client("s3").head_object(Bucket=self._bucket, Key=f"{UPLOADED}/{digest}")
        except ClientError as error:
            if error.response["Error"]["Code"] not in ("404", "403", "NoSuchKey"):
                raise
            return False
        return True

    def link(
        self, letter: str, digest: str, sealed: str | None, name: str, lifetime: timedelta
    ) -> str:
        """A browser saves it under its name, and never shows it as a page of ours."""
        place = (
            {"Bucket": self._documents, "Key": f"{SEALED}/{letter}/{digest}"}
            if sealed
            else {"Bucket": self._bucket, "Key": f"{UPLOADED}/{digest}"}
        )
        shown = f"attachment; filename*=UTF-8''{quote(name)}"
        url: str = self._client("s3").generate_presigned_url(
            "get_object",
            Params=place | {"ResponseContentDisposition": shown},
            ExpiresIn=int(lifetime.total_seconds()),
        )
        return url
