"""The event handlers of status: one for all event types but the export of a person's data."""

from dataclasses import dataclass

from contracts.exports import ExportRequested
from contracts.routes import ROUTES, STATUS
from kit.core.events import Envelope
from kit.core.time import Clock
from kit.messaging.inbox import EventHandlers, Inbox
from status.personal_data.deliver import deliver_parts
from status.projection.project import Projection
from status.repository import StatusRepository


@dataclass(frozen=True, slots=True)
class StatusEvents:
    """Projects every event that is routed to status; one of them is answered too."""

    projection: Projection
    repository: StatusRepository
    clock: Clock

    def on_event(self, message: Envelope) -> None:
        """Raises Conflict."""
        self.projection.project(message, self.clock())

    def on_export_requested(self, message: Envelope) -> None:
        """What the look-up shows of a person's dossiers is published."""
        deliver_parts(self.repository, message, at=self.clock())

    def handlers(self) -> EventHandlers:
        """Event type -> the one handler."""
        projected = {event for event, services in ROUTES.items() if STATUS in services}
        return dict.fromkeys(projected, self.on_event) | {
            ExportRequested.TYPE: self.on_export_requested
        }


class UnorderedInbox(Inbox):
    """An inbox in which no message waits for an earlier one, because facts have no required order.

    What is deferred has a type or version that is not known yet, and waits for the sweeper.
    """

    def handle(self, message: Envelope) -> None:
        """Handle one message; it saves the read of those that wait."""
        self._is_done(message)
