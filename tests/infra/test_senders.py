"""Who may send to which inbox: ids of roles, which a deployment carries from stack to stack."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from infra.bundle import Bundle
from infra.deploy import deploy_services
from infra.places import SERVICES
from infra.senders import Outputs, require_operator, sender_roles, sources_of
from infra.stages import Emulator
from tests.infra.cloudformation import evaluated, resources, template
from tests.infra.test_stacks import Cloud, StageOnDouble, on

NAMES = ["casework", "payments"]
Deployed = Callable[[str], dict[str, Any]]


class CloudOfRoles(Cloud):
    """Gives each service's roles ids, anew with each `generation`; counts updates of stacks."""

    def __init__(self) -> None:
        super().__init__()
        self.generation, self.updates = 1, 0
        self.caller = "AROAOPERATOR"

    def get_caller_identity(self) -> dict[str, str]:
        return {"UserId": f"{self.caller}:an.nguyen", "Account": "123"}

    def update_stack(self, **request: Any) -> None:
        super().update_stack(**request)
        self.updates += 1

    def describe_stacks(self, StackName: str) -> dict[str, Any]:  # noqa: N803
        answer = super().describe_stacks(StackName)
        service = StackName.rpartition("-")[2]
        ids = self.ids(service)
        outputs = [{"OutputKey": key, "OutputValue": value} for key, value in ids.items()]
        return {"Stacks": [answer["Stacks"][0] | {"Outputs": outputs}]}

    def ids(self, service: str) -> dict[str, str]:
        """The outputs of a service's stack."""
        return {
            f"{name}RoleId": f"AROA{service}{name}{self.generation}".upper()
            for name in ("Relay", "Sweeper")
        }

    def believed(self, service: str) -> dict[str, list[str]]:
        """Whom a service believes."""
        believed: dict[str, list[str]] = json.loads(
            self.stacks[f"motcua-prod-{service}"]["SenderRoles"]
        )
        return believed


@pytest.fixture
def bundles(tmp_path: Path) -> list[Bundle]:
    """Packages of two services that subscribe to each other."""
    packages = []
    for name in NAMES:
        path = tmp_path / f"{name}.json"
        path.write_text(json.dumps({"Parameters": {"SenderRoles": {}, "Operators": {}}}))
        packages.append(Bundle(name, tmp_path / "zip", "key", path))
    return packages


def test_each_service_puts_out_the_ids_of_the_roles_that_send(deployed: Deployed) -> None:
    for service in SERVICES:
        outputs = deployed(service)["Outputs"]
        roles = resources(service, "AWS::IAM::Role")
        sending = {
            name
            for name, role in roles.items()
            if any(
                statement["Sid"] == "Subscribers"
                for policy in role["Properties"]["Policies"]
                for statement in policy["PolicyDocument"]["Statement"]
            )
        }
        for role in sending:
            assert outputs[f"{role}Id"]["Value"] == {"Fn::GetAtt": [role, "RoleId"]}


def test_every_subscriber_knows_exactly_those_whose_roles_may_send_to_it() -> None:
    for service in SERVICES:
        inbox = f"motcua-${{Stage}}-{service}-inbox"
        relays = {source: template(source)["Resources"]["RelayRole"] for source in SERVICES}
        assert sources_of(service) == [s for s, role in relays.items() if inbox in json.dumps(role)]


def test_a_first_deployment_gives_every_subscriber_the_roles_that_send(
    bundles: list[Bundle],
) -> None:
    cloud = CloudOfRoles()

    deploy_services(on(cloud), bundles, {})

    assert cloud.updates == 4, "created, then updated"
    for service in NAMES:
        assert cloud.believed(service) == {
            source: [f"AROA{source.upper()}RELAY1", f"AROA{source.upper()}SWEEPER1"]
            for source in NAMES
            if source in sources_of(service)
        }


def test_a_second_deployment_changes_nothing(bundles: list[Bundle]) -> None:
    cloud = CloudOfRoles()
    deploy_services(on(cloud), bundles, {})
    deploy_services(on(cloud), bundles, {})

    assert cloud.updates == 4


def test_a_role_that_was_made_anew_is_believed_beside_the_one_before(
    bundles: list[Bundle], monkeypatch: pytest.MonkeyPatch
) -> None:
    cloud = CloudOfRoles()
    deploy_services(on(cloud), bundles, {})
    before = dict(cloud.stacks)

    def make_anew(**request: Any) -> None:
        CloudOfRoles.update_stack(cloud, **request)
        cloud.generation = 2

    monkeypatch.setattr(cloud, "update_stack", make_anew)
    deploy_services(on(cloud), bundles, {"Operators": "AROAOPERATOR"})

    assert before
    assert cloud.believed("payments")["casework"] == [
        *("AROACASEWORKRELAY1", "AROACASEWORKRELAY2"),
        *("AROACASEWORKSWEEPER1", "AROACASEWORKSWEEPER2"),
    ]


def test_no_emulator_compares_senders(bundles: list[Bundle]) -> None:
    cloud = CloudOfRoles()
    emulator = Emulator("http://127.0.0.1:4566", "xy")
    stage = StageOnDouble("local", on(cloud).target, {}, emulator=emulator, cloud=cloud)

    deploy_services(stage, bundles, {})

    assert cloud.updates == 2
    assert all("SenderRoles" not in parameters for parameters in cloud.stacks.values())
    for service in SERVICES:
        variables = template(service)["Globals"]["Function"]["Environment"]["Variables"]
        named = {"Stage": "local", "SenderRoles": '{"payments": ["AROAX"]}'}
        assert evaluated(variables["SENDER_ROLES"], named, service) == "{}"
        assert evaluated(variables["RESENDERS"], named, service) == ""


def test_a_deployed_function_has_the_roles_that_send_and_that_send_again(
    deployed: Deployed,
) -> None:
    for service in SERVICES:
        for name, function in deployed(service)["Resources"].items():
            if function["Type"] != "AWS::Lambda::Function":
                continue
            variables = function["Properties"]["Environment"]["Variables"]
            assert variables["SENDER_ROLES"] == {
                "Fn::If": ["Local", "{}", {"Ref": "SenderRoles"}]
            }, name
            own = {"Fn::Sub": "${InboxRole.RoleId},${Operators}"}
            assert variables["RESENDERS"] == {"Fn::If": ["Local", "", own]}, name


def test_a_source_that_is_not_deployed_yet_is_not_compared() -> None:
    none: dict[str, Outputs] = {}
    assert sender_roles("casework", none) == "{}"


def test_who_is_no_operator_learns_it_before_anything_is_sent(bundles: list[Bundle]) -> None:
    cloud = CloudOfRoles()
    deploy_services(on(cloud), bundles, {"Operators": "AROAOPERATOR,AIDAOTHER"})
    require_operator(on(cloud))

    cloud.caller = "AROASOMEBODY"
    with pytest.raises(SystemExit, match="AROASOMEBODY is none of MOTCUA_Operators"):
        require_operator(on(cloud))
