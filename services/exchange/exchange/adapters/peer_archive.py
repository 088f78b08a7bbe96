"""The log of calls on Amazon S3."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from kit.platform import aws_clients
from kit.platform.objects import put_once

ROOTS: Final = "roots/stamping.pem"
END: Final = "-----END CERTIFICATE-----"


class S3Archive:
    """`Archive` in a bucket of our own, whose objects are locked."""

    def __init__(self, bucket: str, client: Callable[[str], Any] = aws_clients.client) -> None:
        self._bucket = bucket
        self._client = client

    def put(self, key: str, content: bytes) -> bool:
        request = {"Bucket": self._bucket, "Key": key, "Body": content}
        return put_once(self._client("s3"), request)

    def get(self, key: str) -> bytes | None:
        from botocore.exceptions import ClientError

        try:
            stored = self._client("s3").get_object(Bucket=self._bucket, Key=key)
        except ClientError as error:
            if error.response["Error"]["Code"] != "NoSuchKey":
                raise
            return None
        return bytes(stored["Body"].read())

    def keys(self, prefix: str, after: str = "") -> Iterator[str]:
        pages = self._client("s3").get_paginator("list_objects_v2")
        named = {"Bucket": self._bucket, "Prefix": prefix}
        for page in pages.paginate(**named, **({"StartAfter": after} if after else {})):
            yield from (str(each["Key"]) for each in page.get("Contents", ()))

    def stamping_roots(self) -> Sequence[str]:
        """Whose stamps count (PEM), as the operator stored them; nobody's until then."""
        text = (self.get(ROOTS) or b"").decode()
        return [f"{each.strip()}\n{END}\n" for each in text.split(END)[:-1]]
