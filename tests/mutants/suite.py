"""The tests of a package: run once whole, then again for each fault in a forked child."""

import os
import sys
from dataclasses import dataclass, field
from pathlib import Path
from time import process_time
from typing import Final

import hypothesis
import pytest

from tests.mutants.forks import Outcome, in_forks
from tests.mutants.mutations import Mutant
from tests.mutants.planting import forget, note_entries, plant_in_functions, plant_in_import

ROOT: Final = Path(__file__).resolve().parents[2]
LEFT_OUT: Final = "not soak and not integration and not localstack and not stripe_live"
Scope = tuple[str, str]
"""A file and the qualified name of an outermost function in it."""


@dataclass
class Baseline:
    """The first run: how long each test took (CPU seconds), and which functions it entered.

    `early` are the functions that were entered while modules were imported.
    """

    seconds: dict[str, float] = field(default_factory=dict)
    entered: dict[str, frozenset[Scope]] = field(default_factory=dict)
    early: frozenset[Scope] = frozenset()
    modules: tuple[str, ...] = ()

    @property
    def limit(self) -> float:
        """CPU seconds after which a child is endless."""
        return 10 + 5 * sum(self.seconds.values())

    def tests_of(self, scope: Scope) -> list[str]:
        """The tests that enter a function, the quickest first."""
        entering = [test for test, scopes in self.entered.items() if scope in scopes]
        return sorted(entering, key=lambda test: self.seconds[test])

    def order_for(self, path: str) -> list[str]:
        """Every test, those that enter a file first, the quickest first."""
        enter = {
            test: any(file == path for file, _ in scopes) for test, scopes in self.entered.items()
        }
        return sorted(self.seconds, key=lambda test: (not enter[test], self.seconds[test]))


class BaselineFailed(Exception):
    """The tests fail without any fault."""


def arguments(tests: list[str]) -> list[str]:
    """What pytest is called with: our markers, one process, no caches."""
    options = [
        "-q",
        "-x",
        "--import-mode=importlib",
        "--strict-markers",
        "-m",
        LEFT_OUT,
        "-o",
        "addopts=",
    ]
    options += [
        "-W",
        "ignore::pytest.PytestAssertRewriteWarning",
    ]  # of what was loaded before a fork
    options += ["-c", str(ROOT / "pyproject.toml"), "--rootdir", str(ROOT)]
    return [*options, "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:schemathesis", *tests]


class Watched:
    """A pytest plugin: every test once, then each fault in a function on tests that enter it."""

    def __init__(self, mutants: list[Mutant], workers: int) -> None:
        self.baseline = Baseline()
        self.outcomes: dict[Mutant, Outcome] = {}
        self.error: str | None = "the tests did not start"
        self._mutants, self._workers = mutants, workers
        self._entered: set[Scope] = set()
        self._failed = False

    def pytest_collection(self, session: pytest.Session) -> None:
        """Before the test modules are imported."""
        repeatable()
        note_entries({mutant.module: mutant.path for mutant in self._mutants}, self._note)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """After each phase of a test."""
        self._failed = self._failed or report.failed

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """In place of pytest's own loop."""
        self.baseline.early = frozenset(self._entered)
        if session.testsfailed:
            self.error = "the tests can't be collected"
            return True
        for number, item in enumerate(session.items):
            forget(ROOT)  # each test enters what it needs
            self._entered.clear()
            start = process_time()
            self._run(item, session.items[number + 1] if number + 1 < len(session.items) else None)
            self.baseline.seconds[item.nodeid] = process_time() - start
            self.baseline.entered[item.nodeid] = frozenset(self._entered)
        self.error = "the tests fail without any fault" if self._failed else None
        if not self.error:
            self._plant({item.nodeid: item for item in session.items})
        return True

    def _plant(self, items: dict[str, pytest.Item]) -> None:
        late = [
            m
            for m in self._mutants
            if m.scope and (str(m.path), m.scope) not in self.baseline.early
        ]

        def survives(mutant: Mutant) -> bool:
            plant_in_functions(mutant, ROOT)
            chosen = [
                items[test]
                for test in self.baseline.tests_of((str(mutant.path), mutant.scope or ""))
            ]
            for number, item in enumerate(chosen):
                self._run(item, chosen[number + 1] if number + 1 < len(chosen) else None)
                if self._failed:
                    return False
            return True

        self.outcomes = in_forks(late, survives, workers=self._workers, seconds=self.baseline.limit)

    def _run(self, item: pytest.Item, nextitem: pytest.Item | None) -> None:
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=nextitem)

    def _note(self, file: str, function: str) -> None:
        self._entered.add((file, function))


class Ordered:
    """A pytest plugin: the tests in the order in which they most likely notice a fault."""

    def __init__(self, order: list[str]) -> None:
        self._rank = {test: rank for rank, test in enumerate(order)}

    def pytest_collection(self, session: pytest.Session) -> None:
        """Before the test modules are imported."""
        repeatable()

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """After the tests were collected."""
        items.sort(key=lambda item: self._rank.get(item.nodeid, len(self._rank)))


def repeatable() -> None:
    """Hypothesis tries the same examples in each child, fewer than usual, and remembers none."""
    hypothesis.settings.register_profile(
        "mutants",
        deadline=None,
        derandomize=True,
        database=None,
        max_examples=30,
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    hypothesis.settings.load_profile("mutants")


def watched_run(
    mutants: list[Mutant], tests: list[str], workers: int
) -> tuple[Baseline, dict[Mutant, Outcome]]:
    """The baseline and the fate of every fault in a function; raises BaselineFailed."""
    watched = Watched(mutants, workers)
    pytest.main(arguments(tests), plugins=[watched])
    if watched.error:
        raise BaselineFailed(watched.error)
    watched.baseline.modules = _foreign_modules()
    return watched.baseline, watched.outcomes


def import_run(
    mutants: list[Mutant], tests: list[str], baseline: Baseline, workers: int
) -> dict[Mutant, Outcome]:
    """The fate of faults that act while a module is imported: a whole run of pytest for each."""

    def survives(mutant: Mutant) -> bool:
        return passes(mutant, tests, Ordered(baseline.order_for(str(mutant.path))))

    return in_forks(mutants, survives, workers=workers, seconds=baseline.limit)


def passes(mutant: Mutant, tests: list[str], order: Ordered) -> bool:
    """Whether the tests pass although the module is imported with the fault in it."""
    plant_in_import(mutant)
    return pytest.main(arguments(tests), plugins=[order]) == pytest.ExitCode.OK


def _foreign_modules() -> tuple[str, ...]:
    """What was loaded that is not ours: the next process may load it once and for all."""
    ours = f"{ROOT}{os.sep}"
    environment = f"{ROOT}{os.sep}.venv"
    return tuple(
        name
        for name, module in list(sys.modules.items())
        if (path := getattr(module, "__file__", None))
        and (not path.startswith(ours) or path.startswith(environment))
    )
