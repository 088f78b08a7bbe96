"""`python -m tests.mutants [package …]`: plants every fault and writes build/mutants.md."""

import argparse
import importlib
import os
import sys
import warnings
from contextlib import suppress
from dataclasses import dataclass
from time import monotonic
from typing import Final

from tests.mutants.baseline import ROOT
from tests.mutants.forks import Outcome, in_a_fork
from tests.mutants.mutations import Mutant
from tests.mutants.packages import Package, excused, packages
from tests.mutants.suite import import_run, watched_run

LEAST: Final = 0.9
UNNOTICED: Final = ("survived", "waiting")
OPEN: Final = "**not excused**"
HEAD: Final = """# Mutants

| package | mutants | killed | share | survivors | excused | seconds |
|---|--:|--:|--:|--:|--:|--:|"""
REPORT: Final = ROOT / "build" / "mutants.md"


@dataclass(frozen=True)
class Result:
    """What became of a package's mutants, by outcome."""

    package: Package
    outcomes: dict[Mutant, Outcome]
    seconds: float

    @property
    def survivors(self) -> list[Mutant]:
        """Those that no test noticed, with those whose tests never ended: nobody knows why."""
        return [mutant for mutant, outcome in self.outcomes.items() if outcome in UNNOTICED]

    @property
    def killed(self) -> float:
        """The share that a test noticed."""
        return self.count / len(self.outcomes) if self.outcomes else 1.0

    @property
    def count(self) -> int:
        """The number that a test noticed."""
        return len(self.outcomes) - len(self.survivors)


def run(package: Package, mutants: list[Mutant], workers: int) -> Result:
    """Plant each fault; raises BaselineFailed. What the run loads, this process does not."""
    return in_a_fork(lambda: _run(package, mutants, workers))


def _run(package: Package, mutants: list[Mutant], workers: int) -> Result:
    start = monotonic()
    tests = list(package.tests)
    baseline, outcomes = in_a_fork(
        lambda: watched_run(mutants, tests, workers, starts_threads=package.starts_threads)
    )
    _load(baseline.modules_before(package.name))
    rest = [mutant for mutant in mutants if mutant not in outcomes]
    outcomes |= import_run(rest, baseline, workers)
    return Result(package, {mutant: outcomes[mutant] for mutant in mutants}, monotonic() - start)


def _load(modules: list[str]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for module in modules:
            with suppress(Exception):
                importlib.import_module(module)


def report(results: list[Result]) -> str:
    """The table, the survivors, and the excuses that are no longer needed."""
    reasons = excused()
    table = [HEAD, *(_row(result, reasons) for result in results)]
    left = [mutant for result in results for mutant in result.survivors]
    survivors = [
        f"- `{m.module}` `{m.name}`: {reasons.get(m.module, {}).get(m.name, OPEN)}" for m in left
    ]
    noticed = {
        (m.module, m.name)
        for result in results
        for m, end in result.outcomes.items()
        if end not in UNNOTICED
    }
    stale = [
        f"- `{module}` `{name}`"
        for module, names in reasons.items()
        for name in names
        if (module, name) in noticed
    ]
    shares = ", ".join(
        f"{result.package.name} {result.count}/{len(result.outcomes)} ({result.killed:.1%})"
        for result in results
    )
    parts = [
        *table,
        "",
        f"Mutants killed: {shares}.",
        "",
        "Survivors, and why they may live:",
        "",
        *survivors,
    ]
    return "\n".join(
        [*parts, *(["", "Excused, but noticed by now:", "", *stale] if stale else []), ""]
    )


def _row(result: Result, reasons: dict[str, dict[str, str]]) -> str:
    left = result.survivors
    forgiven = sum(mutant.name in reasons.get(mutant.module, {}) for mutant in left)
    cells = [
        result.package.name,
        len(result.outcomes),
        result.count,
        f"{result.killed:.1%}",
        len(left),
        forgiven,
        f"{result.seconds:.0f}",
    ]
    return f"| {' | '.join(map(str, cells))} |"


def main() -> int:
    """Exit 1 below 90 % in a required package."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("packages", nargs="*", help="such as law or payments.domain; default: all")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    chosen = [p for p in packages() if not options.packages or p.name in options.packages]
    results = [run(package, package.mutants(), options.workers) for package in chosen]
    text = report(results)
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(text, encoding="utf-8")
    print(text)
    return 1 if any(r.killed < LEAST and r.package.required for r in results) else 0


if __name__ == "__main__":
    sys.exit(main())
