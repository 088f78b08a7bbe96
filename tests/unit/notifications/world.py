"""Notifications with its surroundings in memory."""

from dataclasses import dataclass, field
from typing import Final

from kit.core.events import Envelope
from kit.platform.fault_injection import Plan
from kit.security.staff_directory import Agency
from kit.testing.http_client import HttpClient
from kit.testing.world import ServiceWorld
from notifications.bootstrap import Notifications

AGENCY: Final = Agency(
    code="H49.61.01",
    name="UBND phường Hồng Gai",
    mail="mot-cua@example.vn",
    valid_from="2025-07-01",
)


@dataclass
class MemoryMessageSender:
    """Messages that were sent; `failures` are raised first, one a call.

    With `accepts_first` a failure is raised after the message was taken.
    """

    failures: list[Exception] = field(default_factory=list)
    accepts_first: bool = False
    sent: list[tuple[str, str, str]] = field(default_factory=list)

    def sms(self, number: str, text: str) -> None:
        self._take(("sms", number, text))

    def mail(self, address: str, subject: str, body: str) -> None:
        self._take(("mail", address, f"{subject}\n{body}"))

    def _take(self, message: tuple[str, str, str]) -> None:
        if self.failures and not self.accepts_first:
            raise self.failures.pop(0)
        self.sent.append(message)
        if self.failures:
            raise self.failures.pop(0)

    def channels(self) -> list[str]:
        """The channel of each message, sorted."""
        return sorted(channel for channel, _, _ in self.sent)


class World(ServiceWorld):
    """The service, what it sent, and a client of its routes."""

    def __init__(self, plan: Plan | None = None) -> None:
        super().__init__(plan)
        self.directory.put_agency(AGENCY)
        self.sender = MemoryMessageSender()
        self.service = Notifications(self.resources, sender=self.sender)
        self.client = HttpClient(self.service.router)
        self.repository = self.service.handlers.repository

    def receive(self, *messages: Envelope) -> None:
        """Messages arrive; those that the service does not subscribe to do not reach it."""
        for message in messages:
            if message.type in self.service.event_handlers:
                self.service.inbox.handle(message)

    def published(self) -> list[str]:
        """`<event type>:<channel>:<template>` of every event it published, sorted."""
        return sorted(f"{e.type}:{e.data['channel']}:{e.data['template']}" for e in self.events())
