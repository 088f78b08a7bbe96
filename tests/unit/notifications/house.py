"""Notifications in memory."""

from dataclasses import dataclass, field
from datetime import datetime

from kit.core.events import Envelope
from kit.messaging.inbox import Inbox
from kit.persistence.fault_injecting_transport import FaultInjectingTransport
from kit.persistence.repository import Repository
from kit.persistence.vault import Vault
from kit.platform import fault_injection
from kit.security.staff_directory import Agency, Directory
from notifications.delivery.deliver import Office
from notifications.events import event_handlers
from notifications.repository import Store
from tests.fakes import NOW, MemoryTransport, events_of, memory_table, memory_vault


@dataclass
class MemoryPost:
    """A post in memory; `fails` are raised first, one a call, `accepts_first` after it took the message."""

    fails: list[Exception] = field(default_factory=list)
    accepts_first: bool = False
    sent: list[tuple[str, str, str]] = field(default_factory=list)

    def sms(self, number: str, text: str) -> None:
        self._take(("sms", number, text))

    def mail(self, address: str, subject: str, body: str) -> None:
        self._take(("mail", address, f"{subject}\n{body}"))

    def _take(self, message: tuple[str, str, str]) -> None:
        if self.fails and not self.accepts_first:
            raise self.fails.pop(0)
        self.sent.append(message)
        if self.fails:
            raise self.fails.pop(0)

    def channels(self) -> list[str]:
        return sorted(channel for channel, _, _ in self.sent)


class House:
    """Notifications in memory."""

    def __init__(self, plan: fault_injection.Plan | None = None) -> None:
        self.transport = MemoryTransport()
        self.vault: Vault = memory_vault()
        self.post = MemoryPost()
        self.now = NOW
        table = memory_table(
            FaultInjectingTransport(self.transport, plan) if plan else self.transport
        )
        self.aggregates = Repository(table, "notifications", self.vault)
        self.directory = Directory(memory_table(), lambda: self.now)
        agency = Agency(
            code="H49.61.01",
            name="UBND phường Hồng Gai",
            mail="mot-cua@example.vn",
            valid_from="2025-07-01",
        )
        self.directory.put_agency(agency)
        self.store = Store(self.aggregates, self.directory)
        self.inbox = Inbox(
            event_handlers(Office(self.store, self.post, self.clock)),
            self.aggregates,
            now=self.clock,
        )

    def clock(self) -> datetime:
        return self.now

    def hear(self, *told: Envelope) -> None:
        for heard in told:
            if heard.type in event_handlers(Office(self.store, self.post, self.clock)):
                self.inbox.handle(heard)

    def said(self) -> list[str]:
        return sorted(
            f"{e.type}:{e.data['channel']}:{e.data['template']}" for e in events_of(self.transport)
        )
