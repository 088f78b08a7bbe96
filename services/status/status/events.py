"""The event handlers of status: one for all event types, because status only projects them."""

from dataclasses import dataclass

from contracts.routes import ROUTES, STATUS
from kit.core.events import Envelope
from kit.core.time import Clock
from kit.messaging.inbox import EventHandlers, Inbox
from status.projection.project import Projection


@dataclass(frozen=True, slots=True)
class StatusEvents:
    """Projects every event that is routed to status."""

    projection: Projection
    clock: Clock

    def on_event(self, message: Envelope) -> None:
        """Raises Conflict."""
        self.projection.project(message, self.clock())

    def handlers(self) -> EventHandlers:
        """Event type -> the one handler."""
        return {event: self.on_event for event, services in ROUTES.items() if STATUS in services}


class UnorderedInbox(Inbox):
    """An inbox that parks nothing, because facts have no required order; it saves a read."""

    def drain(self, correlation_key: str) -> None:
        """No message is parked."""
