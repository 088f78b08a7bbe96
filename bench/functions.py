"""Measures each packaged function against the bare one, in turn about, in fresh processes of the same interpreter."""

import marshal
import os
import subprocess
import tempfile
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any

from bench import places
from bench.canned import Canned, answers_for, bare_answers
from bench.chosen import Chosen
from bench.recording import Invocation

ROUNDS, STARTS, TURNS, WARM_UP, SECONDS = 5, 3, 300, 30, 0.3
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
    own = Subject((str(unpacked(chosen.zip)),), module, handler, canned, chosen.environment, chosen.fetched)
    probe = _run(own, event)
    if chosen.status is not None and probe["status"] != chosen.status:
        raise BenchFailed(f"{chosen.name}: {probe['status']}, not {chosen.status}: {probe['body'][:200]}")
    simple = bare_answers(chosen.invocation, probe["body"])
    bare = Subject((str(HERE),), "bare", "handler", simple, chosen.environment, {})
    _run(bare, event)
    pairs = [_round(own, bare, event, starts=STARTS if chosen.status else 1) for _ in range(rounds)]

    first, warm = (_compared(pairs, name) for name in ("first_ms", "warm_us"))
    return {
        "kind": chosen.invocation.kind,
        "zip_bytes": chosen.zip.stat().st_size,
        "first_ms": round(first[0], 1),
        "first_ratio": round(first[1], 2),
        "warm_us": round(warm[0], 1),
        "warm_ratio": round(warm[1], 2),
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


def _round(own: Subject, bare: Subject, event: bytes, *, starts: int) -> tuple[Json, Json]:
    """Both in turn about; of several first answers the best counts, for what else the machine does only adds."""
    both = [(_run(own, event), _run(bare, event))]
    both += [(_run(own, event, warm=False), _run(bare, event, warm=False)) for _ in range(starts - 1)]
    best = [min(pair[side]["first_ms"] for pair in both) for side in (0, 1)]
    return both[0][0] | {"first_ms": best[0]}, both[0][1] | {"first_ms": best[1]}


def _compared(pairs: Sequence[tuple[Json, Json]], name: str) -> tuple[float, float]:
    """(our figure, its ratio to the bare one's that was measured right after it)."""
    return median(own[name] for own, _ in pairs), median(own[name] / bare[name] for own, bare in pairs)


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
        environment = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TZ": "UTC"} | subject.environment
        cwd = subject.paths[0]
        said = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
        if said.returncode:
            raise BenchFailed(f"{subject.paths[0]} {subject.handler}: {said.stderr[-1500:]}")
        result: Json = marshal.loads(told.read_bytes())  # noqa: S302 - written by our own process
        return result
