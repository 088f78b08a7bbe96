"""A province's client in process, which keeps its session."""

import json
from datetime import UTC, datetime
from typing import Any, Final

from dvcqg.simulator.clock import SimulatedClock
from dvcqg.simulator.dialects import addresses
from dvcqg.simulator.exchange import Answer, Request
from dvcqg.simulator.faults import HEADER, Faults
from dvcqg.simulator.portal import Portal
from dvcqg.simulator.sessions import Account
from dvcqg.simulator.simulator import Simulator
from dvcqg.testing.samples import CODE

BEGIN: Final = datetime(2026, 12, 1, 1, tzinfo=UTC)


class Province:
    """A client in process: the session dialect, with the session that it has."""

    def __init__(self, faults: Faults | None = None, **options: Any) -> None:
        self.clock = SimulatedClock(BEGIN)
        self.portal = Portal(clock=self.clock, faults=faults, **options)
        self.simulator = Simulator(self.portal)
        self.session = ""

    def post(self, path: str, members: Any, **headers: str) -> Answer:
        """One request with a JSON body."""
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.simulator.handle(Request("POST", path, json.dumps(members).encode(), names))

    def log_in(self, password: str = Account().password) -> dict[str, Any]:
        """The answer; its session is that of the next calls."""
        answer = self.post(addresses()["log_in"], {"username": "tinh", "password": password})
        members: dict[str, Any] = json.loads(answer.body)
        self.session = members.get("session", "")
        return members

    def send(self, service: str, unit: str = "H49.09", fault: str = "", **members: Any) -> Answer:
        """A call of a named service, with a fault where one is named."""
        body = {"session": self.session, "madonvi": unit, "service": service, **members}
        headers = {HEADER: fault} if fault else {}
        return self.post(addresses()["services"], body, **headers)

    def call(self, service: str, **members: Any) -> dict[str, Any]:
        """The members of the answer; raises where it is no JSON."""
        answer = self.send(service, **members)
        decoded: dict[str, Any] = json.loads(answer.body)
        return decoded

    def save(self, *items: dict[str, Any], updating: str = "False", **more: Any) -> dict[str, Any]:
        """DongBoHoSoMC."""
        return self.call("DongBoHoSoMC", isUpdating=updating, data=list(items), **more)

    def steps(self, *items: dict[str, Any], **more: Any) -> dict[str, Any]:
        """CapNhatTienDoHoSoMC."""
        return self.call("CapNhatTienDoHoSoMC", data=list(items), **more)

    def changes(self, code: str = CODE) -> list[str]:
        """What was changed of a dossier, in its order."""
        return [effect.change.value for effect in self.portal.journal.effects_of(code)]
