"""Starts programs in groups of their own, knows which of them are ours, and ends only those."""

import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

from local.cloud.places import HOST, ROOT
from local.cloud.programs import Program

_children: dict[int, "subprocess.Popen[bytes]"] = {}  # kept, so that those which end are buried


class CloudError(Exception):
    """A program could not be started; the message is one line for the person at the terminal."""


def start(program: Program) -> bool:
    """Start the program and wait until it answers; False when it already runs and is ours."""
    if running(program):
        return False
    if _answers(program.port):
        raise CloudError(
            f"port {program.port} ({program.name}) is taken by another program: "
            f"stop that one, or choose another port with {_variable(program)}=…"
        )
    folder = _folder(program)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            program.argv,
            env=program.environment,
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    _children[process.pid] = process
    (folder / "pid").write_text(f"{process.pid} {_born(process.pid)}")
    _wait_ready(program, process)
    return True


def stop(program: Program, *, patience: float = 5.0) -> bool:
    """End the program's whole group, by force after `patience` seconds; False when it isn't running."""
    pid = _pid(program)
    _folder(program).joinpath("pid").unlink(missing_ok=True)
    if pid is None:
        return False
    os.killpg(pid, signal.SIGTERM)
    deadline = time.monotonic() + patience
    while _group_lives(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    if _group_lives(pid):
        os.killpg(pid, signal.SIGKILL)
    return True


def running(program: Program) -> bool:
    """Whether the program that we started still runs."""
    return _pid(program) is not None


def log_of(program: Program) -> Path:
    """Where the program writes."""
    return _folder(program) / "log"


def _folder(program: Program) -> Path:
    return program.runs / f"{program.name}-{program.port}"


def _variable(program: Program) -> str:
    return f"{program.name.upper()}_PORT"


def _pid(program: Program) -> int | None:
    """The pid on file, unless that number was given to another process since."""
    try:
        pid, born = (_folder(program) / "pid").read_text().split(maxsplit=1)
    except (FileNotFoundError, ValueError):
        return None
    return int(pid) if born == _born(int(pid)) else None


def _born(pid: int) -> str:
    """When the process started, as `ps` says it; "" when it is gone or only waits to be buried."""
    said = subprocess.run(
        ["ps", "-o", "stat=,lstart=", "-p", str(pid)], capture_output=True, text=True, check=False
    ).stdout.split(maxsplit=1)
    return "" if len(said) < 2 or said[0].startswith("Z") else said[1].strip()


def _group_lives(group: int) -> bool:
    if group in _children:
        _children[group].poll()
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) == 0


def _wait_ready(
    program: Program, process: subprocess.Popen[bytes], *, patience: float = 30.0
) -> None:
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise CloudError(
                f"{program.name} ended as it started: see {log_of(program).relative_to(ROOT)}"
            )
        if _is_ready(program):
            return
        time.sleep(0.05)
    stop(program)
    raise CloudError(
        f"{program.name} was not ready within {patience:.0f} s: see {log_of(program).relative_to(ROOT)}"
    )


def _is_ready(program: Program) -> bool:
    if not program.ready:
        return _answers(program.port)
    try:
        with urllib.request.urlopen(
            f"http://{HOST}:{program.port}{program.ready}", timeout=2
        ) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False
