"""The file store on Amazon S3."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final

from documents.domain.ports import PaperMissing
from kit.platform import aws_clients
from kit.platform.objects import erase_below, put_once

MEDIA_TYPE: Final = "application/pdf"
MISSING: Final = "NoSuchKey"
"""What S3 answers where there is no object. A role that may not list the bucket gets AccessDenied
instead, which may as well be a right that it lacks: the message comes again, then an alarm rings.
"""


class S3FileStore:
    """`FileStore` in one bucket."""

    def __init__(
        self,
        bucket: str,
        client: Callable[[str], Any] = aws_clients.client,
        *,
        papers: str = "",
        letters: str = "",
        locks: bool = False,
    ) -> None:
        """`client` makes boto3's client of a named AWS service; `papers` is intake's bucket,
        `letters` that of letters; `locks`: the bucket has them.
        """
        self._bucket = bucket
        self._client = client
        self._papers = papers
        self._letters = letters
        self._locks = locks

    def put(self, key: str, content: bytes, locked_until: datetime | None) -> bytes:
        lock: dict[str, Any] = {}
        if locked_until is not None and self._locks:
            lock = {"ObjectLockMode": "GOVERNANCE", "ObjectLockRetainUntilDate": locked_until}
            lock |= {"ChecksumAlgorithm": "SHA256"}  # S3 locks nothing without one
        s3, place = self._client("s3"), {"Bucket": self._bucket, "Key": key}
        if put_once(s3, place | {"Body": content, "ContentType": MEDIA_TYPE} | lock):
            return content
        return self.read(key)

    def read(self, key: str) -> bytes:
        stored = self._client("s3").get_object(Bucket=self._bucket, Key=key)
        content: bytes = stored["Body"].read()
        return content

    def read_paper(self, draft: str, digest: str) -> bytes:
        return self._read_others(self._papers, f"papers/{draft}/{digest}")

    def read_letter(self, digest: str) -> bytes:
        return self._read_others(self._letters, f"files/{digest}")

    def _read_others(self, bucket: str, key: str) -> bytes:
        from botocore.exceptions import ClientError

        try:
            stored = self._client("s3").get_object(Bucket=bucket, Key=key)
        except ClientError as error:
            if error.response["Error"]["Code"] != MISSING:
                raise
            raise PaperMissing from None
        content: bytes = stored["Body"].read()
        return content

    def erase(self, prefix: str) -> int:
        return erase_below(self._client("s3"), self._bucket, prefix)

    def link(self, key: str, filename: str, lifetime: timedelta) -> str:
        url: str = self._client("s3").generate_presigned_url(
            "get_object",
            Params={
                "Bucket": self._bucket,
                "Key": key,
                "ResponseContentType": MEDIA_TYPE,
                "ResponseContentDisposition": f'attachment; filename="{filename}"',
            },
            ExpiresIn=int(lifetime.total_seconds()),
        )
        return url
