"""A file that is named by its contents is stored once."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from botocore.exceptions import ClientError

from kit.platform.objects import put_once


@dataclass
class Bucket:
    """S3: refuses a key that it has where it is asked to, and everything while it is `broken`."""

    objects: dict[str, bytes] = field(default_factory=dict)
    broken: str = ""

    def put_object(self, Key: str, Body: bytes, IfNoneMatch: str) -> None:  # noqa: N803
        assert IfNoneMatch == "*"
        if self.broken or Key in self.objects:
            code = self.broken or "PreconditionFailed"
            raise ClientError({"Error": {"Code": code, "Message": ""}}, "PutObject")
        self.objects[Key] = Body


def request(body: bytes = b"x") -> dict[str, Any]:
    return {"Key": "k", "Body": body}


def test_the_same_file_again_is_no_new_version() -> None:
    bucket = Bucket()
    assert put_once(bucket, request())
    assert not put_once(bucket, request(b"y"))
    assert bucket.objects == {"k": b"x"}


@pytest.mark.parametrize("code", ["SlowDown", "AccessDenied", "ConditionalRequestConflict"])
def test_a_file_that_was_not_stored_is_an_error(code: str) -> None:
    with pytest.raises(ClientError, match=code):
        put_once(Bucket(broken=code), request())
