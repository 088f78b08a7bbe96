"""The file store on Amazon S3."""

from datetime import timedelta
from typing import Final

from kit.platform import aws_clients

MEDIA_TYPE: Final = "application/pdf"


class S3FileStore:
    """`FileStore` in one bucket."""

    def __init__(self, bucket: str) -> None:
        self._bucket = bucket

    def put(self, key: str, content: bytes) -> None:
        aws_clients.client("s3").put_object(
            Bucket=self._bucket, Key=key, Body=content, ContentType=MEDIA_TYPE
        )

    def link(self, key: str, filename: str, lifetime: timedelta) -> str:
        url: str = aws_clients.client("s3").generate_presigned_url(
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
