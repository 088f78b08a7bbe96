"""Client generators understand the OpenAPI documents whole, and the examples fit what they make."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.clients.left_out import left_out_without_tools
from tools.clients import GENERATED, PYTHON, compiled_example, python_client, typescript_client
from tools.node import PROJECT, ROOT
from tools.openapi_lint import documents

METHODS = {"get", "put", "post", "delete", "patch"}


def operation_ids(document: Path) -> set[str]:
    """The operations of a document."""
    paths = json.loads(document.read_text(encoding="utf-8"))["paths"].values()
    return {
        each["operationId"] for path in paths for method, each in path.items() if method in METHODS
    }


@pytest.mark.parametrize("document", documents(), ids=lambda document: document.stem)
def test_the_python_client_has_a_function_for_every_operation(document: Path) -> None:
    with left_out_without_tools():
        package = python_client(document)

    modules = {path.stem for path in package.glob("api/*/*.py")} - {"__init__"}

    assert modules == operation_ids(document)


@pytest.mark.parametrize("document", documents(), ids=lambda document: document.stem)
def test_the_typescript_types_have_every_operation(document: Path) -> None:
    with left_out_without_tools():
        text = typescript_client(document).read_text(encoding="utf-8")

    _, _, operations = text.partition("export interface operations")

    assert {
        each for each in operation_ids(document) if f"    {each}: {{" not in operations
    } == set()


def test_the_typescript_example_fits_the_generated_types() -> None:
    with left_out_without_tools():
        assert compiled_example().exists()


def test_the_python_example_fits_the_generated_client() -> None:
    with left_out_without_tools():
        packages = [python_client(document) for document in documents()]

    mypy: list[str | Path] = [ROOT / ".venv" / "bin" / "mypy", "--config-file=", "--strict"]
    options: list[str | Path] = ["--python-executable", PYTHON, "--cache-dir", GENERATED / "mypy"]
    checked = subprocess.run(
        [*mypy, *options, PROJECT / "examples" / "dossier.py"],
        env=os.environ | {"MYPYPATH": str(packages[0].parent)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert checked.returncode == 0, checked.stdout + checked.stderr
