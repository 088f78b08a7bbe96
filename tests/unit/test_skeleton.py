"""Every service but the portal has the same entries in the same places, and the same layers."""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.places import ROOT, SERVICES

FILES = {"__init__.py", "events.py", "repository.py", "bootstrap.py", "py.typed"}
OPTIONAL = {"settings.py"}
"""Where a service has settings of its own."""
PACKAGES = {"domain", "api"}
OUTSIDE = {"adapters", "providers"}
STORED = "repositories"
"""The parts of a repository that is too large for one module."""
API_FILES = {"routes.py", "handlers.py", "schemas.py"}
"""Of every package of routes; others may stand beside them."""


def package(service: str) -> Path:
    return ROOT / "services" / service / service


def packages_of(service: str) -> set[str]:
    return {p.name for p in package(service).iterdir() if (p / "__init__.py").exists()}


def use_cases(service: str) -> list[str]:
    return sorted(packages_of(service) - PACKAGES - OUTSIDE - {STORED})


def layers(service: str) -> list[str]:
    """The template: what stands above knows what stands below, and never the other way round.

    Adapters stand beside the use cases, whose ports they implement.
    """
    beside = sorted({*use_cases(service), *(OUTSIDE & packages_of(service))})
    return [
        f"{service}.bootstrap",
        f"{service}.api | {service}.events",
        " : ".join(f"{service}.{name}" for name in beside),
        f"{service}.repository",
        *[f"{service}.{STORED}" for _ in {STORED} & packages_of(service)],
        f"{service}.domain",
    ]


def contracts() -> dict[str, dict[str, object]]:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    listed = tomllib.loads(text)["tool"]["importlinter"]["contracts"]
    return {contract["name"]: contract for contract in listed}


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_has_the_skeleton_and_nothing_beside_it(service: str) -> None:
    entries = {p.name for p in package(service).iterdir() if not p.name.startswith("__pycache__")}
    assert entries >= FILES | PACKAGES
    beside = entries - FILES - OPTIONAL - packages_of(service)
    assert beside == set(), "a module belongs into one of the packages"


@pytest.mark.parametrize("service", SERVICES)
def test_the_api_of_a_service_is_routes_handlers_and_schemas(service: str) -> None:
    api = package(service) / "api"
    folders = [p.parent for p in api.rglob("routes.py")]
    holding_all = [f for f in folders if {p.name for p in f.glob("*.py")} >= API_FILES]
    assert holding_all, "a package with routes, handlers and schemas"
    for folder in set(folders) - {api}:
        assert (folder / "handlers.py").exists(), folder


@pytest.mark.parametrize("service", SERVICES)
def test_import_linter_holds_the_layers_of_the_service(service: str) -> None:
    contract = contracts()[f"{service}: layers"]
    assert contract["type"] == "layers"
    assert contract["layers"] == layers(service)
    assert "ignore_imports" not in contract


@pytest.mark.parametrize("service", SERVICES)
def test_no_use_case_knows_http_or_an_index(service: str) -> None:
    modules = {f"{service}.{name}" for name in (*use_cases(service), "domain", "repository")}
    forbidden = contracts()["use cases know neither HTTP nor AWS"]
    assert modules <= set(forbidden["source_modules"])  # type: ignore[call-overload]
    for path in sources(service):
        assert set(index_names(path)) == set(), path


def sources(service: str) -> Iterator[Path]:
    for name in (*use_cases(service), "domain"):
        yield from (package(service) / name).rglob("*.py")


def index_names(path: Path) -> Iterator[str]:
    """Keyword arguments and dictionary keys that are an index's: a table's business alone."""
    names = {"waiting", "since", "by-at"}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.keyword) and node.arg == "index":
            yield "index="
        if isinstance(node, ast.Dict):
            keys = {k.value for k in node.keys if isinstance(k, ast.Constant)}
            yield from (str(key) for key in keys & names if {"waiting", "since"} <= keys)
            if {"by", "at"} <= keys:
                yield "by, at"
