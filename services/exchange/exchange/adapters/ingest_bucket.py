"""Files on their way in S3: our own bucket, and the quarantine of intake's."""

from exchange.ingest.ports import NotFetched
from kit.platform import aws_clients


class S3IngestFiles:
    """`IngestFiles` by Amazon S3."""

    def __init__(self, bucket: str, papers: str) -> None:
        """`papers`: intake's bucket, of which only quarantine can be written."""
        self._bucket = bucket
        self._papers = papers

    def store_inline(self, paper: str, sealed: str) -> None:
        aws_clients.client("s3").put_object(
            Bucket=self._bucket, Key=f"inline/{paper}", Body=sealed.encode()
        )

    def read_inline(self, paper: str) -> str:
        s3 = aws_clients.client("s3")
        try:
            stored = s3.get_object(Bucket=self._bucket, Key=f"inline/{paper}")
        except s3.exceptions.ClientError as error:
            if error.response["Error"]["Code"] not in ("NoSuchKey", "AccessDenied"):
                raise
            raise NotFetched("not_stored", is_final=True) from None
        content: bytes = stored["Body"].read()
        return content.decode()

    def hand_over(self, paper: str, content: bytes) -> None:
        aws_clients.client("s3").put_object(
            Bucket=self._papers, Key=f"quarantine/{paper}", Body=content
        )
