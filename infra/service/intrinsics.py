"""CloudFormation's intrinsic functions in long form, and the project's names written with them."""

from collections.abc import Sequence
from typing import Any

Node = dict[str, Any]
"""A part of a template, as JSON has it."""

NO_VALUE: Node = {"Ref": "AWS::NoValue"}
"""Leaves a property out."""


def ref(name: str) -> Node:
    """`!Ref`: a parameter's value or a resource's name."""
    return {"Ref": name}


def sub(text: str) -> Node:
    """`!Sub`: the text with its `${…}` filled in."""
    return {"Fn::Sub": text}


def get_att(resource: str, attribute: str) -> Node:
    """`!GetAtt`: an attribute of a resource."""
    return {"Fn::GetAtt": [resource, attribute]}


def when(condition: str, yes: Any, no: Any) -> Node:
    """`!If`: one of two values by a named condition."""
    return {"Fn::If": [condition, yes, no]}


def equals(parameter: str, value: str) -> Node:
    """`!Equals`: whether a parameter has the value."""
    return {"Fn::Equals": [ref(parameter), value]}


def differs(parameter: str, value: str) -> Node:
    """`!Not` of `equals`."""
    return {"Fn::Not": [equals(parameter, value)]}


def imported(export: str) -> Node:
    """`!ImportValue`: what the foundation's stack of this stage exports."""
    return {"Fn::ImportValue": sub(f"motcua-${{Stage}}-{export}")}


def staged(name: str) -> Node:
    """A physical name: every one begins with the project and the stage."""
    return sub(f"motcua-${{Stage}}-{name}")


def role_id(function: str) -> str:
    """The logical id of a function's role."""
    return f"{function.capitalize()}Role"


def secret(name: str) -> Node:
    """The name of a secret of this stage in Secrets Manager."""
    return sub(f"motcua/${{Stage}}/{name}")


def arn(service: str, resource: str) -> Node:
    """The ARN of a resource of this account and region, whatever the partition."""
    account = "${AWS::Region}:${AWS::AccountId}"
    return sub(f"arn:${{AWS::Partition}}:{service}:{account}:{resource}")


def objects_arn(path: str) -> Node:
    """The ARN of a bucket's objects; the path is `<bucket>/<keys>` with the short name of ours."""
    return sub(f"arn:${{AWS::Partition}}:s3:::{bucket_name(path)}")


def bucket_name(name: str) -> str:
    """The text of a bucket's name: names are one for all accounts and Regions of the world."""
    return f"motcua-${{Stage}}-${{AWS::AccountId}}-${{AWS::Region}}-{name}"


def scalar_or_list(values: Sequence[Any]) -> Any:
    """One value alone, several as a list."""
    return values[0] if len(values) == 1 else list(values)


def allow(sid: str, actions: Sequence[Any], resource: Any, condition: Node | None = None) -> Node:
    """A statement of a role."""
    statement = {"Sid": sid, "Effect": "Allow", "Action": list(actions), "Resource": resource}
    return statement | ({"Condition": condition} if condition else {})
