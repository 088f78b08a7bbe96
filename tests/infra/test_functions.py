"""What wakes each function, and what it may do: the parts that a local cloud does not enforce."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from contracts.routes import ROUTES
from infra.places import SERVICES
from infra.service.description import read_description
from infra.service.vault_rights import vault_ids
from infra.stages import Emulator, Stage
from infra.target import Target
from payments.providers.stripe.checkout import MOST_REQUESTS, SLOWEST_SECONDS
from tests.infra.cloudformation import (
    as_list,
    evaluated,
    events,
    every_role,
    functions,
    resources,
    statements,
    template,
)

PUBLISHES = {
    "intake": ("procedure", "paper", "dossier", "person", "export", "contact"),
    "casework": ("case",),
    "documents": ("document",),
    "payments": ("fee", "refund", "payment", "provider"),
    "notifications": ("notice", "task"),
    "status": ("view",),
    "exchange": ("sync", "national", "registry"),
    "identity": (),
    "partners": (),
    "voice": ("rating", "feedback"),
    "letters": ("letter",),
}
ANYTHING_ALLOWED = {
    "Traces": "X-Ray knows no resources",
    "Streams": "ListStreams knows no resources",
}


@pytest.mark.parametrize("service", SERVICES)
def test_every_queue_mapping_reports_the_messages_that_failed(service: str) -> None:
    mappings = list(events(service, "SQS"))

    assert mappings
    assert all(
        mapping["FunctionResponseTypes"] == ["ReportBatchItemFailures"] for _, mapping in mappings
    )


@pytest.mark.parametrize("service", SERVICES)
def test_the_relay_bisects_gives_up_after_an_hour_and_reports_what_it_lost(service: str) -> None:
    [(function, stream)] = events(service, "DynamoDB")

    assert function == "Relay"
    assert stream["BisectBatchOnFunctionError"] is True
    assert stream["MaximumRecordAgeInSeconds"] == 3600
    assert stream["StartingPosition"] == "TRIM_HORIZON"
    failures = stream["DestinationConfig"]["OnFailure"]
    assert failures == {"Type": "SQS", "Destination": {"Fn::GetAtt": ["RelayFailures", "Arn"]}}


@pytest.mark.parametrize("service", SERVICES)
def test_only_new_events_wake_the_relay(service: str) -> None:
    [(_, stream)] = events(service, "DynamoDB")
    [one] = stream["FilterCriteria"]["Filters"]

    assert json.loads(one["Pattern"]) == {
        "eventName": ["INSERT"],
        "dynamodb": {"Keys": {"sk": {"S": [{"prefix": "EVENT#"}]}}},
    }


@pytest.mark.parametrize("service", SERVICES)
def test_a_message_stays_hidden_for_six_time_outs_and_is_received_many_times(service: str) -> None:
    queues = resources(service, "AWS::SQS::Queue")
    for function, mapping in events(service, "SQS"):
        queue = queues[mapping["Queue"]["Fn::GetAtt"][0]]["Properties"]

        assert queue["VisibilityTimeout"] >= 6 * functions(service)[function]["Timeout"]
        assert queue["RedrivePolicy"]["maxReceiveCount"] >= 50
        assert queue["RedrivePolicy"]["deadLetterTargetArn"]["Fn::GetAtt"][0] in queues


def test_a_batch_that_waits_for_the_slowest_stripe_ends_before_the_inbox_is_killed() -> None:
    mapping = dict(events("payments", "SQS"))["Inbox"]
    start = 5.0

    slowest = mapping["BatchSize"] * MOST_REQUESTS * SLOWEST_SECONDS

    assert start + slowest < functions("payments")["Inbox"]["Timeout"]


@pytest.mark.parametrize("service", SERVICES)
def test_every_ceiling_has_its_reason_and_leaves_an_account_its_requests(service: str) -> None:
    for function in read_description(service).functions.values():
        assert bool(function.queue) == (function.ceiling is not None)
    most = [
        function.ceiling.at_once
        for each in SERVICES
        for function in read_description(each).functions.values()
        if function.ceiling
    ]
    assert sum(most) <= 150


@pytest.mark.parametrize("service", SERVICES)
def test_each_function_has_a_role_of_its_own(service: str) -> None:
    used = [function["Role"]["Fn::GetAtt"][0] for function in functions(service).values()]

    assert sorted(used) == sorted(resources(service, "AWS::IAM::Role"))


@pytest.mark.parametrize(("service", "role"), every_role())
def test_no_role_may_do_anything_or_reach_everything(service: str, role: str) -> None:
    for sid, statement in statements(service, role).items():
        actions = [a for a in as_list(statement["Action"]) if isinstance(a, str)]
        assert not [action for action in actions if "*" in action], sid
        if sid not in ANYTHING_ALLOWED:
            assert "*" not in as_list(statement.get("Resource", [])), sid
        if "NotResource" in statement:
            assert actions == ["sns:Publish"], "a telephone number has no ARN; topics are left out"


@pytest.mark.parametrize("service", SERVICES)
def test_a_queue_mapping_may_receive_from_its_queue(service: str) -> None:
    for function, mapping in events(service, "SQS"):
        receive = statements(service, functions(service)[function]["Role"]["Fn::GetAtt"][0])[
            "Receive"
        ]

        needed = {"sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"}
        assert needed <= set(receive["Action"])
        assert receive["Resource"] == mapping["Queue"]


@pytest.mark.parametrize("service", SERVICES)
def test_who_receives_may_hide_a_message_of_its_queue_and_give_it_up(service: str) -> None:
    for function, mapping in events(service, "SQS"):
        allowed = statements(service, functions(service)[function]["Role"]["Fn::GetAtt"][0])
        queue = mapping["Queue"]["Fn::GetAtt"][0]

        assert allowed["Postpone"]["Resource"] == mapping["Queue"]
        dead = queue.replace("Queue", "DeadLetters")
        assert allowed["GiveUp"]["Resource"] == {"Fn::GetAtt": [dead, "Arn"]}


@pytest.mark.parametrize("service", SERVICES)
def test_the_stream_mapping_may_read_its_stream(service: str) -> None:
    allowed = statements(service, "RelayRole")

    assert set(allowed["Stream"]["Action"]) == {
        "dynamodb:DescribeStream",
        "dynamodb:GetRecords",
        "dynamodb:GetShardIterator",
    }
    assert allowed["Stream"]["Resource"] == {"Fn::GetAtt": ["Table", "StreamArn"]}
    assert allowed["Streams"]["Action"] == ["dynamodb:ListStreams"]
    assert allowed["Failures"]["Resource"] == {"Fn::GetAtt": ["RelayFailures", "Arn"]}


@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.parametrize("role", ["RelayRole", "SweeperRole"])
def test_a_service_may_send_to_its_subscribers_and_nobody_else(service: str, role: str) -> None:
    published = [event for event in ROUTES if event.split(".")[0] in PUBLISHES[service]]
    subscribers = {inbox for event in published for inbox in ROUTES[event]}
    queues = [queue["Fn::Sub"] for queue in _send_to(service, role)]

    assert {queue.rsplit("-", 2)[1] for queue in queues} == subscribers
    assert all(queue.endswith("-inbox") for queue in queues)


def test_every_event_has_a_service_that_publishes_it() -> None:
    nouns = {event.split(".")[0] for event in ROUTES}

    assert nouns == {noun for published in PUBLISHES.values() for noun in published}


@pytest.mark.parametrize("service", SERVICES)
def test_every_function_logs_and_traces(service: str) -> None:
    groups = resources(service, "AWS::Logs::LogGroup")
    logs = groups["Logs"]
    every = template(service)["Globals"]["Function"]

    assert logs["Properties"]["RetentionInDays"] == 30
    assert groups["AccessLogs"]["Properties"]["RetentionInDays"] >= 365
    assert every["LoggingConfig"] == {
        "LogGroup": {"Ref": "Logs"},
        "LogFormat": "JSON",
        "SystemLogLevel": "WARN",
    }
    for function in functions(service).values():
        assert function["Tracing"] == "Active"
        allowed = statements(service, function["Role"]["Fn::GetAtt"][0])
        assert allowed["Logs"]["Resource"] == {"Fn::GetAtt": ["Logs", "Arn"]}


@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.parametrize(
    ("stage", "protected"),
    [
        *(("prod", True), ("production", True), ("quangninh", True), ("test", True)),
        *(("test-1", False), ("local", False)),
    ],
)
def test_a_stage_of_citizens_is_protected_whatever_its_name(
    service: str, stage: str, protected: bool
) -> None:
    variables = template(service)["Globals"]["Function"]["Environment"]["Variables"]
    table = template(service)["Resources"]["Table"]["Properties"]
    protection = str(stage_of(stage).is_protected).lower()
    values = {
        "Stage": stage,
        "Protection": protection,
        "Faults": "conflict=0.3",
        "CorsOrigins": "*",
    }

    assert evaluated(variables["FAULTS"], values, service) == ("" if protected else "conflict=0.3")
    assert evaluated(variables["CORS_ORIGINS"], values, service) == ("" if protected else "*")
    assert evaluated(table["DeletionProtectionEnabled"], values, service) is protected
    if "STRIPE_API_BASE" in variables:
        base = values | {"StripeApiBase": "http://127.0.0.1:4570"}
        reached = evaluated(variables["STRIPE_API_BASE"], base, service)
        assert reached == ("" if protected else base["StripeApiBase"])


def stage_of(name: str) -> Stage:
    """A stage of this name; the local one is on an emulator."""
    emulator = Emulator("http://127.0.0.1:4566", "xy") if name == "local" else None
    return Stage(
        name, Target("python3.13", "arm64", here=False, interpreter=None), {}, True, emulator
    )


@pytest.mark.parametrize(("service", "role"), every_role())
def test_only_casework_writes_the_directory_only_intake_people_and_only_routes_make_vault_keys(
    service: str, role: str
) -> None:
    allowed = statements(service, role)
    writes = {"dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem"}

    if writes & set(allowed.get("Directory", {}).get("Action", [])):
        assert (service, role) == ("casework", "ApiRole")
    if writes & set(allowed.get("People", {}).get("Action", [])):
        assert (service, role) in (("intake", "ApiRole"), ("intake", "InboxRole"))
    if role not in {"ApiRole", "WebhookRole", "ReaderRole"}:
        # answers to idempotent requests, and what banks say of people in callbacks and statements,
        # are sealed under a key of the month; names in the lists of an agency under its own
        own = {"casework": ["agency-*"], "exchange": ["portal-session"]}
        if role == "PullerRole":  # what the portal lists gets its key here
            own["exchange"] = [vault_ids("dossiers", service), "portal-session", "feedback-*"]
        assert _new_vaults(allowed) in ([], own.get(service, []))


def _new_vaults(allowed: Mapping[str, dict[str, Any]]) -> list[str]:
    """The vaults that a role may make, as the condition of both statements names them."""
    if not {"NewVault", "NewVaultKey"} & allowed.keys():
        return []
    table, key = (
        next(iter(allowed[sid]["Condition"]["Fn::If"][2].values()))
        for sid in ("NewVault", "NewVaultKey")
    )
    named: list[str] = key["kms:EncryptionContext:vault"]
    assert table["dynamodb:LeadingKeys"] == [f"VAULT#{name}" for name in named]
    return named


def _send_to(service: str, role: str) -> list[dict[str, Any]]:
    send = statements(service, role).get("Subscribers")
    return as_list(send["Resource"]) if send else []
