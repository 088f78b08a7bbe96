"""`python -m bench`: measures everything, prints it, and writes build/bench.json."""

import argparse
import json
import sys
from collections.abc import Callable
from typing import Any

from bench import functions, places, recording
from bench.chosen import choose
from bench.cloud import Cloud, recorded, there
from infra.bundle import bundle_all

Json = dict[str, Any]
PARTS = ("functions", "dossier", "http")


def main() -> int:
    """Exit 1 with the reason if something could not be measured."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="default: all of them")
    parser.add_argument("--rounds", type=int, default=functions.ROUNDS)
    asked = parser.parse_args()
    target = places.ready_runtime()
    report: Json = {"python": places.version_of(places.RUNTIME)}
    with recorded(target) as cloud:
        zips = {b.service: b.zip for b in bundle_all(there(), target, places.BUNDLES)}
        found = recording.read(places.RECORDING)
        report["functions"] = measured: Json = {}
    places.REPORT.write_text(json.dumps(report, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
