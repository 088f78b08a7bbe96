"""`python -m bench`: measures everything, prints it and writes build/bench.json.

Exit 1 where a limit is missed.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from bench import (
    batches,
    cost,
    functions,
    load,
    messages,
    pages,
    paths,
    prices,
    pushes,
    recording,
    report,
    usage,
)
from bench.ending import end_in_time
from bench.recorded_cloud import Cloud, deployable, recorded
from bench.recording import Invocation, Json
from bench.runtime import VERSION, ready_runtime, version_of
from bench.selection import select
from infra.bundle import bundle_all


def main() -> int:
    """The limits hold for one version of Python only (docs/performance.md)."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "--rounds", type=int, default=functions.ROUNDS, help="the median of at most so many"
    )
    parser.add_argument(
        "--only",
        choices=("dossier", "routes", "pages", *deployable()),
        help="price the dossier alone, or measure the routes, the pages or one service's functions",
    )
    parser.add_argument(
        "--instructions",
        action="store_true",
        help="count instructions of first answers to requests, by valgrind, instead of their times",
    )
    arguments = parser.parse_args()
    end_in_time()
    target = ready_runtime()
    figures: Json = {"python": version_of(paths.RUNTIME)}
    with recorded(target) as cloud:
        zips = {b.service: b.zip for b in bundle_all(deployable(), target, paths.BUNDLES)}
        invocations = recording.read(paths.RECORDING)
        if arguments.only not in ("dossier", "routes", "pages"):
            measured = {arguments.only: zips[arguments.only]} if arguments.only else zips
            if arguments.instructions:
                _count_instructions(cloud, invocations, measured)
            else:
                figures["functions"] = _functions(cloud, invocations, measured, arguments.rounds)
        if arguments.only in (None, "routes"):
            figures["http"] = {route.name: load.measure(route) for route in load.routes(cloud)}
        if arguments.only in (None, "pages"):
            opened = {page.name: pages.measure(cloud, page) for page in pages.pages(cloud)}
            figures["pages"] = opened
        figures["dossier"] = _cost(invocations, cloud)
        figures["payment"] = _cost(_of_payments(invocations), cloud)
        figures["exchange"] = _cost(pushes.of_exchange(invocations), cloud)
        figures["idle"] = pushes.idle(invocations, prices.latest(), cloud.scale)
    paths.REPORT.parent.mkdir(exist_ok=True)
    paths.REPORT.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n")
    print("\n".join([*report.summary(figures), *report.conclusion(figures)]))
    return 1 if any(report.missed(figures)) and figures["python"].startswith(VERSION) else 0


def _cost(invocations: Sequence[Invocation], cloud: Cloud) -> Json:
    """As configured, and what it would be if every message came alone."""
    full, single = (
        usage.usage_of(invocations, cloud.began, cloud.ended, usage.Terms(size, cloud.scale))
        for size in (batches.configured, batches.alone)
    )
    listed = prices.latest()
    return {
        **cost.figures(full, listed),
        "usd_alone": cost.dollars(single, listed),
        "scale": round(cloud.scale, 3),
        "sent": messages.figures([i for i in invocations if cloud.began <= i.began < cloud.ended]),
    }


def _of_payments(invocations: Sequence[Invocation]) -> list[Invocation]:
    """All that payments does for one dossier: its fee, settled and with a numbered receipt."""
    return [invocation for invocation in invocations if invocation.service == "payments"]


def _count_instructions(
    cloud: Cloud, invocations: Sequence[Invocation], zips: dict[str, Path]
) -> None:
    """Printed alone: a ratio of instructions is another one than that of times."""
    for selection in select(cloud, invocations, zips):
        if selection.invocation.kind == "http":
            counted = functions.counted(selection, invocations)
            millions = f"{counted['instructions']:,.0f} of bare {counted['bare']:,.0f} million"
            route = selection.invocation.route
            print(
                f"  {selection.name:26} x{counted['ratio']:4.2f} ({millions})  {route}", flush=True
            )


def _functions(
    cloud: Cloud, invocations: Sequence[Invocation], zips: dict[str, Path], rounds: int
) -> Json:
    measured: Json = {}
    for selection in select(cloud, invocations, zips):
        figures = functions.measure(selection, invocations, rounds)
        measured.setdefault(selection.service, {})[selection.function] = figures
        print(report.function_line(selection.name, figures), flush=True)
    return measured


if __name__ == "__main__":
    sys.exit(main())
