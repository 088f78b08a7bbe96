"""The trust list of a stage, as the operator stored it beside the attachments."""

from datetime import datetime, timedelta
from typing import Final

from botocore.exceptions import ClientError

from kit.platform import aws_clients
from kit.security.pdf_signatures import TrustList

KEY: Final = "trust/list.json"
HELD: Final = timedelta(minutes=5)


class S3TrustStore:
    """`TrustStore` by Amazon S3; without a list nobody is trusted."""

    def __init__(self, bucket: str) -> None:
        self._bucket = bucket
        self._list = TrustList()
        self._read_at: datetime | None = None

    def trust_list(self, at: datetime) -> TrustList:
        if self._read_at is None or at - self._read_at > HELD:
            self._list, self._read_at = self._read(), at
        return self._list

    def _read(self) -> TrustList:
        try:
            stored = aws_clients.client("s3").get_object(Bucket=self._bucket, Key=KEY)
        except ClientError as error:
            if error.response["Error"]["Code"] in ("NoSuchKey", "AccessDenied"):
                return TrustList()  # S3 answers the latter to whoever may not list
            raise
        return TrustList.model_validate_json(stored["Body"].read())
