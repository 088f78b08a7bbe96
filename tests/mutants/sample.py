"""`python -m tests.mutants.sample`: plants a seeded hundredth of all faults, while there is time.

It exits 1 with the names of those that no test notices. Excused survivors are not drawn.
"""

import argparse
import importlib
import random
import sys
from typing import Final

from tests.mutants.forks import in_forks
from tests.mutants.mutations import Mutant
from tests.mutants.packages import excused, packages
from tests.mutants.suite import passes

SHARE: Final = 100
PRELOADED: Final = (
    "hypothesis",
    "pydantic",
    "pytest",
    "yaml",
    "_pytest.assertion.rewrite",
    "_pytest.terminal",
)
"""What every suite needs; none of it is ours, so that the faulty module can still be imported."""


def draw_mutants(seed: int) -> list[tuple[Mutant, tuple[str, ...]]]:
    """A hundredth of each package's mutants with its tests, in the order of planting."""
    reasons, draw = excused(), random.Random(seed)
    sample: list[tuple[Mutant, tuple[str, ...]]] = []
    for package in packages():
        mutants = [m for m in package.mutants() if m.name not in reasons.get(m.module, {})]
        sample += [(m, package.tests) for m in draw.sample(mutants, -(-len(mutants) // SHARE))]
    draw.shuffle(sample)
    return sample


def main() -> int:
    """Exit 1 where a drawn fault survives."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants.sample", description=__doc__)
    parser.add_argument("--seed", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=8)
    options = parser.parse_args()
    for module in PRELOADED:
        importlib.import_module(module)

    def survives(job: tuple[Mutant, tuple[str, ...]]) -> bool:
        mutant, tests = job
        return passes(mutant, dict.fromkeys(tests, options.seconds))

    outcomes = in_forks(
        draw_mutants(options.seed),
        survives,
        workers=2,
        seconds=options.seconds,
        wall=options.seconds,
    )
    ends = {job: end for job, end in outcomes.items() if end in ("killed", "survived")}
    left = [mutant for (mutant, _), end in ends.items() if end == "survived"]
    print(f"{len(ends) - len(left)} of {len(ends)} faults noticed")
    for mutant in left:
        print(f"{mutant.module} {mutant.name}")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
