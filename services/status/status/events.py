"""What status hears: everything."""

from collections.abc import Callable
from datetime import datetime

from contracts.routes import ROUTES, STATUS
from kit.core.events import Envelope
from kit.messaging.inbox import Hears, Inbox
from kit.persistence.repository import Aggregates
from status.projection.project import Projection


def hears(projection: Projection, now: Callable[[], datetime]) -> Hears:
    """Event type -> its projection."""

    def project(heard: Envelope) -> None:
        projection.hear(heard, now())

    return {event: project for event, hearers in ROUTES.items() if STATUS in hearers}


class Ears(Inbox):
    """An inbox that never parks: facts make their own order, so there is nothing to look for after a message."""

    def __init__(self, projection: Projection, aggregates: Aggregates, now: Callable[[], datetime]) -> None:
        super().__init__(hears(projection, now), aggregates, now=now)

    def drain(self, about: str) -> None:
        """Nothing waits."""
