"""Clients generated from the OpenAPI documents look up, pay and verify on the deployed cloud."""

import json
import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from local.demo.api_client import Json
from local.demo.journey import Journey
from local.demo.payer import pay_by_transfer
from local.demo.waiting import wait_for
from tests.clients.left_out import left_out_without_tools
from tests.integration.one_address import one_address
from tests.integration.world import PAID_LATER, World
from tools.clients import PYTHON, compiled_example, python_client
from tools.node import PROJECT, node_folder
from tools.openapi_lint import documents

pytestmark = pytest.mark.integration
Client = Callable[[str, str, str], Json]
"""A program that takes a stage's address, a dossier's code and its look-up key."""


def output(command: list[str | Path], **environment: str) -> Json:
    """The JSON that a program prints; its errors when it fails."""
    done = subprocess.run(
        command,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    printed: Json = json.loads(done.stdout)
    return printed


@pytest.fixture(params=["python", "typescript"])
def client(request: pytest.FixtureRequest) -> Client:
    """The example of either language, with the generated clients alone on its path."""
    with left_out_without_tools():
        if request.param == "python":
            packages = [python_client(document) for document in documents()]
            program: list[str | Path] = [PYTHON, PROJECT / "examples" / "dossier.py"]
            path = {"PYTHONPATH": str(packages[0].parent), "PYTHONDONTWRITEBYTECODE": "1"}
            return lambda *visit: output([*program, *visit], **path)
        script = compiled_example()
        return lambda *visit: output([node_folder() / "node", script, *visit])


@pytest.fixture
def address(world: World) -> Iterator[str]:
    with one_address(world.deployment) as address:
        yield address


def accepted(world: World) -> Journey:
    """A dossier whose fee is due before the result, with the sealed form of its acceptance."""
    journey = world.filed(PAID_LATER)
    journey.accept()
    journey.due_fee()
    path = f"/dossiers/{journey.code}"

    def sealed() -> list[Json] | None:
        dossier = world.public.get("status", path, X_Lookup_Key=journey.key)
        return dossier["documents"] or None

    wait_for(sealed, "the form is sealed")
    return journey


def test_a_generated_client_looks_up_pays_and_verifies(
    world: World, address: str, client: Client
) -> None:
    journey = accepted(world)

    shown = client(address, journey.code, journey.key)
    pay_by_transfer(world.deployment.bank, shown["qr"])

    assert (shown["code"], shown["kind"]) == (journey.code, "form-01")
    assert shown["timeline"][:2] == [1, 2]
    assert shown["amount"] == journey.quote["total"]
    fee = {"X_Lookup_Key": journey.key}
    paid = wait_for(
        lambda: world.public.get("payments", f"/fees/{shown['fee']}", **fee)["receipt"],
        "the fee is settled",
    )
    assert paid
