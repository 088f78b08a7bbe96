"""What a service reaches outside itself, in memory: the base of every service's test world."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field

from kit.core.events import Envelope
from kit.core.time import Clock
from kit.http.authorization import TokenVerifier
from kit.http.pagination import Cursors
from kit.messaging.deferred import DeferredMessages
from kit.messaging.outbox_relay import Sender
from kit.messaging.redelivery import Redelivery
from kit.persistence.fault_injecting_transport import FaultInjectingTransport
from kit.persistence.table import Table
from kit.persistence.vault import Vault
from kit.platform.fault_injection import Plan
from kit.security.access_records import AccessRecord
from kit.security.person_records import PersonRecords
from kit.security.staff_directory import Directory, Staff
from kit.testing.clock import NOW, ManualClock
from kit.testing.memory_queues import MemoryQueues, MemoryRedelivery
from kit.testing.memory_table import MemoryTransport, events_of, memory_table
from kit.testing.memory_vault import memory_vault
from kit.testing.people import NamesakePeople
from kit.testing.tokens import SubjectTokens


@dataclass(kw_only=True)
class MemoryResources:
    """`kit.resources.Resources` in memory; each may be given."""

    clock: Clock = lambda: NOW
    table: Table = field(default_factory=memory_table)
    vault: Vault = field(default_factory=memory_vault)
    directory: Directory = field(default_factory=lambda: Directory(memory_table(), lambda: NOW))
    people: PersonRecords = field(
        default_factory=lambda: NamesakePeople(memory_table(), lambda: NOW)
    )
    access_table: Table = field(default_factory=memory_table)
    verifier: TokenVerifier = field(default_factory=SubjectTokens)
    queues: Sender = field(default_factory=MemoryQueues)
    redelivery: Redelivery = field(default_factory=MemoryRedelivery)
    sender_roles: Mapping[str, frozenset[str]] = field(default_factory=dict)
    resenders: frozenset[str] = frozenset()
    cursors: Cursors = field(default_factory=lambda: Cursors(lambda: "of the tests"))
    origins: Set[str] = frozenset()
    connected: list[str] = field(default_factory=list)

    def connect(self, services: Iterable[str]) -> None:
        """Remembers which clients were wanted."""
        self.connected.extend(services)


class ServiceWorld:
    """A service's surroundings in memory; `plan` is what goes wrong in its table."""

    def __init__(self, plan: Plan | None = None) -> None:
        self.clock = ManualClock()
        self.transport = MemoryTransport()
        self.vault = memory_vault()
        self.queues = MemoryQueues()
        self.tokens = SubjectTokens()
        self.directory = Directory(memory_table(), self.clock)
        self.people = NamesakePeople(memory_table(), self.clock)
        self.access_transport = MemoryTransport()
        failing = FaultInjectingTransport(self.transport, plan) if plan else None
        self.resources = MemoryResources(
            clock=self.clock,
            table=memory_table(failing or self.transport),
            vault=self.vault,
            directory=self.directory,
            people=self.people,
            access_table=memory_table(self.access_transport),
            verifier=self.tokens,
            queues=self.queues,
        )

    @property
    def deferred(self) -> DeferredMessages:
        """The messages that wait for a later one."""
        return DeferredMessages(self.resources.table)

    def employ(self, *officials: Staff) -> None:
        """Put officials into the directory; each one's token is the subject."""
        for official in officials:
            self.directory.put_staff(official)
            self.tokens.officials = {*self.tokens.officials, official.sub}

    def access_records(self) -> list[AccessRecord]:
        """Every reading of personal data that was recorded."""
        return [
            AccessRecord.model_validate_json(item.doc)
            for item in self.access_transport.items.values()
        ]

    def events(self) -> list[Envelope]:
        """Every event that the service committed, in that order."""
        return events_of(self.transport)
