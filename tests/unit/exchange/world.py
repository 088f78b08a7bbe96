"""The exchange with its surroundings in memory, and a simulator of the National Portal."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from contracts.testing.dossier_events import CODE
from dvcqg.simulator.clock import SimulatedClock
from dvcqg.simulator.faults import Faults
from dvcqg.simulator.portal import Portal
from dvcqg.simulator.server import SimulatorServer
from dvcqg.simulator.simulator import Simulator
from exchange.adapters.dialects import PortalAccount, PortalAddresses, portal_at
from exchange.bootstrap import Exchange
from exchange.domain.lane import Lane
from exchange.push.worker import Turn
from kit.core.events import Envelope
from kit.persistence.fault_injecting_transport import FaultInjectingTransport
from kit.persistence.repository import required
from kit.platform.fault_injection import Plan
from kit.testing.http_client import HttpClient
from kit.testing.memory_table import MemoryTransport, memory_table
from kit.testing.world import ServiceWorld
from tests.unit.exchange.files import MemoryLinkedFiles, file_ports
from tests.unit.exchange.national import MemoryIngestFiles, MemoryPaperSource, ingest_ports

ACCOUNT = PortalAccount(username="tinh", password="mat-khau-thu", unit="H49")


class World(ServiceWorld):
    """The service before a simulator that listens on 127.0.0.1; both have the world's clock."""

    def __init__(
        self,
        faults: Faults | None = None,
        *,
        dialect: str = "session",
        plan: Plan | None = None,
        lookup_steps: bool = True,
        catalogue: dict[str, Any] | None = None,
        lists: str = "",
    ) -> None:
        super().__init__(plan)
        self.transport = MemoryTransport()
        failing = FaultInjectingTransport(self.transport, plan) if plan else None
        self.resources.table = memory_table(failing or self.transport)
        self.simulated = SimulatedClock(self.clock())
        self.portal = Portal(
            clock=self.simulated,
            faults=faults or Faults(),
            catalogue=catalogue,
            lookup_steps=lookup_steps,
        )
        self.server = SimulatorServer(Simulator(self.portal)).start()
        addresses = PortalAddresses(address=self.server.url, dialect=dialect, lists=lists)
        self.national = portal_at(addresses, ACCOUNT)
        self.files, self.source = MemoryIngestFiles(), MemoryPaperSource()
        ports = ingest_ports(self.files, self.source)
        self.linked = MemoryLinkedFiles()
        self.service = Exchange(
            self.resources,
            portal=self.national,
            ingest_ports=ports,
            file_ports=file_ports(self.linked),
        )
        self.repository = self.service.repository
        self.client = HttpClient(self.service.router)

    def close(self) -> None:
        """Stop the simulator."""
        self.server.shutdown()
        self.server.server_close()

    def pass_time(self, seconds: float) -> None:
        """Both clocks go on."""
        self.clock.now += timedelta(seconds=seconds)
        self.simulated.advance(seconds)

    def receive(self, messages: Iterable[Envelope]) -> None:
        """Messages arrive, each in its own time."""
        for message in messages:
            if message.time > self.clock():
                self.pass_time((message.time - self.clock()).total_seconds())
            self.service.inbox.handle(message)

    def lane(self, code: str = CODE) -> Lane:
        """The lane of a dossier."""
        return required(self.repository.lane(code))

    def push(self, number: int = 0) -> list[Turn]:
        """One worker's turns until nothing is due."""
        worker = self.service.worker(number)
        turns: list[Turn] = []
        while (turn := worker.turn()) is not Turn.IDLE:
            turns.append(turn)
        return turns

    def heal(self, hours: float = 12) -> None:
        """Workers are woken every minute, until nothing waits or the time is over."""
        end = self.clock() + timedelta(hours=hours)
        while self.clock() < end and self.waits(end):
            self.pass_time(60)
            self.push()

    def waits(self, until: datetime) -> bool:
        """Whether a lane is due, or to be checked, until a moment."""
        due, to_check = self.repository.due_lanes, self.repository.lanes_to_check
        return bool(due(until, 1) or to_check(until, 1))

    def stored(self, code: str = CODE) -> dict[str, Any]:
        """What the portal has of a dossier."""
        fields: dict[str, Any] = self.portal.dossiers.by_code[code].fields
        return fields

    def steps(self, code: str = CODE) -> list[str]:
        """TrangThai of each step that the portal has."""
        return [step["TrangThai"] for step in self.portal.dossiers.by_code[code].steps]
