"""`python -m bench.burst`: both bursts on simulated time, into build/burst.json.

Exit 1 where a limit is missed.
"""

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import redirect_stdout
from typing import Any

from bench.burst.assumptions import Surge, bursts
from bench.burst.dossiers import Dossiers
from bench.burst.receipts import Receipts
from bench.burst.result import Result
from infra.places import BUILD


def main(argv: Sequence[str] | None = None) -> int:
    """A thousand receipts and 2,400 dossiers, or a share of both."""
    parser = argparse.ArgumentParser(prog="python -m bench.burst", description=__doc__)
    parser.add_argument("--share", type=float, default=1.0, help="of the sizes in bursts.yaml")
    parser.add_argument("--seed", type=int, default=1, help="the seed of chance")
    arguments = parser.parse_args(argv)
    missed: list[str] = []
    figures: dict[str, dict[str, Any]] = {}
    for result, limits in _results(arguments.share, arguments.seed):
        print(result.line(), flush=True)
        missed += result.missed(limits)
        figures[result.name] = result.figures()
    BUILD.mkdir(exist_ok=True)
    (BUILD / "burst.json").write_text(json.dumps(figures, indent=1) + "\n")
    print("\n".join(f"missed: {line}" for line in missed) or "within limits")
    return 1 if missed else 0


def _results(share: float, seed: int) -> Iterator[tuple[Result, Surge]]:
    assumptions = bursts()
    for kind, limits in ((Receipts, assumptions.receipts), (Dossiers, assumptions.dossiers)):
        with open(os.devnull, "w") as nowhere, redirect_stdout(nowhere):  # the functions' logs
            result = kind(assumptions, round(limits.size * share), seed).run()
        yield result, limits


if __name__ == "__main__":
    sys.exit(main())
