"""What status hears: everything."""

from collections.abc import Callable
from datetime import datetime

from contracts.routes import ROUTES, STATUS
from kit.core.events import Envelope
from kit.messaging.inbox import EventHandlers, Inbox
from kit.persistence.repository import Repository
from status.projection.project import Projection


def event_handlers(projection: Projection, now: Callable[[], datetime]) -> EventHandlers:
    """Event type -> its projection."""

    def project(message: Envelope) -> None:
        projection.handle(message, now())

    return {event: project for event, hearers in ROUTES.items() if STATUS in hearers}


class Ears(Inbox):
    """An inbox that never parks: facts make their own order, so there is nothing to look for after a message."""

    def __init__(
        self, projection: Projection, aggregates: Repository, now: Callable[[], datetime]
    ) -> None:
        super().__init__(event_handlers(projection, now), aggregates, now=now)

    def drain(self, correlation_key: str) -> None:
        """Nothing waits."""
