"""The buckets of intake and of documents, from which the National Portal fetches by signed URLs."""

from datetime import timedelta
from typing import Any, Final

from exchange.domain.lane_files import LaneFile
from kit.platform import aws_clients

MISSING: Final = ("404", "403")
"""S3 answers a role that may not list the bucket with the second, where there is no object."""


class S3LinkedFiles:
    """`LinkedFiles` by Amazon S3: URLs are signed with the rights of this function."""

    def __init__(self, papers: str, documents: str) -> None:
        self._buckets = {"papers": papers, "documents": documents}

    def link(self, file: LaneFile, filename: str, lifetime: timedelta) -> str | None:
        bucket = self._buckets[file.place]
        key = next((each for each in file.keys if self._is_stored(bucket, each)), None)
        if key is None:
            return None
        parameters: dict[str, Any] = {
            "Bucket": bucket,
            "Key": key,
            "ResponseContentDisposition": f'attachment; filename="{filename}"',
            "ResponseCacheControl": "private, no-store",
        }
        url: str = aws_clients.client("s3").generate_presigned_url(
            "get_object", Params=parameters, ExpiresIn=int(lifetime.total_seconds())
        )
        return url

    def _is_stored(self, bucket: str, key: str) -> bool:
        s3 = aws_clients.client("s3")
        try:
            s3.head_object(Bucket=bucket, Key=key)
        except s3.exceptions.ClientError as error:
            if error.response["Error"]["Code"] in MISSING:
                return False
            raise
        return True
