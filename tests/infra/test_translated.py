"""What CloudFormation deploys: the packaged templates after SAM's transform, and the zips in them.

Chalice and the transform both write into a template; what a function gets is read here.
"""

import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from infra.bundle import Bundle
from infra.places import CLIENTS, SERVICES
from infra.service.description import read_description
from infra.service.functions import RELEASE, answers_requests, logical_id
from infra.service.intrinsics import imported
from infra.translated import translated
from tests.infra.conftest import ON_AWS
from tests.infra.elf import machine_of

pytestmark = pytest.mark.xdist_group("bundles")
EVERY = [*SERVICES, *CLIENTS]
Deployed = Callable[[str], dict[str, Any]]
Resource = dict[str, Any]


def of_type(template: dict[str, Any], kind: str) -> dict[str, Resource]:
    return {name: r for name, r in template["Resources"].items() if r["Type"] == kind}


@pytest.mark.parametrize("service", EVERY)
def test_a_function_runs_on_the_machine_that_its_zip_was_built_for(
    service: str, deployed: Deployed, packages: dict[str, Bundle]
) -> None:
    functions = of_type(deployed(service), "AWS::Lambda::Function")
    described = read_description(service).functions
    locks = {logical_id(name): function.lock for name, function in described.items()}
    keys = {archive.stem.rpartition("-")[0]: key for key, archive in packages[service].zips.items()}

    assert len(functions) == len(described)
    for name, function in functions.items():
        properties = function["Properties"]
        assert properties["Architectures"] == ["arm64"], name
        assert properties["Runtime"] == "python3.13", name
        assert properties["TracingConfig"] == {"Mode": "Active"}, name
        assert properties["Code"]["S3Key"] == keys[locks[name]], name


@pytest.mark.parametrize("service", EVERY)
def test_a_function_has_the_role_that_bears_its_name(service: str, deployed: Deployed) -> None:
    roles = of_type(deployed(service), "AWS::IAM::Role")
    for name in read_description(service).functions:
        function = deployed(service)["Resources"][logical_id(name)]["Properties"]
        assert function["Role"] == {"Fn::GetAtt": [f"{name.capitalize()}Role", "Arn"]}
        assert f"{name.capitalize()}Role" in roles


@pytest.mark.parametrize("service", EVERY)
def test_every_library_of_a_zip_is_built_for_its_processor_and_python(
    service: str, packages: dict[str, Bundle]
) -> None:
    with zipfile.ZipFile(packages[service].zip) as whole:
        files = {name: whole.read(name) for name in whole.namelist()}
    names = [name for name in files if re.search(r"\.so(\.[\d.]+)?$", name)]
    machines = {name: machine_of(files[name]) for name in names}
    programs = {name for name, content in files.items() if content[:4] == b"\x7fELF"}
    tagged = [name for name in names if ".cpython-" in name]

    assert names
    assert set(machines.values()) == {"arm64"}, machines
    assert programs == set(names), "a program of some machine that is no library"
    assert all(".cpython-313-aarch64-linux-gnu.so" in name for name in tagged), tagged


@pytest.mark.parametrize("service", EVERY)
def test_a_zip_for_aws_has_bytecode(service: str, packages: dict[str, Bundle]) -> None:
    if ON_AWS.interpreter is None:
        pytest.skip(f"{ON_AWS.runtime} is not on this machine; a deployment is refused without it")
    names = set(zipfile.ZipFile(packages[service].zip).namelist())
    sources = [Path(name) for name in names if name.endswith(".py")]

    assert {"kit/core/events.py", "chalice/app.py"} <= names
    assert "pydantic/__init__.pyc" in names, "dependencies go without their sources"
    compiled = [
        source.parent / "__pycache__" / f"{source.stem}.cpython-313.pyc" for source in sources
    ]
    assert [path for path in compiled if str(path) not in names] == []


