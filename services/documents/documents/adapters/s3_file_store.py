"""The file store on Amazon S3."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

from kit.platform import aws_clients

MEDIA_TYPE: Final = "application/pdf"


class S3FileStore:
    """`FileStore` in one bucket."""

    def __init__(self, bucket: str, client: Callable[[str], Any] = aws_clients.client) -> None:
        """`client` makes boto3's client of a named AWS service."""
        self._bucket = bucket
        self._client = client

    def put(self, key: str, content: bytes) -> None:
        self._client("s3").put_object(
            Bucket=self._bucket, Key=key, Body=content, ContentType=MEDIA_TYPE
        )

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
