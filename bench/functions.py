"""Processor time of each packaged function, compared with the baseline function.

Both run in turn about, each in new processes of the same interpreter.
"""

import marshal
import os
import subprocess
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import mean, median
from typing import Any

from bench import paths
from bench.recorded_responses import RecordedResponses, baseline_responses, responses_for
from bench.recording import Invocation
from bench.selection import Selection

ROUNDS, TURNS, WARM_UP, SECONDS = 5, 300, 30, 0.3
WARM_STARTS = 2
"""Starts of each side in a round that also measure warm answers."""
HERE = Path(__file__).resolve().parent
Json = dict[str, Any]


class BenchFailed(Exception):
    """A function did not respond as in its recorded invocation."""


@dataclass(frozen=True)
class Subject:
    """What one process runs."""

    paths: tuple[str, ...]
    module: str
    handler: str
    responses: RecordedResponses
    environment: dict[str, str]
    fetched: dict[str, bytes]


def measure(selection: Selection, invocations: Sequence[Invocation], rounds: int = ROUNDS) -> Json:
    """Medians over the rounds of each figure, and of its ratio to the baseline's."""
    event = marshal.dumps(selection.event, 4)
    responses = responses_for(selection.invocation, invocations)
    module, handler = selection.handler.split(".")
    own = Subject(
        (str(unpacked(selection.zip)),),
        module,
        handler,
        responses,
        selection.environment,
        selection.fetched,
    )
    probe = _run(own, event)
    if selection.status is not None and probe["status"] != selection.status:
        raise BenchFailed(
            f"{selection.name}: {probe['status']}, not {selection.status}: {probe['body'][:200]}"
        )
    simple = baseline_responses(selection.invocation, probe["body"])
    baseline = Subject(
        (str(HERE),), "baseline", "handler", simple, {"TABLE": "bare"} | selection.environment, {}
    )
    _run(baseline, event)
    run_own, run_baseline = (lambda warm, s=s: _run(s, event, warm=warm) for s in (own, baseline))
    pairs = [compared(run_own, run_baseline, 2 if selection.status else 1) for _ in range(rounds)]

    ratios = {
        name: sorted(ours[name] / theirs[name] for ours, theirs in pairs)
        for name in ("first_ms", "warm_us")
    }
    return {
        "kind": selection.invocation.kind,
        "zip_bytes": selection.zip.stat().st_size,
        "first_ms": round(median(ours["first_ms"] for ours, _ in pairs), 1),
        "first_ratio": round(median(ratios["first_ms"]), 2),
        "first_ratios": [round(ratio, 2) for ratio in ratios["first_ms"]],
        "warm_us": round(median(ours["warm_us"] for ours, _ in pairs), 1),
        "warm_ratio": round(median(ratios["warm_us"]), 2),
        "aws_calls": probe["calls"],
        "event": selection.invocation.route
        or ", ".join(selection.invocation.event_types)
        or "schedule",
    }


@cache
def unpacked(archive: Path) -> Path:
    """The zip's contents, as Lambda lays them under /var/task."""
    folder = paths.TASKS / archive.stem
    if not folder.exists():
        part = folder.with_suffix(".part")
        with zipfile.ZipFile(archive) as opened:
            opened.extractall(part)
        part.rename(folder)
    return folder


def compared(
    own: Callable[[bool], Json], baseline: Callable[[bool], Json], turns: int
) -> tuple[Json, Json]:
    """One round: first responses of both, `turns` times in the order own-baseline-baseline-own.

    So a machine that gets slower or faster meanwhile burdens both alike. The parameter of each says
    whether warm responses are measured too: in the first starts only.
    """
    order = [True, False, False, True] * turns
    starts: dict[bool, list[Json]] = {True: [], False: []}
    for is_own in order:
        starts[is_own].append((own if is_own else baseline)(len(starts[is_own]) < WARM_STARTS))
    return _summed(starts[True]), _summed(starts[False])


def _summed(starts: Sequence[Json]) -> Json:
    warm = [start["warm_us"] for start in starts[:WARM_STARTS]]
    return {"first_ms": mean(start["first_ms"] for start in starts), "warm_us": mean(warm)}


def _run(subject: Subject, event: bytes, *, warm: bool = True) -> Json:
    task = {
        "paths": list(subject.paths),
        "module": subject.module,
        "handler": subject.handler,
        "exact": subject.responses.exact,
        "ordered": subject.responses.ordered,
        "earlier": subject.responses.earlier,
        "fetched": subject.fetched,
        "event": event,
        "warm_up": WARM_UP if warm else 0,
        "turns": TURNS if warm else 1,
        "seconds": SECONDS,
    }
    with tempfile.TemporaryDirectory(prefix="motcua-bench-") as folder:
        task_file, result_file = Path(folder) / "task", Path(folder) / "result"
        task_file.write_bytes(marshal.dumps(task, 4))
        program = str(HERE / "measured_process.py")
        command = [str(paths.RUNTIME), "-B", program, str(task_file), str(result_file)]
        environment = {
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "TZ": "UTC",
        } | subject.environment
        cwd = subject.paths[0]
        run = subprocess.run(
            command, cwd=cwd, env=environment, capture_output=True, text=True, check=False
        )
        if run.returncode:
            raise BenchFailed(f"{subject.paths[0]} {subject.handler}: {run.stderr[-1500:]}")
        result: Json = marshal.loads(result_file.read_bytes())  # noqa: S302 - our own file
        return result
