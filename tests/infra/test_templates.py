"""Tables, queues, buckets, alarms and the gateway's own answers, the same in all six services."""

import json
import re
from typing import Any

import pytest

from infra.places import SERVICES
from tests.infra.cloudformation import evaluated, resources, template

EVERY = [*SERVICES, "backup", "bundles", "dashboard", "edge", "foundation", "pools"]
SHARED = [
    "STAGE",
    "SERVICE",
    "TABLE",
    "VAULT_TABLE",
    "DIRECTORY_TABLE",
    "PEOPLE_TABLE",
    "ACCESS_TABLE",
    "VAULT_KEY",
    "QUEUE_PREFIX",
    "ISSUERS",
]
SHARED += ["CORS_ORIGINS", "CURSOR_SECRET", "SENDER_ROLES", "RESENDERS"]
SHARED += ["LOG_LEVEL", "PYDANTIC_DISABLE_PLUGINS", "FAULTS"]
CODES = {403: {"forbidden"}, 404: {"not_found"}, 413: {"too_large"}, 429: {"too_many_requests"}}
CODES |= {502: {"unavailable"}, 504: {"unavailable"}}


@pytest.mark.parametrize("name", EVERY)
def test_no_account_and_no_region_is_written_down(name: str) -> None:
    text = json.dumps(template(name))

    assert not re.search(r"\b\d{12}\b", text)
    assert not re.search(
        r"\b(us|eu|ap|sa|ca|me|af)-(east|west|north|south|central|southeast|northeast)-\d\b", text
    )
    assert "arn:aws:" not in text, "other partitions have other ARNs"


