"""Notifications with its surroundings in memory."""

from dataclasses import dataclass, field
from typing import Final

from kit.core.events import Envelope
from kit.platform.fault_injection import Plan
from kit.security.staff_directory import Agency
from kit.testing.http_client import HttpClient
from kit.testing.world import ServiceWorld
from notifications.adapters.message_sender import Mail, Sms
from notifications.bootstrap import Notifications
from notifications.delivery.price_list import price_list
from notifications.domain.portal_address import PortalAddress
from notifications.domain.sms_policy import SmsPolicy

AGENCY: Final = Agency(
    code="H49.61.01",
    name="UBND phường Hồng Gai",
    mail="mot-cua@example.vn",
    valid_from="2025-07-01",
)


PORTAL: Final = PortalAddress(url="https://motcua.example.vn/portal")

SMS_SECRETS: Final = ("in use", "rotated out")


@dataclass
class MemoryMessageSender:
    """Messages that were sent; `failures` are raised first, one a call.

    With `accepts_first` a failure is raised after the message was taken.
    """

    failures: list[Exception] = field(default_factory=list)
    accepts_first: bool = False
    sent: list[tuple[str, str, str]] = field(default_factory=list)

    def sms(self, message: Sms) -> None:
        self._take(("sms", message.number, message.text))

    def mail(self, message: Mail) -> None:
        self._take(("mail", message.address, f"{message.subject}\n{message.body}"))

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

    def __init__(self, plan: Plan | None = None, *, policy: SmsPolicy | None = None) -> None:
        super().__init__(plan)
        self.directory.put_agency(AGENCY)
        self.sender = MemoryMessageSender()
        self.service = Notifications(
            self.resources,
            sender=self.sender,
            portal=PORTAL,
            prices=price_list("aws"),
            sms_policy=policy or SmsPolicy(),
            sms_secrets=SMS_SECRETS,
        )
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
