"""What the file store asks of S3."""

from datetime import UTC, datetime
from typing import Any

import pytest
from botocore.exceptions import ClientError

from documents.adapters.s3_file_store import S3FileStore
from documents.domain.ports import PaperMissing

END = datetime(2036, 11, 24, tzinfo=UTC)


class Requests(list[dict[str, Any]]):
    """A client that writes down what it is asked."""

    def put_object(self, **request: Any) -> None:
        self.append(request)


@pytest.mark.parametrize(
    ("locks", "end", "lock"),
    [
        (True, END, {"ObjectLockMode": "GOVERNANCE", "ObjectLockRetainUntilDate": END}),
        (True, None, {}),
        (False, END, {}),  # a bucket without locks refuses them
    ],
)
def test_a_file_is_stored_once_and_locked_where_the_bucket_locks(
    locks: bool, end: datetime | None, lock: dict[str, Any]
) -> None:
    requests = Requests()

    S3FileStore("files", lambda _: requests, locks=locks).put("documents/v/d.pdf", b"%PDF", end)

    [request] = requests
    assert {k: v for k, v in request.items() if k.startswith("ObjectLock")} == lock
    assert ("ChecksumAlgorithm" in request) is bool(lock), "S3 wants one with a lock"
    assert (request["Key"], request["IfNoneMatch"]) == ("documents/v/d.pdf", "*")


class Refusing:
    """A client that finds nothing."""

    def __init__(self, code: str) -> None:
        self.code = code

    def get_object(self, **_: Any) -> None:
        raise ClientError({"Error": {"Code": self.code}}, "GetObject")


@pytest.mark.parametrize(
    ("code", "error"),
    [("NoSuchKey", PaperMissing), ("AccessDenied", ClientError), ("SlowDown", ClientError)],
)
def test_a_scan_that_is_not_there_is_missing_and_a_refused_request_is_made_again(
    code: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        S3FileStore("files", lambda _: Refusing(code), papers="p").read_paper("d", "ab")
