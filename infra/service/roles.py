"""The roles: one for each function, each statement for one need."""

from collections.abc import Iterator
from typing import Any

from contracts.routes import ROUTES
from infra.places import SERVICES
from infra.service.description import Description, Function
from infra.service.intrinsics import (
    NO_VALUE,
    Node,
    allow,
    arn,
    get_att,
    objects_arn,
    role_id,
    scalar_or_list,
    sub,
    when,
)
from infra.service.vault_rights import vault_statements

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
    "Directory": arn("dynamodb", "table/motcua-${Stage}-directory"),
    "People": arn("dynamodb", "table/motcua-${Stage}-people"),
    "Access": arn("dynamodb", "table/motcua-${Stage}-access"),
}
"""What a description names by a word, with DynamoDB's actions: `Table: [GetItem, Query]`."""

SENDING = ("relay", "sweeper")
"""The functions that send a service's events to its subscribers."""

SEND = ["sqs:SendMessage", when("Local", "sqs:SendMessageBatch", NO_VALUE)]
"""Local clouds ask for an action that IAM does not have."""


def roles(service: Description) -> Node:
    """Each function's role by logical id."""
    return {
        role_id(name): _role(service, name, list(_statements(service, name, function)))
        for name, function in service.functions.items()
    }


def role_ids(service: Description) -> Node:
    """The outputs by which a deployment learns the unique ids of the roles that send events."""
    return {
        output_of(name): {"Value": get_att(role_id(name), "RoleId")}
        for name in SENDING
        if service.kind == "service"
    }


def output_of(function: str) -> str:
    """The output that has the unique id of a function's role."""
    return f"{role_id(function)}Id"


def subscribers(service: Description) -> list[str]:
    """The services whose inboxes get the events of this one (contracts.routes)."""
    inboxes = {
        inbox
        for event, routed in ROUTES.items()
        if event.split(".")[0] in service.publishes
        for inbox in routed
    }
    return [name for name in SERVICES if name in inboxes]


def role_name(service: str, function: str) -> str:
    """The text of a role's name: an account has one list of roles for all its Regions."""
    return f"motcua-${{Stage}}-{service}-{function}-${{AWS::Region}}"


def _role(service: Description, function: str, statements: list[Node]) -> Node:
    document = {"Version": "2012-10-17", "Statement": statements}
    policies = [{"PolicyName": function, "PolicyDocument": document}]
    properties = {
        "RoleName": sub(role_name(service.name, function)),
        "AssumeRolePolicyDocument": TRUST,
        "Policies": policies,
    }
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
        yield from _described(service, sid, right)
    if name in SENDING and service.publishes:
        inboxes = [arn("sqs", f"motcua-${{Stage}}-{to}-inbox") for to in subscribers(service)]
        yield allow("Subscribers", SEND, scalar_or_list(inboxes))
    if name == "relay":
        yield allow("Failures", ["sqs:SendMessage"], get_att("RelayFailures", "Arn"))


def _rights(service: Description, name: str, function: Function) -> dict[str, Any]:
    """The description's, and the relay's own: it marks the events that it sent, or could not."""
    if name == "relay" and service.publishes:
        return {"Table": ["UpdateItem", "PutItem"]} | function.may
    return function.may


def _described(service: Description, sid: str, right: list[str] | Node) -> Iterator[Node]:
    if sid == "Vault" and isinstance(right, dict):
        yield from vault_statements(service.name, right)
    elif isinstance(right, dict):
        yield _own(sid, right)
    elif sid == "Secrets":
        named = [arn("secretsmanager", f"secret:motcua/${{Stage}}/{name}-??????") for name in right]
        yield allow(sid, ["secretsmanager:GetSecretValue"], scalar_or_list(named))
    else:
        yield allow(sid, [f"dynamodb:{action}" for action in right], TABLES[sid])


def _own(sid: str, statement: Node) -> Node:
    """A statement that a description spells out."""
    rest = {key: value for key, value in statement.items() if key != "Objects"}
    objects = {"Resource": objects_arn(statement["Objects"])} if "Objects" in statement else {}
    return {"Sid": sid, "Effect": "Allow", **rest, **objects}


def _observed() -> Iterator[Node]:
    yield allow("Logs", ["logs:CreateLogStream", "logs:PutLogEvents"], get_att("Logs", "Arn"))
    # X-Ray knows no resources.
    yield allow("Traces", ["xray:PutTraceSegments", "xray:PutTelemetryRecords"], "*")


def _received(queue: str) -> Node:
    actions = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
    return allow("Receive", actions, get_att(f"{queue.capitalize()}Queue", "Arn"))


def _redelivered(queue: str) -> Iterator[Node]:
    """A message that failed is hidden for a while; one that broke its contract is given up."""
    logical = queue.capitalize()
    hide = ["sqs:ChangeMessageVisibility"]
    yield allow("Postpone", hide, get_att(f"{logical}Queue", "Arn"))
    yield allow("GiveUp", ["sqs:SendMessage"], get_att(f"{logical}DeadLetters", "Arn"))


def _streamed() -> Iterator[Node]:
    actions = ["DescribeStream", "GetRecords", "GetShardIterator"]
    stream = get_att("Table", "StreamArn")
    yield allow("Stream", [f"dynamodb:{action}" for action in actions], stream)
    # ListStreams knows no resources.
    yield allow("Streams", ["dynamodb:ListStreams"], "*")
