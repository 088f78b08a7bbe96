"""What intake hears: its own verdicts on papers and the course of the case; it records them, nothing follows yet."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from intake.store import Store
from kit import ids
from kit.consumer import Handler
from kit.events import Envelope

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


def hears(store: Store, now: Callable[[], datetime] = ids.now) -> dict[str, Handler]:
    """Event type -> what is done with it."""

    def record(heard: Envelope) -> None:
        store.aggregates.record(heard, now())

    return dict.fromkeys(HEARD, record)
