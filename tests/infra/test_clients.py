"""What is deployed beside the services and calls their public routes: it can reach nothing else."""

import json

import pytest

from infra.addresses import client_parameters, public_addresses
from infra.bundle import bundle
from infra.lock import exported
from infra.places import CLIENTS, ROOT
from infra.stages import Stage
from infra.target import Target
from tests.infra.cloudformation import functions, resources, statements, template

NO_DATA = {"AWS::DynamoDB::Table", "AWS::SQS::Queue", "AWS::S3::Bucket", "AWS::KMS::Key"}


@pytest.mark.parametrize("client", CLIENTS)
def test_a_client_has_no_data_and_no_event_source(client: str) -> None:
    assert {r.get("Type") for r in template(client)["Resources"].values()} & NO_DATA == set()
    assert not [name for name, function in functions(client).items() if function.get("Events")]


@pytest.mark.parametrize("client", CLIENTS)
def test_a_client_may_write_its_log_and_traces_and_read_the_secrets_that_it_needs(
    client: str,
) -> None:
    allowed = statements(client, "ApiRole")

    assert list(resources(client, "AWS::IAM::Role")) == ["ApiRole"]
    assert set(allowed) == {"Logs", "Traces", "Secrets"}
    assert allowed["Secrets"]["Action"] == ["secretsmanager:GetSecretValue"]
    assert [
        each["Fn::Sub"].partition(":secret:")[2] for each in allowed["Secrets"]["Resource"]
    ] == [f"motcua/${{Stage}}/{name}-??????" for name in (client, f"sign-in-{client}", "visitor")]


@pytest.mark.parametrize("client", CLIENTS)
def test_a_clients_secret_outlives_its_stack(client: str) -> None:
    for secret in resources(client, "AWS::SecretsManager::Secret").values():
        assert (secret["DeletionPolicy"], secret["UpdateReplacePolicy"]) == (
            "RetainExceptOnCreate",
            "Retain",
        )


@pytest.mark.parametrize("client", CLIENTS)
def test_a_client_that_fails_raises_an_alarm(client: str) -> None:
    alarms = resources(client, "AWS::CloudWatch::Alarm")

    assert {alarm["Properties"]["MetricName"] for alarm in alarms.values()} == {
        "Errors",
        "5XXError",
    }
    assert all(alarm["Properties"]["AlarmActions"] for alarm in alarms.values())


@pytest.mark.parametrize("client", CLIENTS)
def test_a_client_is_all_of_its_own_host_is_throttled_and_answers_people_by_pages(
    client: str,
) -> None:
    api = template(client)["Resources"]["RestAPI"]["Properties"]
    place = template(client)["Resources"]["BasePath"]["Properties"]

    assert place["DomainName"] == {"Ref": f"{client.capitalize()}Name"}
    assert "BasePath" not in place
    assert api["MethodSettings"][0]["ThrottlingRateLimit"] > 0
    for response in api["GatewayResponses"].values():
        assert (
            response["ResponseParameters"]["Headers"]["Content-Type"]
            == "'text/html; charset=utf-8'"
        )
        assert response["ResponseTemplates"]["application/json"].startswith("<!doctype html>")


@pytest.mark.xdist_group("bundles")
@pytest.mark.parametrize("client", CLIENTS)
def test_a_clients_zip_has_its_pages_and_no_service(client: str) -> None:
    import zipfile

    packaged = bundle(client, Target.named())
    names = zipfile.ZipFile(packaged.zip).namelist()
    tops = {name.split("/")[0] for name in names}

    assert {"app.py", "chalice", "front", "kit", client} <= tops
    assert not {"boto3", "contracts", "payments", "status", "infra", "tests", "vendor"} & tops
    assert {f"{client}/templates/base.html", "front/templates/layout.html"} <= set(names)
    function = json.loads(packaged.template.read_text())["Resources"]["APIHandler"]
    assert function["Properties"]["CodeUri"]["Key"] == packaged.key


@pytest.mark.parametrize("client", CLIENTS)
def test_a_clients_requirements_are_those_of_its_lock(client: str) -> None:
    assert (ROOT / "services" / client / "requirements.txt").read_text() == exported(client)


def test_clients_get_the_routes_they_call_and_their_own_addresses() -> None:
    target = Target("python3.13", "arm64", here=False, interpreter=None)
    names = (
        "status",
        "payments",
        "intake",
        "documents",
        "casework",
        "notifications",
        "exchange",
        "partners",
        "voice",
        "letters",
    )
    routes = {name: f"https://a/{name}/v1" for name in names}
    issuers = '[{"kind": "citizen", "issuer": "https://id"}, {"kind": "staff", "issuer": "x"}]'

    parameters = client_parameters(
        Stage("prod", target, {"DomainName": "motcua.example.vn"}), routes, issuers
    )
    assert parameters["PublicUrl"] == "https://dichvu.motcua.example.vn"
    assert parameters["VerificationUrl"] == "https://dichvu.motcua.example.vn/xac-minh"
    assert parameters["DeskUrl"] == "https://canbo.motcua.example.vn"
    assert [parameters[f"{name.capitalize()}Api"] for name in names] == list(routes.values())
    assert (parameters["CitizenIssuer"], parameters["StaffIssuer"]) == ("https://id", "x")
    assert "PublicUrl" not in client_parameters(Stage("prod", target), routes)


def test_a_deployment_may_name_the_hosts_of_its_clients() -> None:
    target = Target("python3.13", "arm64", here=False, interpreter=None)
    named = {"DomainName": "api.example.vn", "PortalName": "dvc.example.vn"}
    parameters = public_addresses(Stage("prod", target, named))

    assert parameters["PortalName"] == "dvc.example.vn"
    assert parameters["PublicUrl"] == "https://dvc.example.vn"
    assert parameters["DeskName"] == "canbo.api.example.vn"


def test_the_portals_former_address_leads_to_the_portal() -> None:
    [place] = [
        each["Properties"]
        for name, each in template("portal")["Resources"].items()
        if name == "FormerPlace"
    ]
    assert (place["DomainName"], place["BasePath"]) == ({"Ref": "DomainName"}, "portal")
