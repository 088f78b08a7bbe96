"""The requests of a deployment: parameters that are named, and the rest as it is."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

from infra.deploy import as_it_stands, deploy_stack
from infra.places import INFRA
from infra.stack import Stack, deploy
from infra.stages import Stage, stage_on_aws
from infra.target import Target

FOUNDATION = INFRA / "foundation.yaml"


class Cloud:
    """CloudFormation: stores each stack's parameters, and shows secrets to nobody."""

    class exceptions:  # noqa: N801 - boto3's name
        ClientError = ClientError

    def __init__(self, **stacks: dict[str, str]) -> None:
        self.stacks = {name: dict(values) for name, values in stacks.items()}
        self.tags: dict[str, Any] = {}
        self.protected: set[str] = set()

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
        stack = {"StackName": StackName, "StackStatus": "UPDATE_COMPLETE", "Parameters": shown}
        protected = StackName in self.protected
        return {"Stacks": [stack | {"Tags": tags, "EnableTerminationProtection": protected}]}

    def update_termination_protection(
        self,
        StackName: str,  # noqa: N803
        EnableTerminationProtection: bool,  # noqa: N803
    ) -> None:
        assert EnableTerminationProtection
        self.protected.add(StackName)

    def create_stack(self, EnableTerminationProtection: bool, **request: Any) -> None:  # noqa: N803
        self.stacks[request["StackName"]] = {}
        if EnableTerminationProtection:
            self.protected.add(request["StackName"])
        self.update_stack(**request)

    def update_stack(self, **request: Any) -> None:
        before = self.stacks[request["StackName"]]
        self.stacks[request["StackName"]] = {
            each["ParameterKey"]: before[each["ParameterKey"]]
            if "UsePreviousValue" in each
            else each["ParameterValue"]
            for each in request["Parameters"]
        }
        self.tags[request["StackName"]] = request["Tags"]


@dataclass(frozen=True)
class StageOnDouble(Stage):
    """A stage of which every client is the same double."""

    cloud: Cloud = field(default_factory=Cloud)

    def client(self, service: str) -> Cloud:
        return self.cloud


def on(cloud: Cloud, stage: str = "prod", **parameters: str) -> Stage:
    target = Target("python3.13", "arm64", here=False, interpreter=None)
    pools = not parameters.get("Issuers")
    return StageOnDouble(stage, target, parameters, user_pools=pools, cloud=cloud)


def test_a_parameter_that_is_left_out_keeps_its_value() -> None:
    before = {"Stage": "prod", "StripeSecret": "real", "AlarmMail": "old@example.vn"}
    cloud = Cloud(**{"motcua-prod-foundation": before})
    named = {"Stage": "prod", "AlarmMail": "new@example.vn"}

    deploy(Stack("motcua-prod-foundation", FOUNDATION, named), on(cloud), None)

    after = {"Stage": "prod", "StripeSecret": "real", "AlarmMail": "new@example.vn"}
    assert cloud.stacks["motcua-prod-foundation"] == after


def test_a_parameter_that_the_template_has_no_longer_is_left_behind() -> None:
    cloud = Cloud(**{"motcua-prod-foundation": {"Stage": "prod", "Forgotten": "x"}})

    deploy(Stack("motcua-prod-foundation", FOUNDATION, {"Stage": "prod"}), on(cloud), None)

    assert cloud.stacks["motcua-prod-foundation"] == {"Stage": "prod"}


def test_a_new_stack_gets_the_named_parameters_and_no_more() -> None:
    cloud = Cloud()

    stack = Stack("motcua-prod-foundation", FOUNDATION, {"Stage": "prod"})
    change, _ = deploy(stack, on(cloud), None)

    assert (change, cloud.stacks["motcua-prod-foundation"]) == ("created", {"Stage": "prod"})


