"""One CloudFormation stack: created, updated or left alone, by the digest of what it is made from."""

import hashlib
import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from infra.stages import Stage
from infra.template import read_template

CAPABILITIES = ["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"]
_TAG = "motcua:digest"
_INLINE_LIMIT = 51_200


class StackFailed(Exception):
    """CloudFormation refused or rolled back; the message says which resource and why."""


@dataclass(frozen=True)
class Stack:
    """`template` is a file; `parameters` are those of the stage that this template declares.

    One that is left out keeps the value it has; where there is no stack yet it gets its default.
    """

    name: str
    template: Path
    parameters: dict[str, str]

    @property
    def digest(self) -> str:
        """Of the template, the zip named in it, and the parameters."""
        told = json.dumps(self.parameters, sort_keys=True).encode()
        return hashlib.sha256(self.template.read_bytes() + told).hexdigest()


def declared(template: Path) -> set[str]:
    """The parameters of a template."""
    text = json.loads(template.read_text()) if template.suffix == ".json" else read_template(template)
    return set(text["Parameters"])


def exists(stack: str, stage: Stage) -> bool:
    """Whether there is a stack of this name."""
    return _described(stage.client("cloudformation"), stack) is not None


def deploy(stack: Stack, stage: Stage, bucket: str | None) -> tuple[str, dict[str, str]]:
    """("created" | "updated" | "unchanged", outputs); raises StackFailed."""
    cloud = stage.client("cloudformation")
    there = _described(cloud, stack.name)
    if there and there["StackStatus"] in {"ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "CREATE_FAILED"}:
        cloud.delete_stack(StackName=stack.name)
        _settled(cloud, stack.name)
        there = None
    tags = {tag["Key"]: tag["Value"] for tag in (there or {}).get("Tags", [])}
    if there and tags.get(_TAG) == stack.digest and there["StackStatus"].endswith("_COMPLETE"):
        return "unchanged", _outputs(there)
    ask = _request(stack, stage, bucket)
    ask["Parameters"] += _kept(stack, there)
    try:
        (cloud.update_stack if there else cloud.create_stack)(**ask)
    except cloud.exceptions.ClientError as error:
        if "No updates" not in str(error):
            raise StackFailed(f"{stack.name}: {error}") from error
    return ("updated" if there else "created"), _outputs(_settled(cloud, stack.name))


def _request(stack: Stack, stage: Stage, bucket: str | None) -> dict[str, Any]:
    """Small templates go inline, large ones through the bundle bucket."""
    body = stack.template.read_text()
    ask: dict[str, Any] = {
        "StackName": stack.name,
        "Capabilities": CAPABILITIES,
        "Parameters": [{"ParameterKey": k, "ParameterValue": v} for k, v in stack.parameters.items()],
        "Tags": [{"Key": _TAG, "Value": stack.digest}],
    }
    if len(body.encode()) < _INLINE_LIMIT or bucket is None:
        return ask | {"TemplateBody": body}
    key = f"templates/{stack.name}-{stack.digest[:16]}.json"
    store = stage.client("s3")
    store.put_object(Bucket=bucket, Key=key, Body=body.encode())
    aws = f"https://s3.{store.meta.region_name}.amazonaws.com"
    base = stage.emulator.endpoint if stage.emulator else aws
    return ask | {"TemplateURL": f"{base}/{bucket}/{key}"}


def _kept(stack: Stack, there: dict[str, Any] | None) -> list[dict[str, Any]]:
    """The parameters that nobody names and that the stack has a value for, perhaps a secret one."""
    known = {given["ParameterKey"] for given in (there or {}).get("Parameters", [])}
    left_out = known & declared(stack.template) - stack.parameters.keys()
    return [{"ParameterKey": name, "UsePreviousValue": True} for name in sorted(left_out)]


def _settled(cloud: Any, name: str) -> dict[str, Any]:
    pause = 0.1
    while True:
        there = _described(cloud, name)
        if there is None:
            return {}
        status = there["StackStatus"]
        if not status.endswith("_IN_PROGRESS"):
            if "ROLLBACK" in status or status.endswith("FAILED"):
                raise StackFailed(f"{name}: {status}\n{_reasons(cloud, name)}")
            return there
        time.sleep(pause)
        pause = min(pause * 1.3, 5.0)


def _described(cloud: Any, name: str) -> dict[str, Any] | None:
    try:
        there: dict[str, Any] = cloud.describe_stacks(StackName=name)["Stacks"][0]
    except cloud.exceptions.ClientError as error:
        if "does not exist" in str(error):
            return None
        raise
    return None if there["StackStatus"] == "DELETE_COMPLETE" else there


def _reasons(cloud: Any, name: str) -> str:
    events = cloud.describe_stack_events(StackName=name)["StackEvents"]
    said = [e for e in events if e["ResourceStatus"].endswith("FAILED")]
    return "\n".join(f"  {e['LogicalResourceId']}: {e.get('ResourceStatusReason', '')}" for e in said)


def _outputs(there: dict[str, Any]) -> dict[str, str]:
    return {out["OutputKey"]: out["OutputValue"] for out in there.get("Outputs", [])}
