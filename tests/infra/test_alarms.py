"""The alarms: every way to fail has one, and every one a metric that the code counts."""

import json

import pytest

from infra.places import ROOT, SERVICES
from kit.platform.log import NAMESPACE
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
