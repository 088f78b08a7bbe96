"""`python -m local.cloud start|stop|status|hold`."""

import argparse
import signal
import sys
import threading

from local.cloud.places import HOST
from local.cloud.processes import CloudError, running, start, stop
from local.cloud.programs import Program, programs


def start_all() -> None:
    """Start what isn't running; what was started here ends again when a later program can't start."""
    started: list[Program] = []
    try:
        for program in programs():
            if start(program):
                started.append(program)
                print(f"{program.name:8} started  http://{HOST}:{program.port}", flush=True)
            else:
                print(f"{program.name:8} runs     http://{HOST}:{program.port}", flush=True)
    except CloudError:
        stop_all(started)
        raise


def stop_all(chosen: list[Program]) -> None:
    """End the programs, the last started first."""
    for program in reversed(chosen):
        if stop(program):
            print(f"{program.name:8} stopped", flush=True)


def hold() -> None:
    """Stay in the foreground until Ctrl-C or a hang-up, then stop everything."""
    asked = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: asked.set())
    print("Running. Ctrl-C stops everything.", flush=True)
    while not asked.wait(1.0):
        if not all(running(program) for program in programs()):
            print("a local program ended by itself: see .local/run", file=sys.stderr)
            break
    stop_all(programs())


def status() -> None:
    """One line a program."""
    for program in programs():
        print(
            f"{program.name:8} {'runs' if running(program) else 'stopped':8} http://{HOST}:{program.port}"
        )


def main() -> int:
    """Exit 1 with one line when something can't be started."""
    parser = argparse.ArgumentParser(prog="python -m local.cloud", description=__doc__)
    parser.add_argument("command", choices=["start", "stop", "status", "hold"])
    command = parser.parse_args().command
    try:
        {"start": start_all, "stop": lambda: stop_all(programs()), "status": status, "hold": hold}[
            command
        ]()
    except CloudError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