def test_the_host_stays_when_a_later_deployment_does_not_name_it(tmp_path: Path) -> None:
    template = tmp_path / "template.json"
    template.write_text('{"Parameters": {"Stage": {}, "DomainName": {}}}')
    cloud = Cloud(**{"motcua-prod-status": {"Stage": "prod", "DomainName": "api.example.vn"}})

    deploy_stack(on(cloud), "status", {}, template)

    assert cloud.stacks["motcua-prod-status"]["DomainName"] == "api.example.vn"


def test_a_stage_with_an_issuer_of_its_own_gets_no_pools_when_it_does_not_name_it() -> None:
    running = on(Cloud(**{"motcua-prod-intake": {}}))
    assert not as_it_stands(running).user_pools

    without_issuers = on(Cloud(**{"motcua-prod-intake": {}}), Issuers="")
    assert as_it_stands(without_issuers).user_pools
    for cloud in (Cloud(), Cloud(**{"motcua-prod-intake": {}, "motcua-prod-pools": {}})):
        assert as_it_stands(on(cloud)).user_pools


def test_the_local_stage_with_its_demo_users_is_never_deployed_to_aws() -> None:
    with pytest.raises(ValueError, match="local"):
        stage_on_aws("local")


def test_the_environment_names_a_stages_parameters() -> None:
    stage = stage_on_aws("prod", {"MOTCUA_DomainName": "api.example.vn", "DomainName": "other"})
    assert stage.domain == "api.example.vn"

    stage = stage_on_aws("prod", {})
    assert (stage.domain, "DomainName" in stage.parameters) == ("", False)


@pytest.mark.parametrize(
    "before", [{}, {"motcua-x-foundation": {"Stage": "x"}}], ids=["new", "old"]
)
@pytest.mark.parametrize(
    ("stage", "protected"),
    [("prod", True), ("production", True), ("quangninh", True), ("test", True), ("test-1", False)],
)
def test_every_stack_but_those_of_test_stages_is_protected_from_its_deletion(
    stage: str, protected: bool, before: dict[str, dict[str, str]]
) -> None:
    cloud = Cloud(**before)

    deploy(Stack("motcua-x-foundation", FOUNDATION, {"Stage": stage}), on(cloud, stage), None)

    assert (cloud.protected == {"motcua-x-foundation"}) is protected


@pytest.mark.parametrize(
    "opened",
    [
        {"DemoUsers": "true"},
        {"CorsOrigins": "*"},
        {"Faults": "conflict=0.3"},
        {"StripeApiBase": "https://stripe.example"},
        {"DemoRegistrations": "{}"},
    ],
)
def test_a_stage_of_citizens_is_never_opened_whatever_its_name(opened: dict[str, str]) -> None:
    for name in ("prod", "production", "quangninh", "test", "testing"):
        with pytest.raises(ValueError, match="protected"):
            stage_on_aws(name, {f"MOTCUA_{key}": value for key, value in opened.items()})
    stage_on_aws("test-1", {f"MOTCUA_{key}": value for key, value in opened.items()})


def test_no_secret_is_guessed_from_the_tag_of_a_stack() -> None:
    named = {"Stage": "prod", "AlarmMail": "a@example.vn"}
    secret = named | {"StripeSecret": "sk_live_1", "BankSecret": "b"}
    stack = Stack("motcua-prod-foundation", FOUNDATION, secret)

    assert stack.secrets == {"StripeSecret", "BankSecret"}
    assert stack.digest == Stack(stack.name, FOUNDATION, named).digest
    assert stack.digest != Stack(stack.name, FOUNDATION, named | {"AlarmMail": "b@c.vn"}).digest


def test_a_secret_that_is_named_again_reaches_its_stack_though_the_tag_is_the_same() -> None:
    cloud, name = Cloud(), "motcua-prod-foundation"
    for secret in ("first", "second"):
        named = {"Stage": "prod", "StripeSecret": secret}
        deploy(Stack(name, FOUNDATION, named), on(cloud), None)
    assert cloud.stacks[name]["StripeSecret"] == "second"

    assert deploy(Stack(name, FOUNDATION, {"Stage": "prod"}), on(cloud), None)[0] == "unchanged"