@pytest.mark.parametrize("service", SERVICES)
def test_every_queue_mapping_has_the_ceiling_of_its_description(
    service: str, deployed: Deployed
) -> None:
    template = deployed(service)
    described = read_description(service).functions
    for name, function in described.items():
        if not function.queue:
            continue
        mapping = template["Resources"][f"{logical_id(name)}Messages"]["Properties"]
        assert function.ceiling is not None
        most = {"Fn::If": ["Local", 2, function.ceiling.at_once]}
        assert mapping["ScalingConfig"] == {"MaximumConcurrency": most}
        assert mapping["FunctionResponseTypes"] == ["ReportBatchItemFailures"]


@pytest.mark.parametrize("service", SERVICES)
def test_one_bad_event_holds_up_its_shard_for_five_tries(service: str, deployed: Deployed) -> None:
    stream = deployed(service)["Resources"]["RelayStream"]["Properties"]

    assert stream["MaximumRetryAttempts"] == 5
    assert stream["BisectBatchOnFunctionError"] is True
    assert stream["FunctionResponseTypes"] == ["ReportBatchItemFailures"]


@pytest.mark.parametrize("service", EVERY)
def test_a_stage_may_reserve_executions_for_requests(service: str, deployed: Deployed) -> None:
    template = deployed(service)
    for name, function in read_description(service).functions.items():
        properties = template["Resources"][logical_id(name)]["Properties"]
        reserved = properties.get("ReservedConcurrentExecutions")
        expected = {
            "Fn::If": [
                "ReservesForRequests",
                {"Ref": "ReservedForRequests"},
                {"Ref": "AWS::NoValue"},
            ]
        }
        assert reserved == (expected if answers_requests(name, function) else None), name


@pytest.mark.parametrize("service", EVERY)
def test_the_gateway_invokes_the_function_that_the_description_names(
    service: str, deployed: Deployed
) -> None:
    template, described = deployed(service), read_description(service).functions
    paths = template["Resources"]["RestAPI"]["Properties"]["Body"]["paths"]
    owners = {route: name for name, function in described.items() for route in function.routes}
    permitted = {
        json.dumps(permission["Properties"]["FunctionName"])
        for permission in of_type(template, "AWS::Lambda::Permission").values()
        if permission["Properties"]["Principal"] == "apigateway.amazonaws.com"
    }

    for route, methods in paths.items():
        function = logical_id(owners.get(route, "api"))
        for method in methods.values():
            uri = method["x-amazon-apigateway-integration"]["uri"]["Fn::Sub"]
            assert f"functions/${{{function}Alias" in uri, route
        assert any(function in name for name in permitted), route


@pytest.mark.parametrize("service", EVERY)
def test_nothing_reaches_a_function_but_by_its_alias(service: str, deployed: Deployed) -> None:
    template = deployed(service)
    functions = of_type(template, "AWS::Lambda::Function")
    aliases = of_type(template, "AWS::Lambda::Alias")

    assert {a["Properties"]["FunctionName"]["Ref"] for a in aliases.values()} == set(functions)
    assert {a["Properties"]["Name"] for a in aliases.values()} == {"live"}
    for kind in ("AWS::Lambda::Permission", "AWS::Lambda::EventSourceMapping"):
        for name, resource in of_type(template, kind).items():
            assert resource["Properties"]["FunctionName"]["Ref"] in aliases, name
    for name, config in of_type(template, "AWS::Lambda::EventInvokeConfig").items():
        assert config["Properties"]["Qualifier"] == "live", name
    for name, rule in of_type(template, "AWS::Events::Rule").items():
        for target in rule["Properties"]["Targets"]:
            assert target["Arn"] == imported("alarms") or target["Arn"]["Ref"] in aliases, name
    body = template["Resources"]["RestAPI"]["Properties"]["Body"]
    uris = re.findall(r"functions/\$\{(\w+)[^}]*\}/invocations", json.dumps(body))
    assert uris
    assert set(uris) <= aliases.keys()


NAMES_A_FUNCTION = {
    "AWS::Lambda::Version",
    "AWS::Lambda::Alias",
    "AWS::CloudWatch::Alarm",
    "AWS::Lambda::EventInvokeConfig",
}
"""What may name a function itself: its versions and aliases are made of it, alarms count all, and a
config of invocations names the alias beside it.
"""
CHALICES_OUTPUTS = {"APIHandlerArn", "APIHandlerName"}
"""Chalice writes them; nobody imports them."""


