"""The functions' roles on the deployed cloud: sessions with their rights, and one right less."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import boto3
from botocore.exceptions import ClientError

from infra.places import SERVICES
from infra.service.functions import ALIAS
from local.cloud.settings import REGION, cloud_url
from tests.infra.cloudformation import roles
from tests.integration.world import World

DENIED = {
    "AccessDenied",
    "AccessDeniedException",
    "AuthorizationError",
    "AuthorizationErrorException",
    "403",
}
FAILED_IN_LOG = ('"level": "ERROR"', "AccessDenied", "RelayFailed", "not authorized to perform")
EVERY_ROLE = [(service, role) for service in SERVICES for role in roles(service)]


@dataclass(frozen=True)
class Role:
    """One function's role: `service` and the logical id in its template, such as InboxRole."""

    world: World
    service: str
    logical: str

    @cached_property
    def described(self) -> dict[str, Any]:
        """As CloudFormation made it."""
        response = self.world.client("cloudformation").describe_stack_resource(
            StackName=f"motcua-local-{self.service}", LogicalResourceId=self.logical
        )
        name = response["StackResourceDetail"]["PhysicalResourceId"]
        role: dict[str, Any] = self.world.client("iam").get_role(RoleName=name)["Role"]
        return role

    @property
    def function(self) -> str:
        """The name of the function that has the role."""
        return f"motcua-local-{self.service}-{self.logical.removesuffix('Role').lower()}"

    @cached_property
    def _credentials(self) -> dict[str, str]:
        response = self.world.client("sts").assume_role(
            RoleArn=self.described["Arn"], RoleSessionName="least-privilege"
        )
        keys = response["Credentials"]
        return {
            "aws_access_key_id": keys["AccessKeyId"],
            "aws_secret_access_key": keys["SecretAccessKey"],
            "aws_session_token": keys["SessionToken"],
        }

    @cached_property
    def _clients(self) -> dict[str, Any]:
        return {}

    def client(self, service: str) -> Any:
        """A client with the credentials of the function itself."""
        if service not in self._clients:
            make: Any = boto3.client
            options = {"endpoint_url": cloud_url(), "region_name": REGION}
            self._clients[service] = make(service, **options, **self._credentials)
        return self._clients[service]

    def may(self, service: str, operation: str, **request: Any) -> bool:
        """Whether the cloud lets this role do it; errors other than a denial count as allowed."""
        try:
            getattr(self.client(service), operation)(**request)
        except ClientError as error:
            return error.response["Error"]["Code"] not in DENIED
        return True

    @contextmanager
    def without(self, sid: str) -> Iterator[None]:
        """Meanwhile the role lacks one statement, and the function starts anew, without caches."""
        iam, name = self.world.client("iam"), self.described["RoleName"]
        [policy] = iam.list_role_policies(RoleName=name)["PolicyNames"]
        whole = iam.get_role_policy(RoleName=name, PolicyName=policy)["PolicyDocument"]
        rest = [s for s in whole["Statement"] if s["Sid"] != sid]
        assert len(rest) == len(whole["Statement"]) - 1, (
            f"{self.service} {self.logical} has no statement {sid}"
        )
        self._put(policy, whole | {"Statement": rest})
        try:
            yield
        finally:
            self._put(policy, whole)

    def _put(self, policy: str, document: dict[str, Any]) -> None:
        name = self.described["RoleName"]
        self.world.client("iam").put_role_policy(
            RoleName=name, PolicyName=policy, PolicyDocument=json.dumps(document)
        )
        start_anew(self.world.client("lambda"), self.function)


def start_anew(functions: Any, name: str) -> None:
    """Release the function once more: no worker that knows the rights of before serves it."""
    functions.update_function_configuration(FunctionName=name, Description=f"{time.time_ns()}")
    version = functions.publish_version(FunctionName=name)["Version"]
    functions.update_alias(FunctionName=name, Name=ALIAS, FunctionVersion=version)


def denials(world: World, service: str, since: float) -> list[str]:
    """Log lines of failed calls of a service since a moment (seconds of the epoch)."""
    pages = world.client("logs").get_paginator("filter_log_events")
    group = pages.paginate(logGroupName=f"/motcua/local/{service}", startTime=int(since * 1000))
    lines = (event["message"] for page in group for event in page["events"])
    return [line for line in lines if any(word in line for word in FAILED_IN_LOG)]
