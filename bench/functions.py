"""Measures each packaged function against the bare one, in turn about, in fresh processes of the same interpreter."""

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

from bench import places
from bench.canned import Canned, answers_for, bare_answers
from bench.chosen import Chosen
from bench.recording import Invocation

ROUNDS, TURNS, WARM_UP, SECONDS = 5, 300, 30, 0.3
WARM_STARTS = 2
"""Starts of each side in a round that also measure warm answers."""
HERE = Path(__file__).resolve().parent
Json = dict[str, Any]


class BenchFailed(Exception):
    """A function did not answer as it had when it was recorded."""


@dataclass(frozen=True)
class Subject:
    """What one process runs, with which environment."""

    paths: tuple[str, ...]
    module: str
    handler: str
    canned: Canned
    environment: dict[str, str]
    fetched: dict[str, bytes]


def measure(chosen: Chosen, found: Sequence[Invocation], rounds: int = ROUNDS) -> Json:
    """The figures of one function: medians over the rounds, of the figure and of its ratio to the bare one's."""
    event = marshal.dumps(chosen.event, 4)
    canned = answers_for(chosen.invocation, found)
    module, handler = chosen.handler.split(".")
    own = Subject(
        (str(unpacked(chosen.zip)),), module, handler, canned, chosen.environment, chosen.fetched
    )
    probe = _run(own, event)
    if chosen.status is not None and probe["status"] != chosen.status:
        raise BenchFailed(
            f"{chosen.name}: {probe['status']}, not {chosen.status}: {probe['body'][:200]}"
        )
    simple = bare_answers(chosen.invocation, probe["body"])
    bare = Subject(
        (str(HERE),), "bare", "handler", simple, {"TABLE": "bare"} | chosen.environment, {}
    )
    _run(bare, event)
    ask_own, ask_bare = (lambda warm, s=s: _run(s, event, warm=warm) for s in (own, bare))
    pairs = [compared(ask_own, ask_bare, 2 if chosen.status else 1) for _ in range(rounds)]

    ratios = {
        name: sorted(ours[name] / theirs[name] for ours, theirs in pairs)
        for name in ("first_ms", "warm_us")
    }
    return {
        "kind": chosen.invocation.kind,
        "zip_bytes": chosen.zip.stat().st_size,
        "first_ms": round(median(ours["first_ms"] for ours, _ in pairs), 1),
        "first_ratio": round(median(ratios["first_ms"]), 2),
        "first_ratios": [round(ratio, 2) for ratio in ratios["first_ms"]],
        "warm_us": round(median(ours["warm_us"] for ours, _ in pairs), 1),
        "warm_ratio": round(median(ratios["warm_us"]), 2),
        "aws_calls": probe["calls"],
        "event": chosen.invocation.route or ", ".join(chosen.invocation.told) or "schedule",
    }


@cache
def unpacked(archive: Path) -> Path:
    """The zip's contents, as Lambda lays them under /var/task."""
    folder = places.TASKS / archive.stem
    if not folder.exists():
        part = folder.with_suffix(".part")
        with zipfile.ZipFile(archive) as opened:
            opened.extractall(part)
        part.rename(folder)
    return folder


def compared(
    own: Callable[[bool], Json], bare: Callable[[bool], Json], turns: int
) -> tuple[Json, Json]:
    """One round: first answers of both, `turns` times own-bare-bare-own, so that a machine that gets slower or faster
    meanwhile burdens both alike; each is told whether warm answers are to be measured too: in the first four starts.
    """
    order = [True, False, False, True] * turns
    told: dict[bool, list[Json]] = {True: [], False: []}
    for mine in order:
        told[mine].append((own if mine else bare)(len(told[mine]) < WARM_STARTS))
    return _summed(told[True]), _summed(told[False])


def _summed(starts: Sequence[Json]) -> Json:
    warm = [start["warm_us"] for start in starts[:WARM_STARTS]]
    return {"first_ms": mean(start["first_ms"] for start in starts), "warm_us": mean(warm)}


def _run(subject: Subject, event: bytes, *, warm: bool = True) -> Json:
    task = {
        "paths": list(subject.paths),
        "module": subject.module,
        "handler": subject.handler,
        "exact": subject.canned.exact,
        "ordered": subject.canned.ordered,
        "earlier": subject.canned.earlier,
        "fetched": subject.fetched,
        "event": event,
        "warm_up": WARM_UP if warm else 0,
        "turns": TURNS if warm else 1,
        "seconds": SECONDS,
    }
    with tempfile.TemporaryDirectory(prefix="motcua-bench-") as folder:
        asked, told = Path(folder) / "task", Path(folder) / "result"
        asked.write_bytes(marshal.dumps(task, 4))
        command = [str(places.RUNTIME), "-B", str(HERE / "measured.py"), str(asked), str(told)]
        environment = {
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "TZ": "UTC",
        } | subject.environment
        cwd = subject.paths[0]
        said = subprocess.run(
            command, cwd=cwd, env=environment, capture_output=True, text=True, check=False
        )
        if said.returncode:
            raise BenchFailed(f"{subject.paths[0]} {subject.handler}: {said.stderr[-1500:]}")
        result: Json = marshal.loads(told.read_bytes())  # noqa: S302 - written by our own process
        return result
