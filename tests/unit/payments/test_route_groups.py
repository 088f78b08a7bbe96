"""The routes of payments come in groups: each function imports those that it serves."""

import subprocess
import sys
from pathlib import Path

import pytest

import payments
from infra.places import ROOT
from tests.unit.payments.world import World

APP = Path(payments.__file__).parents[1]
ENVIRONMENT = {"PYTHONPATH": f"{APP}:{ROOT}"}
LOADED = """
import sys
import app
app.app.routes[sys.argv[1]]
print(*(name for name in sys.modules if name.startswith("payments.")))
"""
OFFICIALS = (
    "payments.backoffice",
    "payments.reconciliation",
    "payments.api.official",
    "payments.api.refunds",
)
STATEMENTS = ("payments.providers.bank.statement", "payments.api.statements")


def test_each_path_is_operations_by_its_prefix_alone() -> None:
    everything = World().service.router.operations
    for path in {operation.path for operation in everything}:
        operations = World().service.router.operations_at(path)
        assert [each.id for each in operations] == [
            each.id for each in everything if each.path == path
        ]


@pytest.mark.parametrize(
    "path", ["/v1/fees/{fee}", "/v1/fees/{fee}/payments", "/v1/webhooks/{provider}"]
)
def test_payers_and_providers_wait_for_no_import_of_officials(path: str) -> None:
    run = subprocess.run(
        [sys.executable, "-c", LOADED, path],
        cwd=APP,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=True,
    )
    modules = run.stdout.split()

    assert "payments.repository" in modules
    assert not [name for name in modules if name.startswith((*OFFICIALS, *STATEMENTS))]
