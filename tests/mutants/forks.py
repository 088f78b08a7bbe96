"""Forked children: each does one job on a copy of this process, so that imports are paid once."""

import os
import pickle
import resource
import signal
import sys
from collections.abc import Callable, Hashable, Sequence
from time import monotonic
from typing import Final, Literal, TypeVar, cast

J = TypeVar("J", bound=Hashable)
R = TypeVar("R")
Outcome = Literal["killed", "survived", "endless", "waiting"]
LARGEST: Final = 4 << 30
"""Bytes of data a child may hold: a fault may build a list without end."""


def in_a_fork(work: Callable[[], R]) -> R:
    """What `work` returns or raises in a child: this process loads nothing that it needs."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        _answer(writer, work)
    os.close(writer)
    with os.fdopen(reader, "rb") as answer:
        content = answer.read()
    os.waitpid(child, 0)
    if not content:
        raise RuntimeError("the work ended its process")
    result, failure = pickle.loads(content)
    if failure:
        raise failure
    return cast("R", result)


def _answer(writer: int, work: Callable[[], object]) -> None:
    answer: tuple[object, Exception | None]
    try:
        try:
            answer = work(), None
        except Exception as failure:  # noqa: BLE001 - raised again by the parent
            answer = None, failure
        with os.fdopen(writer, "wb") as pipe:
            pickle.dump(answer, pipe)
        sys.stdout.flush()
    finally:
        os._exit(0)


def in_forks(
    jobs: Sequence[J],
    survives: Callable[[J], bool],
    *,
    workers: int,
    seconds: float,
    wall: float | None = None,
) -> dict[J, Outcome]:
    """What became of each job. A child that uses more CPU time than `seconds` is "endless",
    one that waits for too long "waiting".

    After `wall` seconds in all no further job begins, those that still run are "waiting", the rest
    is left out.
    """
    end = monotonic() + wall if wall else None
    outcomes: dict[J, Outcome] = {}
    running: dict[int, J] = {}
    waiting = list(jobs)[::-1]
    while waiting or running:
        while waiting and len(running) < workers:
            job = waiting.pop()
            left = end - monotonic() if end else seconds * 20  # a fault may wait instead of working
            if left > 0:
                running[_fork(job, survives, seconds, left)] = job
        if running:
            child, status = os.wait()
            if child in running:
                outcomes[running.pop(child)] = _outcome(status)
    return outcomes


def _fork(job: J, survives: Callable[[J], bool], seconds: float, wall: float) -> int:
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        _limit(seconds, wall)
        code = 0 if survives(job) else 1
    finally:
        os._exit(code)


def _limit(seconds: float, wall: float) -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    limit_cpu(seconds)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, wall)
    resource.setrlimit(resource.RLIMIT_DATA, (LARGEST, LARGEST))


def limit_cpu(seconds: float) -> None:
    """This process ends as "endless" after so many CPU seconds more."""
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, seconds)


def _outcome(status: int) -> Outcome:
    if os.WIFSIGNALED(status):
        return "waiting" if os.WTERMSIG(status) == signal.SIGALRM else "endless"
    return "survived" if os.WEXITSTATUS(status) == 0 else "killed"
