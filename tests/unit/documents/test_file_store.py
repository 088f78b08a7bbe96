"""What the file store asks of S3."""

from datetime import UTC, datetime
from typing import Any

import pytest

from documents.adapters.s3_file_store import S3FileStore

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