@pytest.mark.parametrize("service", EVERY)
def test_nothing_else_of_a_template_names_a_function_itself(
    service: str, deployed: Deployed
) -> None:
    template = deployed(service)
    functions = set(of_type(template, "AWS::Lambda::Function"))
    naming = {
        f"{name} {resource['Type']}"
        for name, resource in template["Resources"].items()
        if resource["Type"] not in NAMES_A_FUNCTION and functions & references(resource)
    }

    assert naming == set()
    outputs = template.get("Outputs", {}).items()
    assert {name for name, o in outputs if functions & references(o)} <= CHALICES_OUTPUTS


def references(value: Any) -> set[str]:
    """The logical ids that a part of a template names, in whichever way."""
    if isinstance(value, list):
        return set().union(*map(references, value))
    if not isinstance(value, dict):
        return set()
    names = {value["Ref"]} if isinstance(value.get("Ref"), str) else set()
    if isinstance(value.get("Fn::GetAtt"), list):
        names.add(value["Fn::GetAtt"][0])
    text = value.get("Fn::Sub")
    text = text[0] if isinstance(text, list) else text
    if isinstance(text, str):
        names |= {name.partition(".")[0] for name in re.findall(r"\$\{(\w[\w.]*)\}", text)}
    return names.union(*map(references, value.values()))


@pytest.mark.parametrize("service", EVERY)
def test_a_release_is_shifted_slowly_and_taken_back_by_alarms(
    service: str, deployed: Deployed
) -> None:
    template = deployed(service)
    groups = of_type(template, "AWS::CodeDeploy::DeploymentGroup")
    for name, alias in of_type(template, "AWS::Lambda::Alias").items():
        update = alias["UpdatePolicy"]["CodeDeployLambdaAliasUpdate"]
        properties = groups[update["DeploymentGroupName"]["Ref"]]["Properties"]
        watched = {alarm["Name"]["Ref"] for alarm in properties["AlarmConfiguration"]["Alarms"]}

        assert watched == {f"{name.removesuffix('Aliaslive')}ErrorsAlarm", "ServerErrorsAlarm"}
        assert "DEPLOYMENT_STOP_ON_ALARM" in properties["AutoRollbackConfiguration"]["Events"]
        assert "Canary10Percent5Minutes" in json.dumps(properties["DeploymentConfigName"])


@pytest.mark.parametrize("service", EVERY)
def test_any_change_is_a_release_with_a_version_of_its_own(
    service: str, packages: dict[str, Bundle]
) -> None:
    text = packages[service].template.read_text()
    one, other = (translated(json.loads(text.replace(RELEASE, r * 64))) for r in ("1", "2"))
    versions = [set(of_type(each, "AWS::Lambda::Version")) for each in (one, other)]

    assert len(versions[0]) == len(read_description(service).functions)
    assert not versions[0] & versions[1]
    for each in of_type(one, "AWS::Lambda::Version").values():
        assert each["DeletionPolicy"] == "Retain", "an earlier release can be taken back to"
    for function in of_type(one, "AWS::Lambda::Function").values():
        managed = function["Properties"]["RuntimeManagementConfig"]
        assert managed == {"UpdateRuntimeOn": "FunctionUpdate"}


def test_what_a_provider_reports_waits_behind_no_payer(deployed: Deployed) -> None:
    paths = deployed("payments")["Resources"]["RestAPI"]["Properties"]["Body"]["paths"]
    uris = {
        route: method["x-amazon-apigateway-integration"]["uri"]["Fn::Sub"]
        for route, methods in paths.items()
        for method in methods.values()
    }
    assert {route for route, uri in uris.items() if "${WebhookAlias" in uri} == {
        "/v1/webhooks/{provider}"
    }


@pytest.mark.parametrize("service", SERVICES)
def test_a_scheduled_function_is_not_repeated_by_the_platform(
    service: str, deployed: Deployed
) -> None:
    template = deployed(service)
    for name, function in read_description(service).functions.items():
        if function.schedule:
            config = template["Resources"][f"{logical_id(name)}EventInvokeConfig"]["Properties"]
            assert config["MaximumRetryAttempts"] == 0
