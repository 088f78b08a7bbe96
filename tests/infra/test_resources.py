"""Logical ids and physical names are promises: CloudFormation replaces what loses its own."""

import os
from collections.abc import Iterator
from pathlib import Path

from infra.places import CLIENTS, SERVICES
from tests.infra.cloudformation import Resource, template

GOLDEN = Path(__file__).with_name("golden") / "resources.txt"
STACKS = ["backup", "bundles", "foundation", "pools", "edge", "dashboard", *SERVICES, *CLIENTS]
BY_CHALICE = {"APIHandler": "AWS::Serverless::Function", "RestAPI": "AWS::Serverless::Api"}
"""The types of what Chalice declares itself; any other without one is a function too."""
NAMES = ["TableName", "QueueName", "BucketName", "FunctionName", "LogGroupName", "AliasName"]
NAMES += ["TopicName", "UserPoolName", "ClientName", "Name", "DashboardName", "RoleName"]


def test_no_resource_is_renamed_or_removed_unseen() -> None:
    """`UPDATE_GOLDEN=1` writes the list anew: a table or a key that leaves it is lost in prod."""
    lines = [line for stack in STACKS for line in listed(stack)]
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.write_text("\n".join(lines) + "\n", encoding="utf-8")

    assert GOLDEN.read_text(encoding="utf-8").splitlines() == lines


def listed(stack: str) -> Iterator[str]:
    """A line for each resource: stack, logical id, type, physical name where it has one."""
    for logical, resource in sorted(template(stack)["Resources"].items()):
        kind = resource.get("Type") or BY_CHALICE.get(logical, "AWS::Serverless::Function")
        yield " ".join(word for word in (stack, logical, kind, physical_name(resource)) if word)


def physical_name(resource: Resource) -> str:
    """The name that the template gives a resource, or nothing where CloudFormation makes one."""
    properties = resource.get("Properties", {})
    name = next((properties[key] for key in NAMES if key in properties), "")
    return str(name.get("Fn::Sub", "")) if isinstance(name, dict) else str(name)
