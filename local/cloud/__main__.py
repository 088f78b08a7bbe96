"""`python -m local.cloud start|stop|status|hold|exec -- COMMAND …`."""

import argparse
import signal
import sys
import threading
from collections.abc import Iterable

from local.cloud.process_specs import ProcessSpec, process_specs
from local.cloud.session import run_command
from local.cloud.settings import HOST
from local.cloud.supervisor import ProcessNotStarted, running, start, stop


def start_all() -> int:
    """Start what isn't running; if one can't be started, those started before it end again."""
    started: list[ProcessSpec] = []
    try:
        for spec in process_specs():
            state = "running"
            if start(spec):
                started.append(spec)
                state = "started"
            print(f"{spec.name:8} {state}  http://{HOST}:{spec.port}", flush=True)
    except ProcessNotStarted:
        stop_all(started)
        raise
    return 0


def stop_all(specs: Iterable[ProcessSpec]) -> int:
    """End the processes, the last started first."""
    for spec in reversed(list(specs)):
        if stop(spec):
            print(f"{spec.name:8} stopped", flush=True)
    return 0


def hold() -> int:
    """Stay in the foreground until Ctrl-C or a hang-up, then stop everything."""
    interrupted = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: interrupted.set())
    print("Running. Ctrl-C stops everything.", flush=True)
    while not interrupted.wait(1.0):
        if not all(running(spec) for spec in process_specs()):
            print("a local process ended by itself: see .local/run", file=sys.stderr)
            break
    return stop_all(process_specs())


def status() -> int:
    """Print one line a process."""
    for spec in process_specs():
        state = "running" if running(spec) else "stopped"
        print(f"{spec.name:8} {state}  http://{HOST}:{spec.port}")
    return 0


def main() -> int:
    """Exit 1 with one line when a process can't be started."""
    parser = argparse.ArgumentParser(prog="python -m local.cloud", description=__doc__)
    commands = parser.add_subparsers(dest="name", required=True)
    for name in ("start", "stop", "status", "hold"):
        commands.add_parser(name)
    execute = commands.add_parser("exec", help="with the cloud up; ends only what it started")
    execute.add_argument("command", nargs=argparse.REMAINDER)
    arguments = parser.parse_args()
    try:
        match arguments.name:
            case "start":
                return start_all()
            case "stop":
                return stop_all(process_specs())
            case "status":
                return status()
            case "hold":
                return hold()
            case _:
                command: list[str] = arguments.command
                return run_command(command[1:] if command[:1] == ["--"] else command)
    except ProcessNotStarted as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
