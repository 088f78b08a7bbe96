"""What intake hears: its own verdicts on papers and the course of the case; it records them, nothing follows yet."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from intake.repository import Store
from kit.core import ids
from kit.core.events import Envelope
from kit.messaging.inbox import Handler

HEARD: Final = (
    "paper.checked",
    "paper.rejected",
    "case.accepted",
    "case.refused",
    "case.papers_requested",
    "case.stopped",
    "case.withdrawn",
    "case.withdrawal_refused",
    "case.completed",
    "case.returned",
    "document.sealed",
)


def event_handlers(store: Store, now: Callable[[], datetime] = ids.now) -> dict[str, Handler]:
    """Event type -> what is done with it."""

    def record(message: Envelope) -> None:
        store.aggregates.record(message, now())

    return dict.fromkeys(HEARD, record)
