"""What the functions of notifications work with.

What only messages need is imported where it is made: the HTTP functions must start fast.
"""

from functools import cached_property
from typing import TYPE_CHECKING

from contracts.routes import NOTIFICATIONS, ROUTES
from kit.bootstrap import Resources, ServiceBootstrap
from kit.http.router import Router
from kit.messaging.inbox import EventHandlers
from kit.platform.settings import load
from notifications.api.handlers import NotificationsHandlers
from notifications.api.routes import create_router
from notifications.repository import NotificationsRepository

if TYPE_CHECKING:
    from notifications.adapters.message_sender import MessageSender


class Notifications(ServiceBootstrap):
    """The service; `sender` is SNS and SES where none is given."""

    def __init__(self, resources: Resources, *, sender: "MessageSender | None" = None) -> None:
        super().__init__(NOTIFICATIONS, ROUTES, resources)
        self._sender = sender

    @cached_property
    def router(self) -> Router[NotificationsHandlers]:
        """The HTTP side."""
        return create_router(lambda: self.handlers, lambda: self.dispatcher)

    @cached_property
    def handlers(self) -> NotificationsHandlers:
        """Without the vault, so that contact data stays sealed."""
        repository = NotificationsRepository(self.resources.table, self.name)
        return NotificationsHandlers(repository, self.resources.cursors)

    @cached_property
    def sender(self) -> "MessageSender":
        """What notices leave by."""
        from notifications.adapters.aws_message_sender import AwsMessageSender
        from notifications.settings import NotificationsSettings

        if self._sender is not None:
            return self._sender
        settings = load(NotificationsSettings)
        return AwsMessageSender(settings.sms_sender, settings.mail_from)

    @cached_property
    def event_handlers(self) -> EventHandlers:
        from notifications.delivery.deliver_notices import NoticeDelivery
        from notifications.events import NotificationsEvents

        outside = self.resources
        repository = NotificationsRepository(outside.table, self.name, outside.vault)
        delivery = NoticeDelivery(repository, outside.directory, self.sender, self.clock)
        return NotificationsEvents(repository, delivery).handlers()
