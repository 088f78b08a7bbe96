"""What a deployment tells CloudFormation: what is named, and that the rest stays as it is."""

from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

from infra import deploy as deploying
from infra.places import INFRA
from infra.stack import Stack, deploy
from infra.stages import Stage, stage
from infra.target import Target

FOUNDATION = INFRA / "foundation.yaml"


class Cloud:
    """CloudFormation: keeps what each stack was given, secret or not, and shows secrets to nobody."""

    class exceptions:  # noqa: N801 - boto3's name
        ClientError = ClientError

    def __init__(self, **stacks: dict[str, str]) -> None:
        self.stacks = {name: dict(told) for name, told in stacks.items()}
        self.tags: dict[str, Any] = {}

    def describe_stacks(self, StackName: str) -> dict[str, Any]:  # noqa: N803
        if StackName not in self.stacks:
            raise ClientError(
                {"Error": {"Code": "ValidationError", "Message": "does not exist"}},
                "DescribeStacks",
            )
        shown = [
            {"ParameterKey": name, "ParameterValue": "****" if "Secret" in name else value}
            for name, value in self.stacks[StackName].items()
        ]
        tags = self.tags.get(StackName, [])
        return {"Stacks": [{"StackStatus": "UPDATE_COMPLETE", "Parameters": shown, "Tags": tags}]}

    def create_stack(self, **asked: Any) -> None:
        self.stacks[asked["StackName"]] = {}
        self.update_stack(**asked)

    def update_stack(self, **asked: Any) -> None:
        before = self.stacks[asked["StackName"]]
        self.stacks[asked["StackName"]] = {
            given["ParameterKey"]: before[given["ParameterKey"]]
            if "UsePreviousValue" in given
            else given["ParameterValue"]
            for given in asked["Parameters"]
        }
        self.tags[asked["StackName"]] = asked["Tags"]


def on(cloud: Cloud, monkeypatch: pytest.MonkeyPatch, **told: str) -> Stage:
    target = Target("python3.13", "arm64", here=False, interpreter=None)
    monkeypatch.setattr(Stage, "client", lambda _, service: cloud)
    return Stage("prod", None, target, told, cognito=not told.get("Issuers"))


def test_a_parameter_that_is_left_out_keeps_its_value(monkeypatch: pytest.MonkeyPatch) -> None:
    cloud = Cloud(
        **{
            "motcua-prod-foundation": {
                "Stage": "prod",
                "StripeSecret": "real",
                "AlarmMail": "old@example.vn",
            }
        }
    )
    told = {"Stage": "prod", "AlarmMail": "new@example.vn"}

    deploy(Stack("motcua-prod-foundation", FOUNDATION, told), on(cloud, monkeypatch), None)

    now = {"Stage": "prod", "StripeSecret": "real", "AlarmMail": "new@example.vn"}
    assert cloud.stacks["motcua-prod-foundation"] == now


def test_a_parameter_that_the_template_has_no_longer_is_left_behind(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cloud = Cloud(**{"motcua-prod-foundation": {"Stage": "prod", "Forgotten": "x"}})

    deploy(
        Stack("motcua-prod-foundation", FOUNDATION, {"Stage": "prod"}), on(cloud, monkeypatch), None
    )

    assert cloud.stacks["motcua-prod-foundation"] == {"Stage": "prod"}


def test_a_new_stack_is_told_what_is_named_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    cloud = Cloud()

    what, _ = deploy(
        Stack("motcua-prod-foundation", FOUNDATION, {"Stage": "prod"}), on(cloud, monkeypatch), None
    )

    assert (what, cloud.stacks["motcua-prod-foundation"]) == ("created", {"Stage": "prod"})


def test_the_host_stays_when_a_later_deployment_does_not_name_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    template = tmp_path / "template.json"
    template.write_text('{"Parameters": {"Stage": {}, "DomainName": {}}}')
    cloud = Cloud(**{"motcua-prod-status": {"Stage": "prod", "DomainName": "api.example.vn"}})

    deploying._stack(on(cloud, monkeypatch), "status", {}, template)

    assert cloud.stacks["motcua-prod-status"]["DomainName"] == "api.example.vn"


def test_a_stage_with_an_issuer_of_its_own_gets_no_pools_when_it_does_not_name_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    running = on(Cloud(**{"motcua-prod-intake": {}}), monkeypatch)
    assert not deploying.as_it_stands(running).cognito

    asked_for_pools = on(Cloud(**{"motcua-prod-intake": {}}), monkeypatch, Issuers="")
    assert deploying.as_it_stands(asked_for_pools).cognito
    for cloud in (Cloud(), Cloud(**{"motcua-prod-intake": {}, "motcua-prod-identity": {}})):
        assert deploying.as_it_stands(on(cloud, monkeypatch)).cognito


def test_the_environment_names_a_stages_parameters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTCUA_DomainName", "api.example.vn")
    assert stage("prod").domain == "api.example.vn"

    monkeypatch.delenv("MOTCUA_DomainName")
    assert (stage("prod").domain, "DomainName" in stage("prod").parameters) == ("", False)
