"""A file that is named by its contents is stored once, and erased with all its versions."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from botocore.exceptions import ClientError

from kit.platform.objects import NotErased, erase_below, put_once


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


@dataclass
class Versions:
    """A versioned bucket that lists two versions or marks a page; those of `locked` keys stay."""

    stored: set[tuple[str, str]]
    locked: str = ""

    def get_paginator(self, operation: str) -> "Versions":
        assert operation == "list_object_versions"
        return self

    def paginate(self, Bucket: str, Prefix: str) -> Iterator[dict[str, Any]]:  # noqa: N803
        rows = sorted(each for each in self.stored if each[0].startswith(Prefix))
        yield {}
        for first in range(0, len(rows), 2):
            page = [{"Key": key, "VersionId": version} for key, version in rows[first : first + 2]]
            yield {"Versions": page[:1], "DeleteMarkers": page[1:]}

    def delete_objects(self, Bucket: str, Delete: dict[str, Any]) -> dict[str, Any]:  # noqa: N803
        named = {(each["Key"], each["VersionId"]) for each in Delete["Objects"]}
        locked = {each for each in named if each[0] == self.locked}
        self.stored -= named - locked
        return {"Errors": [{"Code": "AccessDenied"}]} if locked else {}


def test_every_version_and_mark_below_a_prefix_is_deleted_and_none_beside_it() -> None:
    own = {("papers/a/x", "1"), ("papers/a/x", "2"), ("papers/a/x/01.webp", "1")}
    others = {("papers/ab/x", "1"), ("papers/b/x", "1")}
    bucket = Versions(own | others)

    assert [erase_below(bucket, "b", "papers/a/") for _ in range(2)] == [3, 0]
    assert bucket.stored == others


def test_a_locked_version_is_an_error() -> None:
    bucket = Versions({("documents/a/x", "1"), ("documents/a/y", "1")}, locked="documents/a/y")
    with pytest.raises(NotErased, match="AccessDenied"):
        erase_below(bucket, "b", "documents/a/")
    assert bucket.stored == {("documents/a/y", "1")}