@pytest.mark.parametrize("service", SERVICES)
def test_a_table_streams_recovers_forgets_and_is_encrypted(service: str) -> None:
    table = template(service)["Resources"]["Table"]["Properties"]

    assert table["StreamSpecification"] == {"StreamViewType": "NEW_IMAGE"}
    assert table["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}
    assert table["TimeToLiveSpecification"] == {"AttributeName": "ttl", "Enabled": True}
    assert table["SSESpecification"] == {"SSEEnabled": True}


@pytest.mark.parametrize("service", SERVICES)
def test_waiting_items_are_in_a_sparse_index(service: str) -> None:
    table = template(service)["Resources"]["Table"]["Properties"]
    [waiting] = [i for i in table["GlobalSecondaryIndexes"] if i["IndexName"] == "waiting"]

    assert [key["AttributeName"] for key in waiting["KeySchema"]] == ["waiting", "since"]
    assert waiting["Projection"] == {"ProjectionType": "KEYS_ONLY"}


@pytest.mark.parametrize("service", SERVICES)
def test_queues_are_encrypted_and_keep_what_died_for_a_fortnight(service: str) -> None:
    queues = resources(service, "AWS::SQS::Queue")

    assert all(queue["Properties"]["SqsManagedSseEnabled"] for queue in queues.values())
    assert queues["InboxDeadLetters"]["Properties"]["MessageRetentionPeriod"] == 14 * 86_400


@pytest.mark.parametrize("name", EVERY)
def test_buckets_are_closed_encrypted_and_retained(name: str) -> None:
    for bucket in resources(name, "AWS::S3::Bucket").values():
        assert all(bucket["Properties"]["PublicAccessBlockConfiguration"].values())
        assert bucket["Properties"]["BucketEncryption"]
        assert bucket["DeletionPolicy"] == "RetainExceptOnCreate"
        assert name == "bundles" or bucket["Properties"]["VersioningConfiguration"] == {
            "Status": "Enabled"
        }


RETAINED = {
    "AWS::DynamoDB::Table",
    "AWS::SecretsManager::Secret",
    "AWS::SQS::Queue",
    "AWS::Cognito::UserPool",
}


@pytest.mark.parametrize("name", EVERY)
def test_what_nobody_can_make_again_outlives_its_stack(name: str) -> None:
    for kind in RETAINED:
        for resource in resources(name, kind).values():
            assert (resource["DeletionPolicy"], resource["UpdateReplacePolicy"]) == (
                "RetainExceptOnCreate",
                "Retain",
            )


@pytest.mark.parametrize(("stack", "key"), [("foundation", "VaultKey"), ("documents", "SealKey")])
def test_a_key_outlives_its_region_its_stack_and_its_administrators(stack: str, key: str) -> None:
    resource = template(stack)["Resources"][key]
    statements = resource["Properties"]["KeyPolicy"]["Statement"]
    [*_, denied] = [s["Fn::If"][1] for s in statements if "Fn::If" in s]

    assert resource["Properties"]["MultiRegion"] is True
    assert (resource["DeletionPolicy"], resource["UpdateReplacePolicy"]) == ("Retain", "Retain")
    assert (denied["Effect"], denied["Principal"]) == ("Deny", "*")
    assert {"kms:ScheduleKeyDeletion", "kms:DisableKey"} == set(denied["Action"])
    assert evaluated(statements[-1], {"Stage": "prod"}, stack) == denied
    assert evaluated(statements[-1], {"Protection": "false"}, stack) is None


def test_the_archive_is_locked_and_attachments_can_be_erased() -> None:
    lock = resources("status", "AWS::S3::Bucket")["ArchiveBucket"]["Properties"]
    enabled = evaluated(lock["ObjectLockConfiguration"], {"Stage": "prod"}, "status")

    assert enabled["Rule"]["DefaultRetention"] == {"Mode": "GOVERNANCE", "Years": 10}
    assert evaluated(lock["ObjectLockEnabled"], {"Stage": "prod"}, "status") is True
    attachments = resources("intake", "AWS::S3::Bucket")["PapersBucket"]["Properties"]
    assert not {"ObjectLockEnabled", "ObjectLockConfiguration"} & attachments.keys()


@pytest.mark.parametrize("service", SERVICES)
def test_what_a_version_replaced_is_gone_after_as_many_days_as_a_table_can_go_back(
    service: str,
) -> None:
    for name, bucket in resources(service, "AWS::S3::Bucket").items():
        days = 1 if name == "FiguresBucket" else 35  # they are folded again from the archive
        rules = bucket["Properties"]["LifecycleConfiguration"]["Rules"]
        [rule] = [rule for rule in rules if "Prefix" not in rule]

        assert rule["Status"] == "Enabled"
        assert rule["NoncurrentVersionExpiration"] == {"NoncurrentDays": days}
        assert rule["ExpiredObjectDeleteMarker"] is True
        assert "ExpirationInDays" not in rule, "what is current stays"


def test_a_host_without_a_certificate_is_refused_before_anything_is_made() -> None:
    rule = template("edge")["Rules"]["CertificateOnAws"]
    condition, [assertion] = rule["RuleCondition"], rule["Assertions"]

    for stage, certificate, fine in (
        *(("prod", "", False), ("prod", "arn:aws:acm:x", True), ("local", "", True)),
    ):
        values = {"Stage": stage, "Certificate": certificate}
        applies = evaluated(condition, values, "edge")
        assert (not applies or evaluated(assertion["Assert"], values, "edge")) is fine


@pytest.mark.parametrize("name", EVERY)
def test_a_bucket_can_stand_beside_its_namesake_of_another_region(name: str) -> None:
    for bucket in resources(name, "AWS::S3::Bucket").values():
        text = bucket["Properties"]["BucketName"]["Fn::Sub"]
        longest = text.replace("${Stage}", "s" * 18).replace("${AWS::AccountId}", "1" * 12)
        assert "${AWS::Region}" in text
        assert len(longest.replace("${AWS::Region}", "ap-southeast-1")) <= 63


@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.parametrize(
    ("origins", "fine"),
    [("", True), ("*", True), ("https://a.vn", True), ("https://a.vn,http://b.vn:81", True)]
    + [
        (wrong, False)
        for wrong in (
            "https://a.vn,*",
            "*,https://a.vn",
            "https://*.vn",
            "https://a.vn, https://b.vn",
        )
    ],
)
def test_any_origin_hides_in_no_list(service: str, origins: str, fine: bool) -> None:
    pattern = template(service)["Parameters"]["CorsOrigins"]["AllowedPattern"]

    assert bool(re.fullmatch(pattern, origins)) == fine


def test_papers_are_posted_from_the_pages_that_may_call() -> None:
    allowed = resources("intake", "AWS::S3::Bucket")["PapersBucket"]["Properties"][
        "CorsConfiguration"
    ]["Fn::If"]

    assert allowed[0] == "HasOrigins"
    assert allowed[1]["CorsRules"][0]["AllowedOrigins"] == {
        "Fn::Split": [",", {"Ref": "CorsOrigins"}]
    }
    assert allowed[2] == {"Ref": "AWS::NoValue"}
    assert not evaluated(template("intake")["Conditions"]["HasOrigins"], {"CorsOrigins": ""})


def test_quarantine_is_emptied_after_a_day() -> None:
    bucket = resources("intake", "AWS::S3::Bucket")["PapersBucket"]["Properties"]
    rules = {rule["Id"]: rule for rule in bucket["LifecycleConfiguration"]["Rules"]}
    rule = rules["quarantine"]

    assert (rule["Prefix"], rule["ExpirationInDays"]) == ("quarantine/", 1)
    [queue] = bucket["NotificationConfiguration"]["QueueConfigurations"]
    assert queue["Filter"]["S3Key"]["Rules"] == [{"Name": "prefix", "Value": "quarantine/"}]


@pytest.mark.parametrize("service", SERVICES)
def test_the_gateways_own_refusals_are_problem_documents_that_a_page_may_read(service: str) -> None:
    responses = template(service)["Resources"]["RestAPI"]["Properties"]["GatewayResponses"]

    assert {"DEFAULT_4XX", "DEFAULT_5XX", "THROTTLED", "MISSING_AUTHENTICATION_TOKEN"} <= set(
        responses
    )
    for response in responses.values():
        headers = response["ResponseParameters"]["Headers"]
        text = response["ResponseTemplates"]["application/json"]
        problem = json.loads(text.replace("$context.error.messageString", '"Bad Request"'))
        assert headers["Content-Type"] == "'application/problem+json'"
        assert headers["Access-Control-Allow-Origin"] == "'*'"
        assert problem["type"] == f"urn:motcua:problem:{problem['code']}"
        if "StatusCode" in response:
            assert problem["status"] == response["StatusCode"]
            assert problem["code"] in CODES[response["StatusCode"]]


@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.parametrize(
    ("stage", "host", "only_way"),
    [("prod", "api.example.vn", True), ("prod", "", False), ("local", "api.localhost", False)],
)
def test_a_host_of_its_own_is_the_only_way_to_an_api(
    service: str, stage: str, host: str, only_way: bool
) -> None:
    api = template(service)["Resources"]["RestAPI"]["Properties"]
    values = {"Stage": stage, "DomainName": host}

    assert evaluated(api["DisableExecuteApiEndpoint"], values, service) is only_way


@pytest.mark.parametrize("service", SERVICES)
def test_the_api_is_throttled_and_lies_under_its_name(service: str) -> None:
    api = template(service)["Resources"]["RestAPI"]["Properties"]

    assert api["MethodSettings"][0]["ThrottlingRateLimit"] > 0
    assert template(service)["Resources"]["BasePath"]["Properties"]["BasePath"] == service


@pytest.mark.parametrize("service", SERVICES)
def test_every_service_has_the_same_variables_by_the_same_names(service: str) -> None:
    variables = template(service)["Globals"]["Function"]["Environment"]["Variables"]

    assert list(variables)[: len(SHARED)] == SHARED
    assert variables["SERVICE"] == service
    assert _without_name(service) == _without_name("status")


def _without_name(service: str) -> dict[str, Any]:
    """The parts that must not drift apart, with the service's name taken out."""
    whole = template(service)
    parts = {
        name: whole["Resources"][name]
        for name in ("InboxQueue", "InboxDeadLetters", "RelayFailures", "RestAPI")
    }
    parts |= {
        name: whole["Resources"][name]
        for name in (
            "Relay",
            "Logs",
            "BasePath",
            "RelayLagAlarm",
            "ParkedAlarm",
            "ServerErrorsAlarm",
        )
    }
    parts["parameters"] = {
        k: v for k, v in whole["Parameters"].items() if k in template("status")["Parameters"]
    }
    alike = parts["InboxQueue"]["Properties"].keys() - {
        "VisibilityTimeout"
    }  # six times a time-out of one's own
    parts["InboxQueue"] = {key: parts["InboxQueue"]["Properties"][key] for key in sorted(alike)}
    gateway = parts["RestAPI"]["Properties"]
    parts["RestAPI"] = {  # which files a service takes is its own
        key: value for key, value in gateway.items() if key != "BinaryMediaTypes"
    }
    named: dict[str, Any] = json.loads(
        re.sub(rf'(?<!\\")(?<!context\.)\b{service}\b', "<service>", json.dumps(parts))
    )
    return named
