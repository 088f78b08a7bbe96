"""Endpoints are woken: by an event of their partner, and by the time at which something is due."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from partners.domain.ports import WakeQueue
from partners.repository import PartnersRepository

MOST: Final = 1000
"""So many endpoints one turn of the waker wakes; the next minute has the others."""


def wake_hooks_of(
    partners: Iterable[str], repository: PartnersRepository, queue: WakeQueue
) -> None:
    """Every endpoint of these partners; one that is not active looks at nothing."""
    for partner in partners:
        for hook in repository.hooks_of(partner):
            queue.wake(hook)


def wake_due_hooks(repository: PartnersRepository, queue: WakeQueue, at: datetime) -> int:
    """Those for which something is due; answers how many."""
    due = repository.due_hooks(at, MOST)
    for hook in due:
        queue.wake(hook)
    return len(due)
