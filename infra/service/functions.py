"""The functions: Chalice names them and their handlers, here are their settings and events."""

import json

from infra.service.description import Description, Function
from infra.service.intrinsics import (
    NO_VALUE,
    Node,
    get_att,
    imported,
    ref,
    role_id,
    secret,
    staged,
    sub,
    when,
)

ALIAS = "live"
"""The alias through which every function is invoked: the present release, to the platform."""

RELEASE = "0" * 64
"""Stands in a packaged template for the digest of template and parameters: each deployment puts its
own there (infra/stack.py), so that whatever changes is a release.
"""

RELAYED_AT_ONCE = 25
"""The most events of the stream that one invocation of a relay sends."""

ONLY_NEW_EVENTS = {
    "eventName": ["INSERT"],
    "dynamodb": {"Keys": {"sk": {"S": [{"prefix": "EVENT#"}]}}},
}
"""The items of the stream that wake the relay."""


def logical_id(function: str) -> str:
    """The logical id that Chalice gives a function."""
    return "APIHandler" if function == "api" else function.capitalize()


def alias_of(function: str) -> str:
    """The logical id that SAM gives the alias of a function's logical id."""
    return f"{function}Alias{ALIAS}"


def answers_requests(name: str, function: Function) -> bool:
    """Whether the gateway invokes it."""
    return name == "api" or bool(function.routes)


def functions(service: Description) -> Node:
    """Every function by logical id; Chalice adds the type, the handler and the code."""
    return {
        logical_id(name): {"Properties": _properties(service, name, function)}
        for name, function in service.functions.items()
    }


def defaults(service: Description) -> Node:
    """What all functions of the service have in common (`Globals`)."""
    # How long calls took are metrics: the platform's lines would cost as much as our own.
    logging = {"LogGroup": ref("Logs"), "LogFormat": "JSON", "SystemLogLevel": "WARN"}
    return {
        "Function": {
            "LoggingConfig": logging,
            "Environment": {"Variables": environment(service) | service.environment},
        }
    }


def environment(service: Description) -> Node:
    """The variables that every service's functions read (kit.settings)."""
    identity: Node = {"STAGE": ref("Stage"), "SERVICE": service.name}
    running: Node = {
        "LOG_LEVEL": ref("LogLevel"),
        # Pydantic's search for plugins takes a tenth of a first answer; there are none.
        "PYDANTIC_DISABLE_PLUGINS": "true",
    }
    if service.kind == "client":
        return identity | running
    return {
        **identity,
        "TABLE": ref("Table"),
        "VAULT_TABLE": staged("vault"),
        "DIRECTORY_TABLE": staged("directory"),
        "PEOPLE_TABLE": staged("people"),
        "ACCESS_TABLE": staged("access"),
        "VAULT_KEY": imported("vault-key"),
        "QUEUE_PREFIX": _before(f"{service.name}-inbox", ref("InboxQueue")),
        "ISSUERS": ref("Issuers"),
        "CORS_ORIGINS": when("AnyOriginRefused", "", ref("CorsOrigins")),
        "CURSOR_SECRET": secret("cursor"),
        **_senders(),
        **running,
        "FAULTS": when("Protected", "", ref("Faults")),
    }


def _senders() -> Node:
    """Whose messages are believed (kit.messaging.senders): the deployment knows the ids of the
    roles once they are made, and no emulator names a sender."""
    own_and_operators = sub(f"${{{role_id('inbox')}.RoleId}},${{Operators}}")
    return {
        "SENDER_ROLES": when("Local", "{}", ref("SenderRoles")),
        "RESENDERS": when("Local", "", own_and_operators),
    }


def logs(service: Description) -> Node:
    """One log group for all functions of a service."""
    properties = {"LogGroupName": sub(f"/motcua/${{Stage}}/{service.name}"), "RetentionInDays": 30}
    return {"Logs": {"Type": "AWS::Logs::LogGroup", "Properties": properties}}


def _properties(service: Description, name: str, function: Function) -> Node:
    properties: Node = {
        "FunctionName": staged(f"{service.name}-{name}"),
        "Role": get_att(role_id(name), "Arn"),
        "MemorySize": function.memory,
        "Timeout": function.timeout,
        # Chalice writes another value into every function, and a function's own beats Globals.
        "Tracing": "Active",
        "AutoPublishAlias": ALIAS,
        # Any change of template, package or parameters is a release, and a version of its own.
        "AutoPublishCodeSha256": RELEASE,
        # A version that is taken back has the runtime that it was released with.
        "RuntimeManagementConfig": {"UpdateRuntimeOn": "FunctionUpdate"},
    }
    events = _events(service, name, function)
    if events:
        properties["Events"] = events
    if answers_requests(name, function):
        share = when("ReservesForRequests", ref("ReservedForRequests"), NO_VALUE)
        properties["ReservedConcurrentExecutions"] = share
    if function.schedule:  # the next turn does what this one could not
        properties["EventInvokeConfig"] = {"MaximumRetryAttempts": 0}
    return properties


def _events(service: Description, name: str, function: Function) -> Node:
    if function.queue:
        return {"Messages": {"Type": "SQS", "Properties": _messages(function)}}
    if name == "relay":
        return {"Stream": {"Type": "DynamoDB", "Properties": _stream()}}
    if function.schedule:
        schedule = {"Name": staged(f"{service.name}-{name}"), "Schedule": function.schedule}
        # The name that @app.schedule gives an event: Chalice's own is merged, not doubled.
        event = f"{logical_id(name)}Event"
        return {event: {"Type": "Schedule", "Properties": schedule | {"Enabled": True}}}
    return {}


def _messages(function: Function) -> Node:
    at_once = function.ceiling.at_once if function.ceiling else NO_VALUE
    return {
        "Queue": get_att(f"{function.queue.capitalize()}Queue", "Arn"),
        "BatchSize": function.batch,
        "FunctionResponseTypes": ["ReportBatchItemFailures"],
        # A laptop has two cores, not a region.
        "ScalingConfig": {"MaximumConcurrency": when("Local", 2, at_once)},
    }


def _stream() -> Node:
    failures = {"Type": "SQS", "Destination": get_att("RelayFailures", "Arn")}
    return {
        "Stream": get_att("Table", "StreamArn"),
        "StartingPosition": "TRIM_HORIZON",
        "BatchSize": RELAYED_AT_ONCE,
        "BisectBatchOnFunctionError": True,
        "FunctionResponseTypes": ["ReportBatchItemFailures"],
        # One bad event holds up its shard for these tries only: the sweeper has the rest.
        "MaximumRetryAttempts": 5,
        "MaximumRecordAgeInSeconds": 3600,
        "DestinationConfig": {"OnFailure": failures},
        "FilterCriteria": {"Filters": [{"Pattern": json.dumps(ONLY_NEW_EVENTS)}]},
    }


def _before(suffix: str, text: Node) -> Node:
    """The text without its suffix: the part of a queue's address that all queues share."""
    return {"Fn::Select": [0, {"Fn::Split": [suffix, text]}]}
