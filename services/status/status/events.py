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
    """An inbox in which no message waits for an earlier one, because facts have no required order.

    What is deferred has a type or version that is not known yet, and waits for the sweeper.
    """

    def handle(self, message: Envelope) -> None:
        """Handle one message; it saves the read of those that wait."""
        self._is_done(message)
