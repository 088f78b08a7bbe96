"""The sweeper: it says how much waits, then gives each of its jobs a turn."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

from kit.core.budget import Budget
from kit.messaging.deferred import DEFERRED_MARK
from kit.messaging.outbox_relay import Routes
from kit.messaging.unsent_events import backlog, index_values
from kit.persistence.table import Table
from kit.platform import log

Sweep = Callable[[Budget], None]
"""A job of the sweeper."""
RESERVE: Final = 20.0
"""Seconds at the end of a sweeper's time for a step that has begun: a provider's slowest answer."""


class SweepFailed(Exception):
    """Some of the sweeper's jobs failed; the log has each one's error."""


def sweep(jobs: Mapping[str, Sweep], context: Any = None) -> None:
    """Do each job: one that fails or takes long keeps no other from its turn; raises
    SweepFailed.
    """
    budget = Budget.of(context, RESERVE)
    failed = [
        name
        for n, (name, job) in enumerate(jobs.items())
        if not _is_done(name, job, budget.part(len(jobs) - n))
    ]
    if failed:
        raise SweepFailed(*failed)


def publish_backlog(table: Table, routes: Routes, now: datetime) -> None:
    """How many events and messages wait, and how long the oldest has, as metrics."""
    unsent = backlog(table, index_values(routes), now)
    deferred = backlog(table, [DEFERRED_MARK], now)
    log.metric("UnsentEvents", unsent.items)
    log.metric("OldestUnsentSeconds", round(unsent.oldest, 1), "Seconds")
    log.metric("ParkedMessages", deferred.items)
    log.metric("OldestParkedSeconds", round(deferred.oldest, 1), "Seconds")


def _is_done(name: str, job: Sweep, budget: Budget) -> bool:
    try:
        job(budget)
    except Exception as error:  # noqa: BLE001 - logged, and raised when every job had its turn
        log.failure("sweep_job_failed", error, job=name)
        return False
    return True
