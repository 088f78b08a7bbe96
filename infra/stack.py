"""One CloudFormation stack: created, updated or left alone, by the digest of its inputs."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from infra.service.functions import RELEASE
from infra.stack_state import StackFailed, existing_stack, outputs_of, settled
from infra.stages import Stage
from infra.template import read_template
from infra.translated import translated
from infra.unversioned import unversioned

CAPABILITIES = ["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"]
_TAG = "motcua:digest"
_INLINE_LIMIT = 51_200


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
        """Of the template, the zip named in it, and the parameters, but for the secret ones: it
        is a tag that many may read, and from the digest of a secret one can guess it.
        """
        shown = {name: self.parameters[name] for name in self.parameters.keys() - self.secrets}
        parameters = json.dumps(shown, sort_keys=True).encode()
        return hashlib.sha256(self.template.read_bytes() + parameters).hexdigest()

    @property
    def secrets(self) -> set[str]:
        """The given parameters that CloudFormation shows to nobody (NoEcho)."""
        return {n for n, p in _parameters(self.template).items() if p.get("NoEcho")} & set(
            self.parameters
        )


def declared(template: Path) -> set[str]:
    """The parameters of a template."""
    return set(_parameters(template))


def _parameters(template: Path) -> dict[str, Any]:
    text = (
        json.loads(template.read_text()) if template.suffix == ".json" else read_template(template)
    )
    parameters: dict[str, Any] = text["Parameters"]
    return parameters


def deploy(stack: Stack, stage: Stage, bucket: str | None) -> tuple[str, dict[str, str]]:
    """("created" | "updated" | "unchanged", outputs); raises StackFailed."""
    cloud = stage.client("cloudformation")
    pause = 0.1 if stage.emulator else 2.0  # seconds; CloudFormation throttles who asks often
    existing = existing_stack(cloud, stack.name)
    if existing and existing["StackStatus"] in {
        "ROLLBACK_COMPLETE",
        "ROLLBACK_FAILED",
        "CREATE_FAILED",
    }:
        cloud.delete_stack(StackName=stack.name)
        settled(cloud, stack.name, pause)
        existing = None
    if existing and _is_unchanged(stack, stage, existing):
        return "unchanged", outputs_of(existing)
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
    return ("updated" if existing else "created"), outputs_of(settled(cloud, stack.name, pause))


def _is_unchanged(stack: Stack, stage: Stage, existing: dict[str, Any]) -> bool:
    """A named secret may be new, and its digest says nothing; an emulator's are the doubles'."""
    tags = {tag["Key"]: tag["Value"] for tag in existing.get("Tags", [])}
    if tags.get(_TAG) != stack.digest or not existing["StackStatus"].endswith("_COMPLETE"):
        return False
    return stage.emulator is not None or not stack.secrets


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
