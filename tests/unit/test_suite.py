"""The suite's own machinery."""

import ast
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.places import ROOT
from tests.conftest import SLOWEST_FIRST


@pytest.mark.xdist_group("suite")
def test_a_group_of_tests_stays_on_one_worker(request: pytest.FixtureRequest) -> None:
    """pytest-xdist names the group in the node id, by an attribute that pytest may take away."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        pytest.skip("there are no workers")
    assert request.node.nodeid.endswith("@suite")


@pytest.mark.parametrize("prefix", SLOWEST_FIRST)
def test_every_slow_module_exists(prefix: str) -> None:
    assert list(ROOT.glob(f"{prefix}*"))


def test_tests_are_imported_by_tests_alone() -> None:
    others = (path for path in modules() if path.parts[0] != "tests")
    assert [str(path) for path in others if "tests" in imported_packages(path)] == []


def test_no_test_patches_what_it_imports() -> None:
    """A test gives constructor arguments: it replaces nothing in a module or a class."""
    tests = (path for path in modules() if path.parts[0] == "tests")
    assert {str(path): lines for path in tests if (lines := sorted(patches(path)))} == {}


def modules() -> Iterator[Path]:
    """Every Python file under version control, relative to the root."""
    listed = subprocess.run(
        ["git", "ls-files", "*.py"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    names = (Path(name) for name in listed.stdout.splitlines())
    return (name for name in names if (ROOT / name).exists() and not (ROOT / name).is_symlink())


def tree(path: Path) -> ast.Module:
    return ast.parse((ROOT / path).read_text(encoding="utf-8"))


def imported_packages(path: Path) -> set[str]:
    """The top packages that a module imports."""
    packages = set()
    for node in ast.walk(tree(path)):
        match node:
            case ast.Import(names=names):
                packages |= {alias.name.partition(".")[0] for alias in names}
            case ast.ImportFrom(module=str(module), level=0):
                packages.add(module.partition(".")[0])
    return packages


def patches(path: Path) -> Iterator[int]:
    """The lines that set an attribute of something imported, by `setattr` or by assignment."""
    module = tree(path)
    imported = {
        (alias.asname or alias.name).partition(".")[0]
        for node in ast.walk(module)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    for node in ast.walk(module):
        match node:
            case ast.Call(func=ast.Attribute(attr="setattr"), args=[target, *_]):
                if isinstance(target, ast.Constant) or root_name(target) in imported:
                    yield node.lineno
            case ast.Assign(targets=[ast.Attribute() as target]) if root_name(target) in imported:
                yield node.lineno


def root_name(node: ast.expr) -> str | None:
    """`a` of `a.b.c`."""
    while isinstance(node, ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else None
