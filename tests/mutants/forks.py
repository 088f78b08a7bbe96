"""Forked children: each does one job on a copy of this process and ends, so that imports are paid once."""

import os
import resource
import signal
from collections.abc import Callable, Sequence
from typing import Final, Literal, TypeVar

J = TypeVar("J")
Outcome = Literal["killed", "survived", "endless"]
LARGEST: Final = 4 << 30
"""Bytes of data a child may hold: a fault may build a list without end."""


def in_forks(
    jobs: Sequence[J], survives: Callable[[J], bool], *, workers: int, seconds: float
) -> list[Outcome]:
    """What became of each job. A child that uses more processor time than `seconds` is "endless"."""
    outcomes: dict[int, Outcome] = {}
    running: dict[int, int] = {}
    waiting = list(range(len(jobs)))[::-1]
    while waiting or running:
        while waiting and len(running) < workers:
            number = waiting.pop()
            running[_fork(jobs[number], survives, seconds)] = number
        child, status = os.wait()
        if child in running:
            outcomes[running.pop(child)] = _outcome(status)
    return [outcomes[number] for number in range(len(jobs))]


def _fork(job: J, survives: Callable[[J], bool], seconds: float) -> int:
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        _limit(seconds)
        code = 0 if survives(job) else 1
    finally:
        os._exit(code)


def _limit(seconds: float) -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(int(seconds * 20))  # a fault may wait instead of working
    resource.setrlimit(resource.RLIMIT_DATA, (LARGEST, LARGEST))


def _outcome(status: int) -> Outcome:
    if os.WIFSIGNALED(status):
        return "endless"
    return "survived" if os.WEXITSTATUS(status) == 0 else "killed"
