"""The bucket of uploaded statements: S3 announces each to the queue of their reader."""

from typing import Final

from kit.platform import aws_clients

FOLDER: Final = "statements/"
"""Before the id of an upload, in its key."""


class S3StatementFiles:
    """`StatementFiles` by Amazon S3; the lifecycle of the bucket ends them."""

    def __init__(self, bucket: str) -> None:
        self._bucket = bucket

    def store(self, upload: str, sealed: bytes) -> None:
        aws_clients.client("s3").put_object(
            Bucket=self._bucket,
            Key=f"{FOLDER}{upload}",
            Body=sealed,
            ContentType="application/octet-stream",
        )

    def read(self, upload: str) -> bytes:
        stored = aws_clients.client("s3").get_object(Bucket=self._bucket, Key=f"{FOLDER}{upload}")
        content: bytes = stored["Body"].read()
        stored["Body"].close()
        return content
