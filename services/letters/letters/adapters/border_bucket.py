"""The border's objects on Amazon S3: packages as they came, files of letters, whom it trusts."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from kit.platform import aws_clients
from kit.platform.objects import put_once
from kit.security.trust_list import TrustList
from letters.adapters.letter_bucket import SEALED, UPLOADED
from letters.edxml.trust import DatedTrustList

PACKAGES: Final = "packages"
TRUST: Final = "trust/list.json"
OFFICE: Final = "trust/office.json"
HELD: Final = timedelta(minutes=5)


class PackageBucket:
    """`RawPackages`."""

    def __init__(self, bucket: str, client: Callable[[str], Any] = aws_clients.client) -> None:
        self._bucket = bucket
        self._client = client

    def store(self, digest: str, content: bytes) -> None:
        request = {"Bucket": self._bucket, "Key": f"{PACKAGES}/{digest}", "Body": content}
        put_once(self._client("s3"), request)

    def read(self, digest: str) -> bytes:
        stored = self._client("s3").get_object(Bucket=self._bucket, Key=f"{PACKAGES}/{digest}")
        return bytes(stored["Body"].read())


class ContentBucket:
    """`LetterContents`: what others sent lies where uploads do."""

    def __init__(
        self, bucket: str, documents: str, client: Callable[[str], Any] = aws_clients.client
    ) -> None:
        self._bucket = bucket
        self._documents = documents
        self._client = client

    def store(self, digest: str, content: bytes, media_type: str) -> None:
        request = {
            "Bucket": self._bucket,
            "Key": f"{UPLOADED}/{digest}",
            "Body": content,
            "ContentType": media_type,
        }
        put_once(self._client("s3"), request)

    def read(self, letter: str, digest: str, sealed: str | None) -> bytes:
        bucket, key = self._bucket, f"{UPLOADED}/{digest}"
        if sealed:
            bucket, key = self._documents, f"{SEALED}/{letter}/{digest}"
        return bytes(self._client("s3").get_object(Bucket=bucket, Key=key)["Body"].read())


class TrustBucket:
    """`Trust`, as the operator stored it; without a list nobody is trusted."""

    def __init__(self, bucket: str, client: Callable[[str], Any] = aws_clients.client) -> None:
        self._bucket = bucket
        self._client = client
        self._list: DatedTrustList | None = None
        self._read_at: datetime | None = None

    def at(self, moment: datetime) -> TrustList:
        if self._read_at is None or moment - self._read_at > HELD:
            self._list, self._read_at = self._read(), moment
        return self._list.at(moment) if self._list else TrustList()

    def _read(self) -> DatedTrustList | None:
        content = self._object(TRUST)
        return DatedTrustList.model_validate_json(content) if content else None

    def office_certificates(self) -> Sequence[str]:
        """Those of the office's own key (PEM), its own first; none until an operator stored it."""
        from letters.edxml.trust import OfficeCertificates

        content = self._object(OFFICE)
        return OfficeCertificates.model_validate_json(content).certificates if content else ()

    def _object(self, key: str) -> bytes | None:
        from botocore.exceptions import ClientError

        try:
            stored = self._client("s3").get_object(Bucket=self._bucket, Key=key)
        except ClientError as error:
            if error.response["Error"]["Code"] not in ("NoSuchKey", "AccessDenied"):
                raise
            return None
        return bytes(stored["Body"].read())
