"""The trust list of a stage, as the operator stored it beside the attachments."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final

from botocore.exceptions import ClientError

from kit.platform import aws_clients
from kit.security.trust_list import TrustList

KEY: Final = "trust/list.json"
HELD: Final = timedelta(minutes=5)


class S3TrustStore:
    """`TrustStore` by Amazon S3; without a list nobody is trusted."""

    def __init__(self, bucket: str, client: Callable[[str], Any] = aws_clients.client) -> None:
        """`client` makes boto3's client of a named AWS service."""
        self._bucket = bucket
        self._client = client
        self._list = TrustList()
        self._read_at: datetime | None = None

    def trust_list(self, at: datetime) -> TrustList:
        if self._read_at is None or at - self._read_at > HELD:
            self._list, self._read_at = self._read(), at
        return self._list

    def _read(self) -> TrustList:
        try:
            stored = self._client("s3").get_object(Bucket=self._bucket, Key=KEY)
        except ClientError as error:
            if error.response["Error"]["Code"] != "NoSuchKey":
                raise  # also AccessDenied: a deployment stores a list, the check comes again
            return TrustList()
        return TrustList.model_validate_json(stored["Body"].read())
