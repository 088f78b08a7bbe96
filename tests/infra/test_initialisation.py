"""What a packaged function does before its first event: nothing, or by AWS Lambda its clients."""

import json
import subprocess
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from infra.bundle import Bundle, bundle
from infra.places import CLIENTS, LOCAL_RUNTIME, SERVICES
from infra.target import Target
from kit.bootstrap import FIRST_CLIENTS

pytestmark = pytest.mark.xdist_group("bundles")

#: Runs in the functions' bare interpreter: which clients are made and which variables our own code
#: reads while app.py is imported. A call of AWS ends it. A process that has the libraries forks for
#: each environment, which it reads a line each.
PROBE = """
import os, sys
sys.path.insert(0, sys.argv[1])
import boto3, botocore.endpoint, botocore.session, chalice.app, json, pydantic.main, zoneinfo

for line in sys.stdin:
    sys.stdout.flush()
    if child := os.fork():
        ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if ended:
            raise SystemExit(f"{line}: {ended}")
        continue
    os.environ.clear()
    os.environ.update(json.loads(line))
    break
else:
    raise SystemExit(0)

clients, read = [], []
session = botocore.session.Session
create_client = session.create_client

def noted(self, name, *arguments, **named):
    clients.append(name)
    return create_client(self, name, *arguments, **named)

def refuse(*_, **__):
    raise SystemExit("AWS was called at import")

boto3.client = boto3.resource = refuse
boto3.session.Session.client = boto3.session.Session.resource = refuse
session.create_client = noted
botocore.endpoint.Endpoint.make_request = refuse
OWN = ("app.py", "kit/", "contracts/", sys.argv[2] + "/")

class Watched(type(os.environ)):
    def __getitem__(self, name):
        asker = sys._getframe(1)
        while asker.f_code.co_filename.startswith("<frozen"):
            asker = asker.f_back
        place = asker.f_code.co_filename.removeprefix("/var/task/").removeprefix(sys.argv[1] + "/")
        if place.startswith(OWN):
            read.append(name)
        return super().__getitem__(name)

os.environ.__class__ = Watched
import app
assert app.app.app_name, "no app"
print(json.dumps({"clients": clients, "read": sorted(set(read))}))
"""
OF_A_SERVICE = ("app", "inbox", "relay", "sweeper")
FUNCTIONS = dict.fromkeys(SERVICES, OF_A_SERVICE) | dict.fromkeys(CLIENTS, ("app",))
MARK = "AWS_LAMBDA_INITIALIZATION_TYPE"
PLACES = {
    "AWS_DEFAULT_REGION": "ap-southeast-1", "FAULTS": "", "ISSUERS": "[]", "SENDER_ROLES": "{}",
}  # fmt: skip


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tasks")


@cache
def packaged(service: str) -> Bundle:
    return bundle(service, Target.named())


@cache
def task(service: str, folder: Path) -> Path:
    """The contents of a service's zip."""
    with zipfile.ZipFile(packaged(service).zip) as whole:
        whole.extractall(folder / service)
    return folder / service


@cache
def variables(service: str) -> dict[str, str]:
    """The variables of its functions, with the parameters' defaults; other names name nothing."""
    template = json.loads(packaged(service).template.read_text())
    deployed = template["Globals"]["Function"]["Environment"]["Variables"]
    parameters = template.get("Parameters", {})
    plain = {name: text_of(value, parameters) for name, value in deployed.items()}
    return plain | PLACES


def text_of(value: Any, parameters: dict[str, dict[str, Any]]) -> str:
    if isinstance(value, str):
        return value
    return str(parameters.get(value.get("Ref", ""), {}).get("Default", "0"))


def under_lambda(service: str, function: str) -> dict[str, str]:
    return variables(service) | {MARK: "on-demand", "_HANDLER": f"app.{function}"}


@cache
def imports(service: str, folder: Path) -> dict[str, dict[str, list[str]]]:
    """By function what its first import does; by "" what an import without Lambda's mark does."""
    none: dict[str, str] = {}
    environments = {"": none} | {each: under_lambda(service, each) for each in FUNCTIONS[service]}
    at = task(service, folder)
    run = subprocess.run(
        [str(LOCAL_RUNTIME), "-I", "-c", PROBE, str(at), service],
        input="".join(json.dumps(each) + "\n" for each in environments.values()),
        env={}, cwd=at, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr[-2000:]
    return dict(zip(environments, map(json.loads, run.stdout.splitlines()), strict=True))


@pytest.mark.parametrize("service", [*SERVICES, *CLIENTS])
def test_a_zip_imports_alone_makes_no_client_and_asks_only_whether_it_is_initialised(
    service: str, unpacked: Path
) -> None:
    assert imports(service, unpacked)[""] == {"clients": [], "read": [MARK]}


@pytest.mark.parametrize("function", OF_A_SERVICE)
@pytest.mark.parametrize("service", SERVICES)
def test_lambda_makes_a_functions_clients_before_its_first_event_and_calls_nobody(
    service: str, function: str, unpacked: Path
) -> None:
    clients = imports(service, unpacked)[function]["clients"]
    assert clients[: len(FIRST_CLIENTS[function])] == list(FIRST_CLIENTS[function])
    assert len(clients) == len(set(clients))


@pytest.mark.parametrize("client", CLIENTS)
def test_lambda_makes_the_one_client_of_a_client_of_the_routes(client: str, unpacked: Path) -> None:
    assert imports(client, unpacked)["app"]["clients"] == ["secretsmanager"]
