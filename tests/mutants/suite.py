"""The tests of a package: run once whole, then again for each fault in a forked child."""

import gc
import os
import sys
from collections.abc import Generator, Mapping
from functools import partial
from time import process_time
from types import ModuleType
from typing import Any, Final

import hypothesis
import pytest

from tests.mutants.baseline import ROOT, Baseline, Scope, limit
from tests.mutants.forks import Outcome, in_a_fork, in_forks, limit_cpu
from tests.mutants.mutations import Mutant
from tests.mutants.planting import LoadedCode, note_entries, plant_in_import

LEFT_OUT: Final = "not soak and not integration and not localstack and not stripe_live"
NOT_NEEDED: Final = tuple(
    part
    for name in ("unraisableexception", "threadexception", "doctest")
    for part in ("-p", f"no:{name}")
)
"""Plugins that collect garbage after each run, or look for tests where there are none."""


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
    options += ["--tb=native", *NOT_NEEDED]
    options += ["-c", str(ROOT / "pyproject.toml"), "--rootdir", str(ROOT)]
    return [*options, "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:schemathesis", *tests]


class Watched:
    """A pytest plugin: every test once, then each fault in a function on tests that enter it."""

    def __init__(self, mutants: list[Mutant], workers: int, *, starts_threads: bool) -> None:
        self.baseline = Baseline()
        self.outcomes: dict[Mutant, Outcome] = {}
        self.error: str | None = "the tests did not start"
        self._mutants, self._workers = mutants, workers
        self._starts_threads = starts_threads
        self._entered: set[Scope] = set()
        self._shared: dict[tuple[str, str], frozenset[Scope]] = {}
        self._failed = False

    def pytest_collection(self, session: pytest.Session) -> None:
        """Before the test modules are imported."""
        repeatable()
        note_entries({mutant.module: mutant.path for mutant in self._mutants}, self._note)

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(
        self, fixturedef: pytest.FixtureDef[Any], request: pytest.FixtureRequest
    ) -> Generator[None, object, object]:
        """A fixture that several tests share enters its functions on behalf of each of them."""
        if fixturedef.scope == "function":
            return (yield)
        before, self._entered = self._entered, set()
        try:
            return (yield)
        finally:
            shared = frozenset(self._entered)
            self._entered |= before
            self._shared[request.node.nodeid, fixturedef.argname] = shared

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """After each phase of a test."""
        self._failed = self._failed or report.failed

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """In place of pytest's own loop."""
        self.baseline.early = frozenset(self._entered)
        if session.testsfailed:
            self.error = "the tests can't be collected"
            return True
        code = LoadedCode(ROOT)
        for number, item in enumerate(session.items):
            code.find()
            code.forget()  # each test enters what it needs
            self._entered.clear()
            following = session.items[number + 1] if number + 1 < len(session.items) else None
            run = partial(self._measure, item, None if self._starts_threads else following)
            seconds, entered, failed = in_a_fork(run) if self._starts_threads else run()
            self.baseline.seconds[item.nodeid] = seconds
            self.baseline.entered[item.nodeid] = entered
            self._failed = self._failed or failed
        self.error = "the tests fail without any fault" if self._failed else None
        if not self.error:
            self._plant({item.nodeid: item for item in session.items})
        return True

    def _measure(
        self, item: pytest.Item, following: pytest.Item | None
    ) -> tuple[float, frozenset[Scope], bool]:
        """CPU seconds of a test, what it entered, and whether it failed."""
        start = process_time()
        self._run(item, following)
        return process_time() - start, self._entered_for(item), self._failed

    def _plant(self, items: dict[str, pytest.Item]) -> None:
        late = [
            m
            for m in self._mutants
            if m.scope and (str(m.path), m.scope) not in self.baseline.early
        ]

        code = LoadedCode(ROOT)
        code.find()
        share_memory()

        def survives(mutant: Mutant) -> bool:
            code.plant(mutant)
            chosen = [
                items[test]
                for test in self.baseline.tests_of((str(mutant.path), mutant.scope or ""))
            ]
            for number, item in enumerate(chosen):
                limit_cpu(limit(self.baseline.seconds[item.nodeid]))
                self._run(item, chosen[number + 1] if number + 1 < len(chosen) else None)
                if self._failed:
                    return False
            return True

        self.outcomes = in_forks(late, survives, workers=self._workers, seconds=self.baseline.limit)

    def _entered_for(self, item: pytest.Item) -> frozenset[Scope]:
        names: list[str] = getattr(item, "fixturenames", [])
        return frozenset(self._entered).union(
            *(
                scopes
                for (place, name), scopes in self._shared.items()
                if name in names and item.nodeid.startswith(place)
            )
        )

    def _run(self, item: pytest.Item, nextitem: pytest.Item | None) -> None:
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=nextitem)

    def _note(self, file: str, function: str) -> None:
        self._entered.add((file, function))


class Repeatable:
    """A pytest plugin: the tests as `repeatable` says."""

    def pytest_collection(self, session: pytest.Session) -> None:
        """Before the test modules are imported."""
        repeatable()


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
    mutants: list[Mutant], tests: list[str], workers: int, *, starts_threads: bool = False
) -> tuple[Baseline, dict[Mutant, Outcome]]:
    """The baseline and the fate of every fault in a function; raises BaselineFailed.

    Where tests start threads each runs in a child of its own: a fork has none of its parent's
    threads and would wait for them.
    """
    watched = Watched(mutants, workers, starts_threads=starts_threads)
    pytest.main(arguments(tests), plugins=[watched])
    if watched.error:
        raise BaselineFailed(watched.error)
    watched.baseline.origins = {
        name: _origin(module)
        for name, module in list(sys.modules.items())
        if getattr(module, "__file__", None)
    }
    return watched.baseline, watched.outcomes


def import_run(mutants: list[Mutant], baseline: Baseline, workers: int) -> dict[Mutant, Outcome]:
    """The fate of faults that act while a module is imported: each file of tests by itself, until
    one notices.
    """

    def survives(mutant: Mutant) -> bool:
        files = baseline.test_files_for(mutant)
        return passes(mutant, {file: limit(baseline.seconds_of(file)) for file in files})

    share_memory()
    return in_forks(mutants, survives, workers=workers, seconds=baseline.limit)


def passes(mutant: Mutant, files: Mapping[str, float]) -> bool:
    """Whether the tests pass although the module is imported with the fault in it; with the CPU
    seconds of each file.
    """
    plant_in_import(mutant)
    for file, seconds in files.items():
        limit_cpu(seconds)
        if pytest.main(arguments([file]), plugins=[Repeatable()]) != pytest.ExitCode.OK:
            return False
    return True


def share_memory() -> None:
    """Let the collections of coming children leave alone what they share with this process."""
    gc.collect()
    gc.freeze()


def _origin(module: ModuleType) -> str:
    """The first part of the name of a module of our own, "" for others."""
    path: str = getattr(module, "__file__", None) or ""
    is_ours = path.startswith(f"{ROOT}{os.sep}") and "/.venv/" not in path
    return module.__name__.partition(".")[0] if is_ours else ""
