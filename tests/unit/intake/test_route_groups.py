"""The routes of intake come in groups: a first request imports those that it needs."""

import subprocess
import sys
from pathlib import Path

import pytest

import intake
from infra.places import ROOT
from tests.unit.intake.world import World

APP = Path(intake.__file__).parents[1]
ENVIRONMENT = {"PYTHONPATH": f"{APP}:{ROOT}"}
LOADED = """
import sys
import app
app.app.routes[sys.argv[1]]
print(*(name for name in sys.modules if name.startswith("intake.")))
"""
FILING = ("intake.api.drafts", "intake.drafts", "intake.filing")


def test_each_path_is_operations_by_its_prefix_alone() -> None:
    everything = World().service.router.operations
    for path in {operation.path for operation in everything}:
        operations = World().service.router.operations_at(path)
        assert [each.id for each in operations] == [
            each.id for each in everything if each.path == path
        ]


@pytest.mark.parametrize(
    "path", ["/v1/procedures/{code}", "/v1/me/dossiers", "/v1/dossiers/{code}"]
)
def test_who_reads_waits_for_no_import_of_filing(path: str) -> None:
    run = subprocess.run(
        [sys.executable, "-c", LOADED, path],
        cwd=APP,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=True,
    )
    modules = run.stdout.split()

    assert "intake.repository" in modules
    assert not [name for name in modules if name.startswith(FILING)]
