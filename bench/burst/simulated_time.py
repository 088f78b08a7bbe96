"""Simulated time: many processes, of which one runs until it waits; then comes the next in time.

Each process is a thread, because the code that it runs knows nothing of simulated time. Only one
thread runs at any moment, so that a run depends on its seed alone.
"""

import heapq
import itertools
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Semaphore, Thread


class _Process:
    """One line of work, and what wakes it."""

    def __init__(self, work: Callable[[], None]) -> None:
        self.work = work
        self.awake = Semaphore(0)


class SimulatedTime:
    """Seconds since `begin`, and everybody who waits for a moment."""

    def __init__(self, begin: datetime) -> None:
        self.begin = begin
        self.seconds = 0.0
        self._agenda: list[tuple[float, int, _Process]] = []
        self._order = itertools.count()
        self._current: _Process | None = None
        self._over = Semaphore(0)
        self._failure: BaseException | None = None

    def clock(self) -> datetime:
        """The moment that it is now."""
        return self.begin + timedelta(seconds=self.seconds)

    def now(self) -> float:
        """Seconds since the beginning."""
        return self.seconds

    def start(self, work: Callable[[], None], after: float = 0.0) -> None:
        """Another process, which begins after so many seconds."""
        self._note(_Process(work), after)

    def wait(self, seconds: float) -> None:
        """Let the calling process wait; without one (while a world is set up) nobody waits."""
        mine = self._current
        if mine is None:
            return
        self._note(mine, seconds)
        following = self._next()
        if following is not mine:
            following.awake.release()
            mine.awake.acquire()
        self._current = mine

    def run(self) -> None:
        """Until every process is over; raises what one of them raised."""
        if self._agenda:
            self._next().awake.release()
            self._over.acquire()
        self._current = None
        if self._failure is not None:
            raise self._failure

    def _note(self, process: _Process, after: float) -> None:
        entry = (self.seconds + max(0.0, after), next(self._order), process)
        heapq.heappush(self._agenda, entry)

    def _next(self) -> _Process:
        """The process whose turn is next; it is started where it has not begun."""
        self.seconds, _, process = heapq.heappop(self._agenda)
        if process.work is not _begun:
            work, process.work = process.work, _begun
            Thread(target=self._live, args=(process, work), daemon=True).start()
        return process

    def _live(self, process: _Process, work: Callable[[], None]) -> None:
        process.awake.acquire()
        self._current = process
        try:
            work()
        except BaseException as failure:  # noqa: BLE001 - raised again by `run`
            self._failure = failure
        if self._agenda and self._failure is None:
            self._next().awake.release()
        else:
            self._over.release()


def _begun() -> None:
    """Stands in the place of the work of a process that runs."""
