"""The packages that are mutated, and the mutants that may survive."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from infra.yaml_reader import read_yaml
from tests.mutants.baseline import ROOT
from tests.mutants.mutations import Mutant, mutants_of

HERE: Final = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Package:
    """A package by its import name, its folder and the tests that are to notice a fault in it.

    `required`: whether a run fails where they notice too few. `starts_threads`: whether a library
    that the tests call starts threads of its own.
    """

    name: str
    folder: Path
    tests: tuple[str, ...]
    required: bool = True
    starts_threads: bool = False

    def mutants(self) -> list[Mutant]:
        """Every mutant of its modules, in the order of their names."""
        return [
            m
            for path in sorted(self.folder.rglob("*.py"))
            for m in mutants_of(path, self._module(path))
        ]

    def _module(self, path: Path) -> str:
        parts = path.relative_to(self.folder).with_suffix("").parts
        return ".".join([self.name, *(part for part in parts if part != "__init__")])


def packages() -> list[Package]:
    """Every package that exists."""
    domains = {
        f"{path.parent.name}.domain": _domain(path) for path in ROOT.glob("services/*/*/domain")
    }
    listed = {
        name: Package(
            name,
            ROOT / entry["folder"],
            tuple(entry["tests"]),
            entry.get("required", True),
            entry.get("starts_threads", False),
        )
        for name, entry in read_yaml(HERE / "packages.yaml").items()
    }
    both = {**domains, **listed}
    return [both[name] for name in sorted(both) if any(both[name].folder.glob("*.py"))]


def _domain(path: Path) -> Package:
    service = path.parent.name
    return Package(f"{service}.domain", path, (f"tests/unit/{service}",))


def excused() -> dict[str, dict[str, str]]:
    """By module: the name of a mutant that may survive, and why."""
    content: dict[str, dict[str, str]] = read_yaml(HERE / "survivors.yaml")
    return content
