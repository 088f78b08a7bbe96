"""Planted faults: which are planted, and which tests notice them."""

import subprocess
import sys
from pathlib import Path

import pytest

from infra.places import ROOT
from tests.mutants.mutations import mutants_of
from tests.mutants.packages import Package, excused, packages

CODE = '''"""A small module."""

LEAST = 3
NAMES = {"a": 1, "b": 2}


def large(number: int) -> bool:
    """Whether it is large."""
    return number >= LEAST


def unwatched(number: int) -> int:
    return number + 1
'''
TESTS = """from small import NAMES, large, unwatched


def test_large() -> None:
    assert [large(n) for n in (2, 3, 4)] == [False, True, True]
    assert NAMES == {"a": 1, "b": 2}
    unwatched(1)
"""
PROGRAM = """
import sys
from pathlib import Path
from tests.mutants.__main__ import report, run
from tests.mutants.packages import Package
folder = Path(sys.argv[1])
sys.path.insert(0, str(folder))
package = Package("small", folder / "small", (str(folder / "test_small.py"),))
print(report([run(package, package.mutants(), 2)]))
"""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    (tmp_path / "small").mkdir()
    (tmp_path / "small" / "__init__.py").write_text(CODE)
    (tmp_path / "test_small.py").write_text(TESTS)
    return tmp_path


def changes(text: str, folder: Path) -> list[str]:
    path = folder / "changed.py"
    path.write_text(text)
    return [mutant.name for mutant in mutants_of(path, "changed")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x = a < b", ["(module): a < b -> a <= b"]),
        ("x = a and not b", ["(module): a and (not b) -> a or not b", "(module): not b -> b"]),
        ("x = a - 1", ["(module): a - 1 -> a + 1", "(module): 1 -> 2"]),
        ("x = {'a': b}", ["(module): 'a': b -> (deleted)", "(module): 'a' -> 'aXX'"]),
        ("x = f(y=True)", ["(module): y=True -> (deleted)", "(module): True -> False"]),
        ("x = [a for a in b if c]", ["(module): (… for a in b if c) -> (… for a in b)"]),
        ("def f():\n    g()", ["f: g() -> (deleted)"]),
        ("def f():\n    return g", ["f: return g -> return None"]),
        ("def f():\n    if a:\n        raise E", ["f: a -> not a", "f: raise E -> (deleted)"]),
        ("def f():\n    a += b", ["f: a += b -> (deleted)", "f: a += b -> a -= b"]),
        ("class C:\n    def f(self, a=1):\n        return None", ["(module): 1 -> 2"]),
        ("x = 1\ny = 1", ["(module): 1 -> 2", "(module): 1 -> 2 #2"]),
    ],
)
def test_faults_are_named_by_what_changes(text: str, expected: list[str], tmp_path: Path) -> None:
    assert changes(text, tmp_path) == expected


@pytest.mark.parametrize(
    "text",
    [
        '"""Words."""',
        "import a",
        "x: Literal['a']",
        "x = Literal['a', 'b']",
        "@dataclass(frozen=True)\nclass C:\n    '''Words.'''",
        "class C(B, total=False):\n    vi = 'lời'\n    en = 'words'",
        "x = f(description='words')",
        "def f():\n    return None",
    ],
)
def test_types_words_and_decorators_bear_no_fault(text: str, tmp_path: Path) -> None:
    assert changes(text, tmp_path) == []


def test_every_fault_of_every_package_compiles_and_has_a_name_of_its_own() -> None:
    for package in packages():
        mutants = package.mutants()
        assert len({(mutant.module, mutant.name) for mutant in mutants}) == len(mutants)
        for mutant in mutants[::25]:
            compile(mutant.tree(), str(mutant.path), "exec")


def test_law_is_mutated_and_every_domain_package_that_exists() -> None:
    names = {package.name for package in packages()}
    domains = {
        f"{path.parent.name}.domain"
        for path in ROOT.glob("services/*/*/domain")
        if any(path.glob("*.py"))
    }
    assert {"law", *domains} <= names


def test_an_excuse_is_for_a_fault_that_exists() -> None:
    existing = {(m.module, m.name) for package in packages() for m in package.mutants()}
    assert [
        (module, name)
        for module, names in excused().items()
        for name in names
        if (module, name) not in existing
    ] == []


def test_tests_that_look_notice_faults_and_those_that_do_not_leave_them(small: Path) -> None:
    package = Package("small", small / "small", ())
    assert len(package.mutants()) == 12

    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(small)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert "| small | 12 | 9 |" in done.stdout, done.stdout + done.stderr
    survivors = [line for line in done.stdout.splitlines() if line.startswith("- ")]
    assert all("`unwatched: " in line for line in survivors)
    assert len(survivors) == 3


def test_a_hundredth_of_all_faults_is_noticed() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.mutants.sample"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
