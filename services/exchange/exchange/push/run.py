"""One run of the pusher: up to four workers send what is due, until the time is over."""

import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from exchange.domain.pusher_run import LONGEST_RUN
from exchange.push.worker import Turn, Worker
from exchange.repository import ExchangeRepository
from kit.core.budget import Budget
from kit.core.time import Clock
from kit.persistence.repository import Conflict

Wait = Callable[[], None]


def run_workers(
    repository: ExchangeRepository, workers: Sequence[Worker], budget: Budget, clock: Clock
) -> Counter[Turn]:
    """How many turns of each kind there were; none while another run is at work.

    No more workers begin than there are lanes: others would only lose the race for the same ones,
    and a lease that is refused costs as much as one that is taken.
    """
    at, most = clock(), len(workers)
    waiting = repository.due_lanes(at, most) or repository.lanes_to_check(at, most)
    if not waiting:
        return Counter()
    run = repository.pusher_run()
    if not run.is_free(at):
        return Counter()
    begun = run.evolve(until=at + LONGEST_RUN)
    try:
        repository.save(begun, at)
    except Conflict:
        return Counter()
    try:
        return _work_at_once(workers[: len(waiting)], budget)
    finally:
        repository.save(begun.committed().evolve(until=None), clock())


def work(worker: Worker, *, may_go_on: Callable[[], bool], wait: Wait) -> Counter[Turn]:
    """Turns until nothing is due or may be called, or the time is over.

    `wait` lets a moment pass where another worker logs in for all.
    """
    turns: Counter[Turn] = Counter()
    while may_go_on():
        turn = worker.turn()
        turns[turn] += 1
        if turn is Turn.IDLE:
            break
        if turn is Turn.WAITING:
            wait()
    return turns


def _work_at_once(workers: Sequence[Worker], budget: Budget) -> Counter[Turn]:
    def one(worker: Worker) -> Counter[Turn]:
        return work(worker, may_go_on=lambda: not budget.is_spent, wait=lambda: time.sleep(1))

    turns: Counter[Turn] = Counter()
    with ThreadPoolExecutor(len(workers)) as threads:
        for each in threads.map(one, workers):
            turns += each
    return turns
