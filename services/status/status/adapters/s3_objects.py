"""Objects by key on Amazon S3."""

from collections.abc import Callable
from typing import Any, Final

from kit.platform import aws_clients
from status.domain.figure_ports import ObjectChanged, StoredObject

ABSENT: Final = ("NoSuchKey", "404")
CHANGED: Final = ("PreconditionFailed", "ConditionalRequestConflict", "412")
JSON: Final = "application/json"
LINK_SECONDS: Final = 300


class S3Objects:
    """`Objects` in a bucket; the tags are S3's own."""

    def __init__(self, bucket: str, client: Callable[[str], Any] = aws_clients.client) -> None:
        """`client` makes boto3's client of a named AWS service."""
        self._bucket = bucket
        self._client = client

    def get(self, key: str) -> StoredObject | None:
        from botocore.exceptions import ClientError

        try:
            stored = self._client("s3").get_object(Bucket=self._bucket, Key=key)
        except ClientError as error:
            if error.response["Error"]["Code"] not in ABSENT:
                raise
            return None
        return StoredObject(stored["Body"].read(), stored["ETag"])

    def put(self, key: str, body: bytes, media_type: str) -> None:
        self._client("s3").put_object(
            Bucket=self._bucket, Key=key, Body=body, ContentType=media_type
        )

    def replace(self, key: str, body: bytes, etag: str | None) -> None:
        from botocore.exceptions import ClientError

        condition = {"IfNoneMatch": "*"} if etag is None else {"IfMatch": etag}
        try:
            self._client("s3").put_object(
                Bucket=self._bucket, Key=key, Body=body, ContentType=JSON, **condition
            )
        except ClientError as error:
            if error.response["Error"]["Code"] not in CHANGED:
                raise
            raise ObjectChanged from None

    def link(self, key: str) -> str:
        url: str = self._client("s3").generate_presigned_url(
            "get_object",
            Params={"Bucket": self._bucket, "Key": key},
            ExpiresIn=LINK_SECONDS,
        )
        return url

    def remove(self, key: str) -> None:
        self._client("s3").delete_object(Bucket=self._bucket, Key=key)
