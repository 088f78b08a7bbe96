"""A simulator of the National Portal that is called in this process, in the product's dialects."""

import json
from dataclasses import dataclass, field, replace
from typing import Any, Final

from dvcqg.simulator.clock import SimulatedClock
from dvcqg.simulator.exchange import Request
from dvcqg.simulator.portal import Portal
from dvcqg.simulator.simulator import Simulator
from dvcqg.validate.finding import Finding
from dvcqg.validate.validator import findings_of
from exchange.adapters.dialects import (
    SESSION,
    AdapterDialect,
    PortalAccount,
    PortalAddresses,
    SessionDialect,
    portal_at,
)
from exchange.adapters.portal_http import PortalConnection
from exchange.domain.ports import NationalPortal
from kit.core.model import JsonDict
from kit.testing.clock import NOW

ACCOUNT: Final = PortalAccount(username="tinh", password="mat-khau-thu", unit="H49")


@dataclass(frozen=True)
class DirectConnection(PortalConnection):
    """What HTTP would carry, without a socket."""

    simulator: Simulator = field(default_factory=Simulator)

    def _members(self, method: str, path: str, body: bytes) -> JsonDict:
        answer = self.simulator.handle(Request(method, path, body))
        assert answer.status == 200, answer
        members: JsonDict = json.loads(answer.body)
        return members


class PortalInProcess:
    """A portal without faults that stands at a moment until it is moved."""

    def __init__(self, dialect: str = SESSION) -> None:
        self.clock = SimulatedClock(NOW)
        self.portal = Portal(clock=self.clock)
        connection = DirectConnection("in-process", simulator=Simulator(self.portal))
        connected = portal_at(PortalAddresses(address="", dialect=dialect), ACCOUNT)
        assert isinstance(connected, SessionDialect | AdapterDialect)
        self.connection: NationalPortal = replace(connected, connection=connection)

    def calls(self) -> list[dict[str, Any]]:
        """Every call with what it brought, as the simulator's journal has it."""
        return [call.as_json(payload=True) for call in self.portal.journal.calls]

    def steps(self, code: str) -> list[str]:
        """TrangThai of each step that the portal has."""
        return [step["TrangThai"] for step in self.portal.dossiers.by_code[code].steps]

    def findings(self) -> list[Finding]:
        """What the kit's validator finds in all that was sent."""
        return findings_of(json.dumps({"calls": self.calls()}))
