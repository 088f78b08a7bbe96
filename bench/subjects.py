"""What one measured process runs: a packaged function, or the bare one."""

import marshal
import os
import subprocess
import tempfile
import zipfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from bench import paths
from bench.recorded_responses import RecordedResponses

TURNS, WARM_UP, SECONDS = 300, 30, 0.3
LOG_CHARACTERS: Final = 1500
PATIENCE: Final = 120.0
"""Seconds until a process that does not answer is ended: one takes a second on a free machine."""
HERE = Path(__file__).resolve().parent
Json = dict[str, Any]


class BenchFailed(Exception):
    """A function did not respond as in its recorded invocation."""


@dataclass(frozen=True)
class Subject:
    """A handler with the responses of AWS that it gets."""

    paths: tuple[str, ...]
    module: str
    handler: str
    responses: RecordedResponses
    environment: dict[str, str]
    fetched: dict[str, bytes]


def bare(responses: RecordedResponses, environment: dict[str, str]) -> Subject:
    """The baseline function."""
    own = {"TABLE": "bare"} | environment
    return Subject((str(HERE),), "baseline", "handler", responses, own, {})


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


def run(
    subject: Subject,
    event: bytes,
    *,
    warm: bool = True,
    under: tuple[str, ...] = (),
    patience: float = PATIENCE,
) -> Json:
    """One process, which a program may watch (`under`); raises BenchFailed."""
    task = {
        "paths": list(subject.paths),
        "module": subject.module,
        "handler": subject.handler,
        "exact": subject.responses.exact,
        "ordered": subject.responses.ordered,
        "earlier": subject.responses.earlier,
        "written": subject.responses.written,
        "fetched": subject.fetched,
        "event": event,
        "warm_up": WARM_UP if warm else 0,
        "turns": TURNS if warm else 1,
        "seconds": SECONDS,
    }
    with tempfile.TemporaryDirectory(prefix="motcua-bench-") as folder:
        task_file, result_file = Path(folder) / "task", Path(folder) / "result"
        task_file.write_bytes(marshal.dumps(task, 4))
        program = [*under, str(paths.RUNTIME), "-B", str(HERE / "measured_process.py")]
        log = _process(subject, [*program, str(task_file), str(result_file)], patience)
        result: Json = marshal.loads(result_file.read_bytes())  # noqa: S302 - our own file
        return result | {"log": log[:LOG_CHARACTERS], "log_end": log[-LOG_CHARACTERS:]}


def _process(subject: Subject, command: list[str], patience: float) -> str:
    """What it logged."""
    own = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TZ": "UTC"}
    try:
        ended = subprocess.run(
            command,
            cwd=subject.paths[0],
            env=own | subject.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=patience,
        )
    except subprocess.TimeoutExpired:
        raise BenchFailed(f"{subject.handler}: no answer within {patience:.0f} s") from None
    if ended.returncode:
        raise BenchFailed(f"{subject.paths[0]} {subject.handler}: {ended.stderr[-1500:]}")
    return ended.stdout + ended.stderr
