"""The alarms: every way to fail has one, and every one a metric that the code counts."""

import json
from datetime import date

import pytest

from infra.places import ROOT, SERVICES
from kit.platform.log import NAMESPACE
from law.rulebook import rule_value
from tests.infra.cloudformation import functions, resources, template


@pytest.mark.parametrize("service", SERVICES)
def test_failures_dead_letters_lag_and_deferred_messages_raise_an_alarm(service: str) -> None:
    alarms = [
        alarm["Properties"] for alarm in resources(service, "AWS::CloudWatch::Alarm").values()
    ]
    watched = {(a["MetricName"], json.dumps(a["Dimensions"][0]["Value"])) for a in alarms}

    dead = {
        ("ApproximateNumberOfMessagesVisible", _attribute(q, "QueueName"))
        for q in _dead_letters(service)
    }
    errors = {("Errors", json.dumps({"Ref": name})) for name in functions(service)}
    rest = {
        ("IteratorAge", json.dumps({"Ref": "Relay"})),
        ("OldestParkedSeconds", json.dumps(service)),
    }
    assert dead | errors | rest <= watched
    assert all(alarm["AlarmActions"] for alarm in alarms)


@pytest.mark.parametrize("service", SERVICES)
def test_responses_with_5xx_raise_an_alarm(service: str) -> None:
    alarm = resources(service, "AWS::CloudWatch::Alarm")["ServerErrorsAlarm"]["Properties"]
    api = template(service)["Resources"]["RestAPI"]["Properties"]["Name"]

    assert (alarm["Namespace"], alarm["MetricName"]) == ("AWS/ApiGateway", "5XXError")
    assert alarm["Dimensions"] == [{"Name": "ApiName", "Value": api}]


@pytest.mark.parametrize("service", SERVICES)
def test_every_metric_of_ours_that_an_alarm_watches_is_counted_by_its_service(service: str) -> None:
    alarms = [
        alarm["Properties"] for alarm in resources(service, "AWS::CloudWatch::Alarm").values()
    ]
    ours = [alarm for alarm in alarms if alarm["Namespace"] == NAMESPACE]
    counted = "".join(
        p.read_text()
        for root in (f"services/{service}/{service}", "kit")
        for p in (ROOT / root).rglob("*.py")
    )

    assert all(f'"{alarm["MetricName"]}"' in counted for alarm in ours)
    assert all(alarm["Dimensions"] == [{"Name": "service", "Value": service}] for alarm in ours)


def _dead_letters(service: str) -> list[str]:
    queues = resources(service, "AWS::SQS::Queue")
    return [name for name in queues if "DeadLetters" in name or name == "RelayFailures"]


def _attribute(resource: str, attribute: str) -> str:
    return json.dumps({"Fn::GetAtt": [resource, attribute]})


@pytest.mark.parametrize("service", SERVICES)
def test_what_stands_still_rings(service: str) -> None:
    alarms = resources(service, "AWS::CloudWatch::Alarm")
    aged = {
        json.dumps(alarm["Properties"]["Dimensions"][0]["Value"])
        for alarm in alarms.values()
        if alarm["Properties"]["MetricName"] == "ApproximateAgeOfOldestMessage"
    }
    read = [
        name
        for name in resources(service, "AWS::SQS::Queue")
        if "DeadLetters" not in name and name != "RelayFailures"
    ]

    assert aged == {_attribute(queue, "QueueName") for queue in read}
    unsent = alarms["UnsentAlarm"]["Properties"]
    assert unsent["MetricName"] == "OldestUnsentSeconds"
    assert unsent["TreatMissingData"] == "breaching", "a sweeper that does not run rings too"


def test_spending_bounces_throttles_and_the_use_of_keys_ring() -> None:
    alarms = resources("foundation", "AWS::CloudWatch::Alarm").values()

    assert {alarm["Properties"]["MetricName"] for alarm in alarms} >= {
        "SMSMonthToDateSpentUSD",
        "Reputation.BounceRate",
        "Reputation.ComplaintRate",
        "Throttles",
    }
    assert any("Kms" in json.dumps(a) or "KMS" in json.dumps(a) for a in alarms)


@pytest.mark.parametrize("service", SERVICES)
def test_every_request_leaves_a_line_for_as_long_as_the_law_asks(service: str) -> None:
    months = rule_value("retention_of_logs", on=date(2026, 11, 29)).value
    group = resources(service, "AWS::Logs::LogGroup")["AccessLogs"]["Properties"]

    assert group["RetentionInDays"] >= months * 365 / 12
