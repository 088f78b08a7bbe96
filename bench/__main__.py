"""`python -m bench`: measures everything, prints it, writes build/bench.json; exit 1 where a limit is missed."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from bench import dossier, functions, life, load, places, prices, recording, report
from bench.chosen import choose
from bench.cloud import Cloud, recorded, there
from bench.recording import Invocation, Json
from infra.bundle import bundle_all


def main() -> int:
    """Exit 1 if a limit of acceptance line B9 is missed on the Python that it is given for."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "--rounds", type=int, default=functions.ROUNDS, help="the median of so many"
    )
    asked = parser.parse_args()
    target = places.ready_runtime()
    told: Json = {"python": places.version_of(places.RUNTIME)}
    with recorded(target) as cloud:
        zips = {b.service: b.zip for b in bundle_all(there(), target, places.BUNDLES)}
        found = recording.read(places.RECORDING)
        told["functions"] = _functions(cloud, found, zips, asked.rounds)
        told["dossier"] = dossier.figures(
            life.life_of(found, cloud.began, cloud.ended), prices.latest()
        )
        told["payment"] = dossier.figures(
            life.life_of(_payments(found), cloud.began, cloud.ended), prices.latest()
        )
        told["http"] = {route.name: load.measure(route) for route in load.routes(cloud)}
    places.REPORT.parent.mkdir(exist_ok=True)
    places.REPORT.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n")
    print("\n".join([*report.summary(told), *report.verdict(told)]))
    return 1 if any(report.missed(told)) and told["python"].startswith(places.WANTED) else 0


def _payments(found: Sequence[Invocation]) -> list[Invocation]:
    """What a fee costs until it is settled with its receipt's number: all that payments does for one dossier."""
    return [invocation for invocation in found if invocation.service == "payments"]


def _functions(
    cloud: Cloud, found: Sequence[Invocation], zips: dict[str, Path], rounds: int
) -> Json:
    measured: Json = {}
    for chosen in choose(cloud, found, zips):
        figures = functions.measure(chosen, found, rounds)
        measured.setdefault(chosen.service, {})[chosen.function] = figures
        print(report.function_line(chosen.name, figures), flush=True)
    return measured


if __name__ == "__main__":
    sys.exit(main())
