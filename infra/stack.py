"""One CloudFormation stack: created, updated or left alone, by the digest of its inputs."""

import hashlib
import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from infra.service.functions import RELEASE
from infra.stages import Stage
from infra.template import read_template
from infra.translated import translated
from infra.unversioned import unversioned

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
        parameters = json.dumps(self.parameters, sort_keys=True).encode()
        return hashlib.sha256(self.template.read_bytes() + parameters).hexdigest()


def declared(template: Path) -> set[str]:
    """The parameters of a template."""
    text = (
        json.loads(template.read_text()) if template.suffix == ".json" else read_template(template)
    )
    return set(text["Parameters"])


def exists(stack: str, stage: Stage) -> bool:
    """Whether there is a stack of this name."""
    return _described(stage.client("cloudformation"), stack) is not None


def deploy(stack: Stack, stage: Stage, bucket: str | None) -> tuple[str, dict[str, str]]:
    """("created" | "updated" | "unchanged", outputs); raises StackFailed."""
    cloud = stage.client("cloudformation")
    pause = 0.1 if stage.emulator else 2.0  # seconds; CloudFormation throttles who asks often
    existing = _described(cloud, stack.name)
    if existing and existing["StackStatus"] in {
        "ROLLBACK_COMPLETE",
        "ROLLBACK_FAILED",
        "CREATE_FAILED",
    }:
        cloud.delete_stack(StackName=stack.name)
        _settled(cloud, stack.name, pause)
        existing = None
    tags = {tag["Key"]: tag["Value"] for tag in (existing or {}).get("Tags", [])}
    if (
        existing
        and tags.get(_TAG) == stack.digest
        and existing["StackStatus"].endswith("_COMPLETE")
    ):
        return "unchanged", _outputs(existing)
    request = _request(stack, stage, bucket)
    request["Parameters"] += _previous_values(stack, existing)
    try:
        if existing:
            _protect(cloud, stage, existing)
            cloud.update_stack(**request)
        else:
            cloud.create_stack(**request, EnableTerminationProtection=stage.is_protected)
    except cloud.exceptions.ClientError as error:
        if "No updates" not in str(error):
            raise StackFailed(f"{stack.name}: {error}") from error
    return ("updated" if existing else "created"), _outputs(_settled(cloud, stack.name, pause))


def _protect(cloud: Any, stage: Stage, existing: dict[str, Any]) -> None:
    """A stack of a protected stage that an older deployment made is protected from now on."""
    if stage.is_protected and not existing.get("EnableTerminationProtection"):
        cloud.update_termination_protection(
            StackName=existing["StackName"], EnableTerminationProtection=True
        )


def _request(stack: Stack, stage: Stage, bucket: str | None) -> dict[str, Any]:
    """Small templates go inline, large ones through the bundle bucket."""
    body = _body(stack, stage)
    request: dict[str, Any] = {
        "StackName": stack.name,
        "Capabilities": CAPABILITIES,
        "Parameters": [
            {"ParameterKey": k, "ParameterValue": v} for k, v in stack.parameters.items()
        ],
        "Tags": [{"Key": _TAG, "Value": stack.digest}],
    }
    if len(body.encode()) < _INLINE_LIMIT or bucket is None:
        return request | {"TemplateBody": body}
    key = f"templates/{stack.name}-{stack.digest[:16]}.json"
    store = stage.client("s3")
    store.put_object(Bucket=bucket, Key=key, Body=body.encode())
    aws = f"https://s3.{store.meta.region_name}.amazonaws.com"
    base = stage.emulator.endpoint if stage.emulator else aws
    return request | {"TemplateURL": f"{base}/{bucket}/{key}"}


def _body(stack: Stack, stage: Stage) -> str:
    """The template as the cloud takes it; no emulator has CodeDeploy."""
    body = stack.template.read_text().replace(RELEASE, stack.digest)
    if stage.emulator is None or "AWS::Serverless" not in body:
        return body
    if stage.emulator.knows_sam and "DeploymentPreference" not in body:
        return body
    template = json.loads(body)
    for resource in template["Resources"].values():
        resource.get("Properties", {}).pop("DeploymentPreference", None)
    if not stage.emulator.knows_sam:
        parameters = template["Parameters"]
        translation = translated(template, stack.parameters) | {"Parameters": parameters}
        template = unversioned(translation)
    return json.dumps(template, ensure_ascii=False)


def _previous_values(stack: Stack, existing: dict[str, Any] | None) -> list[dict[str, Any]]:
    """The parameters that nobody names and that the stack has a value for, perhaps a secret one."""
    previous = {each["ParameterKey"] for each in (existing or {}).get("Parameters", [])}
    left_out = previous & declared(stack.template) - stack.parameters.keys()
    return [{"ParameterKey": name, "UsePreviousValue": True} for name in sorted(left_out)]


def _settled(cloud: Any, name: str, pause: float) -> dict[str, Any]:
    while True:
        existing = _described(cloud, name)
        if existing is None:
            return {}
        status = existing["StackStatus"]
        if not status.endswith("_IN_PROGRESS"):
            if "ROLLBACK" in status or status.endswith("FAILED"):
                raise StackFailed(f"{name}: {status}\n{_reasons(cloud, name)}")
            return existing
        time.sleep(pause)
        pause = min(pause * 1.3, 5.0)


def _described(cloud: Any, name: str) -> dict[str, Any] | None:
    try:
        existing: dict[str, Any] = cloud.describe_stacks(StackName=name)["Stacks"][0]
    except cloud.exceptions.ClientError as error:
        if "does not exist" in str(error):
            return None
        raise
    return None if existing["StackStatus"] == "DELETE_COMPLETE" else existing


def _reasons(cloud: Any, name: str) -> str:
    events = cloud.describe_stack_events(StackName=name)["StackEvents"]
    failed = [e for e in events if e["ResourceStatus"].endswith("FAILED")]
    reasons = [(e["LogicalResourceId"], e.get("ResourceStatusReason", "")) for e in failed]
    return "\n".join(f"  {resource}: {reason}" for resource, reason in reasons)


def _outputs(existing: dict[str, Any]) -> dict[str, str]:
    return {out["OutputKey"]: out["OutputValue"] for out in existing.get("Outputs", [])}
