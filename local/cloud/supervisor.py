"""Starting, watching and ending processes, each in a process group of its own."""

import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

from local.cloud.process_specs import ProcessSpec
from local.cloud.settings import HOST, ROOT

READY_CEILING = 120.0
"""Seconds for a process to get ready on a busy machine; one that ends is noticed at once."""

_children: dict[int, "subprocess.Popen[bytes]"] = {}  # polled, so that none is left a zombie


class ProcessNotStarted(Exception):
    """The message is one line for the person at the terminal."""


def start(spec: ProcessSpec) -> bool:
    """Start the process and wait until it is ready; False when it is already running.

    Raises ProcessNotStarted.
    """
    if running(spec):
        return False
    if _port_answers(spec.port):
        raise ProcessNotStarted(
            f"port {spec.port} ({spec.name}) is taken by another program: "
            f"stop that one, or choose another port with {spec.name.upper()}_PORT=…"
        )
    folder = _folder(spec)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            spec.argv,
            env=spec.environment,
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    _children[process.pid] = process
    (folder / "pid").write_text(f"{process.pid} {_started_at(process.pid)}")
    _wait_ready(spec, process)
    return True


def stop(spec: ProcessSpec, *, grace: float = 5.0) -> bool:
    """End the process group, by force after `grace` seconds; False when it isn't running."""
    pid = _pid(spec)
    _folder(spec).joinpath("pid").unlink(missing_ok=True)
    if pid is None:
        return False
    os.killpg(pid, signal.SIGTERM)
    deadline = time.monotonic() + grace
    while _group_lives(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    if _group_lives(pid):
        os.killpg(pid, signal.SIGKILL)
    return True


def running(spec: ProcessSpec) -> bool:
    """Whether the process that was started here still runs."""
    return _pid(spec) is not None


def log_of(spec: ProcessSpec) -> Path:
    """Its standard output and errors."""
    return _folder(spec) / "log"


def _folder(spec: ProcessSpec) -> Path:
    return spec.runs / f"{spec.name}-{spec.port}"


def _pid(spec: ProcessSpec) -> int | None:
    """The pid on file, unless that number belongs to another process since."""
    try:
        pid, started_at = (_folder(spec) / "pid").read_text().split(maxsplit=1)
    except (FileNotFoundError, ValueError):
        return None
    return int(pid) if started_at == _started_at(int(pid)) else None


def _started_at(pid: int) -> str:
    """The start of the process as `ps` prints it; "" when it is gone or a zombie."""
    output = subprocess.run(
        ["ps", "-o", "stat=,lstart=", "-p", str(pid)], capture_output=True, text=True, check=False
    ).stdout.split(maxsplit=1)
    return "" if len(output) < 2 or output[0].startswith("Z") else output[1].strip()


def _group_lives(group: int) -> bool:
    if group in _children:
        _children[group].poll()
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def _port_answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) == 0


def _wait_ready(spec: ProcessSpec, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + READY_CEILING
    log = log_of(spec).relative_to(ROOT) if log_of(spec).is_relative_to(ROOT) else log_of(spec)
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise ProcessNotStarted(f"{spec.name} ended as it started: see {log}")
        if _is_ready(spec):
            return
        time.sleep(0.05)
    stop(spec)
    raise ProcessNotStarted(f"{spec.name} was not ready within {READY_CEILING:.0f} s: see {log}")


def _is_ready(spec: ProcessSpec) -> bool:
    if not spec.ready:
        return _port_answers(spec.port)
    try:
        with urllib.request.urlopen(
            f"http://{HOST}:{spec.port}{spec.ready}", timeout=2
        ) as response:
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False
