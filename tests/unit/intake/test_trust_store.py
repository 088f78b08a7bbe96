"""The trust list is read from S3, and a refused request is no missing list."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest
from botocore.exceptions import ClientError

from infra.stages import Stage
from infra.target import Target
from infra.trust import begin_trust_list
from intake.adapters.trust_store import KEY, S3TrustStore
from kit.security.trust_list import TrustList
from kit.testing.clock import NOW


class Bucket:
    """S3 that has one object or none, and may deny access."""

    meta = SimpleNamespace(region_name="ap-southeast-1")

    def __init__(self, denies: str = "") -> None:
        self.objects: dict[str, bytes] = {}
        self.denies = denies

    def get_caller_identity(self) -> Mapping[str, str]:
        return {"Account": "123456789012"}

    def get_object(self, **_: Any) -> None:
        raise ClientError({"Error": {"Code": self.denies or "NoSuchKey"}}, "GetObject")

    def put_object(self, **request: Any) -> None:
        if "IfNoneMatch" in request and request["Key"] in self.objects:
            raise ClientError({"Error": {"Code": "PreconditionFailed"}}, "PutObject")
        self.objects[request["Key"]] = request["Body"]


@dataclass(frozen=True)
class StageOnBucket(Stage):
    """A stage of which every client is the bucket."""

    buckets: list[Bucket] = field(default_factory=list)

    def client(self, service: str) -> Bucket:
        return self.buckets[0]


def test_without_a_list_nobody_is_trusted_and_a_denied_request_fails() -> None:
    denied = S3TrustStore("papers", lambda _: Bucket("AccessDenied"))

    assert S3TrustStore("papers", lambda _: Bucket()).trust_list(NOW) == TrustList()
    with pytest.raises(ClientError):
        denied.trust_list(NOW)


def test_a_deployment_begins_a_list_and_leaves_the_operators_alone() -> None:
    bucket = Bucket()
    stage = StageOnBucket("prod", Target("python3.13", "arm64", here=False, interpreter=None))
    stage.buckets.append(bucket)

    begin_trust_list(stage)
    assert TrustList.model_validate_json(bucket.objects[KEY]) == TrustList()

    bucket.objects[KEY] = b"of the operator"
    begin_trust_list(stage)
    assert bucket.objects[KEY] == b"of the operator"
