"""The roles: one for each function, each statement for one need."""

from collections.abc import Iterator
from typing import Any

from contracts.routes import ROUTES
from infra.places import SERVICES
from infra.service.description import Description, Function
from infra.service.intrinsics import (
    NO_VALUE,
    Node,
    arn,
    get_att,
    imported,
    objects_arn,
    scalar_or_list,
    sub,
    when,
)

TRUST: Node = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Principal": {"Service": "lambda.amazonaws.com"},
            "Action": "sts:AssumeRole",
        }
    ],
}

TABLES: dict[str, Node] = {
    "Table": get_att("Table", "Arn"),
    "Indexes": sub("${Table.Arn}/index/*"),
    "Vault": arn("dynamodb", "table/motcua-${Stage}-vault"),
    "Directory": arn("dynamodb", "table/motcua-${Stage}-directory"),
    "Access": arn("dynamodb", "table/motcua-${Stage}-access"),
}
"""What a description names by a word, with DynamoDB's actions: `Table: [GetItem, Query]`."""

KEY_ACTIONS = {"GetItem": "kms:Decrypt", "PutItem": "kms:GenerateDataKey"}
"""Who reads a dossier's key in the vault unwraps it, who writes one makes it."""

SEND = ["sqs:SendMessage", when("Local", "sqs:SendMessageBatch", NO_VALUE)]
"""Local clouds ask for an action that IAM does not have."""


def roles(service: Description) -> Node:
    """Each function's role by logical id."""
    return {
        f"{name.capitalize()}Role": _role(name, list(_statements(service, name, function)))
        for name, function in service.functions.items()
    }


def subscribers(service: Description) -> list[str]:
    """The services whose inboxes get the events of this one (contracts.routes)."""
    inboxes = {
        inbox
        for event, routed in ROUTES.items()
        if event.split(".")[0] in service.publishes
        for inbox in routed
    }
    return [name for name in SERVICES if name in inboxes]


def _role(function: str, statements: list[Node]) -> Node:
    document = {"Version": "2012-10-17", "Statement": statements}
    policies = [{"PolicyName": function, "PolicyDocument": document}]
    properties = {"AssumeRolePolicyDocument": TRUST, "Policies": policies}
    return {"Type": "AWS::IAM::Role", "Properties": properties}


def _statements(service: Description, name: str, function: Function) -> Iterator[Node]:
    """First what its platform asks, then what its code does, then where its events go."""
    yield from _observed()
    if function.queue:
        yield _received(function.queue)
        yield from _redelivered(function.queue)
    if name == "relay":
        yield from _streamed()
    for sid, right in _rights(service, name, function).items():
        yield from _described(sid, right)
    if name in {"relay", "sweeper"} and service.publishes:
        inboxes = [arn("sqs", f"motcua-${{Stage}}-{to}-inbox") for to in subscribers(service)]
        yield _allow("Subscribers", SEND, scalar_or_list(inboxes))
    if name == "relay":
        yield _allow("Failures", ["sqs:SendMessage"], get_att("RelayFailures", "Arn"))


def _rights(service: Description, name: str, function: Function) -> dict[str, Any]:
    """The description's, and the relay's own: it marks the events that it sent, or could not."""
    if name == "relay" and service.publishes:
        return {"Table": ["UpdateItem", "PutItem"]} | function.may
    return function.may


def _described(sid: str, right: list[str] | Node) -> Iterator[Node]:
    if isinstance(right, dict):
        yield _own(sid, right)
    elif sid == "Secrets":
        named = [arn("secretsmanager", f"secret:motcua/${{Stage}}/{name}-*") for name in right]
        yield _allow(sid, ["secretsmanager:GetSecretValue"], scalar_or_list(named))
    else:
        yield _allow(sid, [f"dynamodb:{action}" for action in right], TABLES[sid])
    if sid == "Vault":
        yield _allow("VaultKey", [KEY_ACTIONS[action] for action in right], imported("vault-key"))


def _own(sid: str, statement: Node) -> Node:
    """A statement that a description spells out."""
    rest = {key: value for key, value in statement.items() if key != "Objects"}
    objects = {"Resource": objects_arn(statement["Objects"])} if "Objects" in statement else {}
    return {"Sid": sid, "Effect": "Allow", **rest, **objects}


def _observed() -> Iterator[Node]:
    yield _allow("Logs", ["logs:CreateLogStream", "logs:PutLogEvents"], get_att("Logs", "Arn"))
    # X-Ray knows no resources.
    yield _allow("Traces", ["xray:PutTraceSegments", "xray:PutTelemetryRecords"], "*")


def _received(queue: str) -> Node:
    actions = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
    return _allow("Receive", actions, get_att(f"{queue.capitalize()}Queue", "Arn"))


def _redelivered(queue: str) -> Iterator[Node]:
    """A message that failed is hidden for a while; one that broke its contract is given up."""
    logical = queue.capitalize()
    hide = ["sqs:ChangeMessageVisibility"]
    yield _allow("Postpone", hide, get_att(f"{logical}Queue", "Arn"))
    yield _allow("GiveUp", ["sqs:SendMessage"], get_att(f"{logical}DeadLetters", "Arn"))


def _streamed() -> Iterator[Node]:
    actions = ["DescribeStream", "GetRecords", "GetShardIterator"]
    stream = get_att("Table", "StreamArn")
    yield _allow("Stream", [f"dynamodb:{action}" for action in actions], stream)
    # ListStreams knows no resources.
    yield _allow("Streams", ["dynamodb:ListStreams"], "*")


def _allow(sid: str, actions: list[Any], resource: Any) -> Node:
    return {"Sid": sid, "Effect": "Allow", "Action": actions, "Resource": resource}
