"""The baseline: what the tests of a package do without any fault, and what follows for a fault."""

import itertools
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

from tests.mutants.mutations import Mutant

ROOT: Final = Path(__file__).resolve().parents[2]
LAYERS: Final = ("kit", "contracts", "law")
"""Each imports only those before it, and no service (`make dependency-rule`)."""
Scope = tuple[str, str]
"""A file and the qualified name of an outermost function in it."""


@dataclass
class Baseline:
    """The first run: how long each test took (CPU seconds), and which functions it entered.

    `early` are the functions that were entered while modules were imported, `origins` the loaded
    modules, each with the first part of its name if it is ours.
    """

    seconds: dict[str, float] = field(default_factory=dict)
    entered: dict[str, frozenset[Scope]] = field(default_factory=dict)
    early: frozenset[Scope] = frozenset()
    origins: dict[str, str] = field(default_factory=dict)

    @property
    def limit(self) -> float:
        """CPU seconds after which a child is endless."""
        return limit(sum(self.seconds.values()))

    def modules_before(self, package: str) -> list[str]:
        """The loaded modules that cannot import the package: others', and those of layers below."""
        below = itertools.takewhile(lambda layer: layer != package.partition(".")[0], LAYERS)
        return [name for name, origin in self.origins.items() if origin in ("", *below)]

    def seconds_of(self, file: str) -> float:
        """CPU seconds of a file of tests."""
        return sum(seconds for test, seconds in self.seconds.items() if file_of(test) == file)

    def tests_of(self, scope: Scope) -> list[str]:
        """The tests that enter a function, the quickest first."""
        entering = [test for test, scopes in self.entered.items() if scope in scopes]
        return sorted(entering, key=lambda test: self.seconds[test])

    def test_files_for(self, mutant: Mutant) -> list[str]:
        """Every file of tests, in the order in which they most likely notice a fault: those that
        import its module by name, then those that enter it, each time the quickest first.
        """
        entering = {
            file_of(test)
            for test, scopes in self.entered.items()
            if any(file == str(mutant.path) for file, _ in scopes)
        }
        return sorted(
            {file_of(test) for test in self.seconds},
            key=lambda file: (
                not _names(mutant.module, ROOT / file),
                file not in entering,
                self.seconds_of(file),
            ),
        )


def file_of(test: str) -> str:
    """The file of a test, from its node id."""
    return test.partition("::")[0]


@cache
def _names(module: str, file: Path) -> bool:
    parent, _, name = module.rpartition(".")
    imported = rf"^(from {parent} import .*\b{name}\b|from {module} import|import {module}\b)"
    return re.search(imported, file.read_text("utf-8"), re.MULTILINE) is not None


def limit(seconds: float) -> float:
    """CPU seconds after which work that takes so many is taken for endless."""
    return 10 + 5 * seconds
