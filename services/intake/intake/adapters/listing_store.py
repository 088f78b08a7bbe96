"""The bucket's folder of lists of procedures."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

from kit.platform import aws_clients
from kit.platform.objects import put_once

LISTINGS: Final = "catalogue/"


def _client() -> Any:
    return aws_clients.client("s3")


class S3ListingStore:
    """`ListingStore` by Amazon S3."""

    def __init__(self, bucket: str, client: Callable[[], Any] = _client) -> None:
        self._bucket = bucket
        self._client = client

    def read(self, sha256: str) -> bytes:
        stored = self._client().get_object(Bucket=self._bucket, Key=f"{LISTINGS}{sha256}")
        content: bytes = stored["Body"].read()
        return content

    def link(self, sha256: str, media_type: str, filename: str, lifetime: timedelta) -> str:
        url: str = self._client().generate_presigned_url(
            "get_object",
            Params={
                "Bucket": self._bucket,
                "Key": f"{LISTINGS}{sha256}",
                "ResponseContentType": media_type,
                "ResponseContentDisposition": f'attachment; filename="{filename}"',
            },
            ExpiresIn=int(lifetime.total_seconds()),
        )
        return url

    def store(self, sha256: str, content: bytes) -> None:
        request = {"Bucket": self._bucket, "Key": f"{LISTINGS}{sha256}", "Body": content}
        put_once(self._client(), request)
