"""What CloudFormation says of a stack: its state, its parameters, its outputs, why it failed."""

import time
from dataclasses import dataclass
from typing import Any

from infra.stages import Stage


class StackFailed(Exception):
    """CloudFormation refused or rolled back; the message says which resource and why."""


@dataclass(frozen=True)
class Described:
    """A stack as it stands; empty where there is none. Secret parameters are starred out."""

    parameters: dict[str, str]
    outputs: dict[str, str]


def described(stage: Stage, stack: str) -> Described:
    """The parameters and outputs of a stack."""
    existing = existing_stack(stage.client("cloudformation"), stack) or {}
    parameters = {p["ParameterKey"]: p["ParameterValue"] for p in existing.get("Parameters", [])}
    return Described(parameters, outputs_of(existing))


def exists(stack: str, stage: Stage) -> bool:
    """Whether there is a stack of this name."""
    return existing_stack(stage.client("cloudformation"), stack) is not None


def settled(cloud: Any, name: str, pause: float) -> dict[str, Any]:
    """The stack once nothing of it is in progress; raises StackFailed."""
    while True:
        existing = existing_stack(cloud, name)
        if existing is None:
            return {}
        status = existing["StackStatus"]
        if not status.endswith("_IN_PROGRESS"):
            if "ROLLBACK" in status or status.endswith("FAILED"):
                raise StackFailed(f"{name}: {status}\n{_reasons(cloud, name)}{_hint(name, status)}")
            return existing
        time.sleep(pause)
        pause = min(pause * 1.3, 5.0)


def existing_stack(cloud: Any, name: str) -> dict[str, Any] | None:
    """As CloudFormation describes it; None where there is none."""
    try:
        existing: dict[str, Any] = cloud.describe_stacks(StackName=name)["Stacks"][0]
    except cloud.exceptions.ClientError as error:
        if "does not exist" in str(error):
            return None
        raise
    return None if existing["StackStatus"] == "DELETE_COMPLETE" else existing


def _hint(name: str, status: str) -> str:
    if status != "UPDATE_ROLLBACK_FAILED":
        return ""
    return f"\n  then: aws cloudformation continue-update-rollback --stack-name {name}"


def _reasons(cloud: Any, name: str) -> str:
    events = cloud.describe_stack_events(StackName=name)["StackEvents"]
    failed = [e for e in events if e["ResourceStatus"].endswith("FAILED")]
    reasons = [(e["LogicalResourceId"], e.get("ResourceStatusReason", "")) for e in failed]
    return "\n".join(f"  {resource}: {reason}" for resource, reason in reasons)


def outputs_of(existing: dict[str, Any]) -> dict[str, str]:
    """The outputs of a described stack."""
    return {out["OutputKey"]: out["OutputValue"] for out in existing.get("Outputs", [])}
