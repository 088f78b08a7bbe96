"""Partners with their surroundings in memory."""

from collections.abc import Callable, Iterable
from typing import Any

from contracts.testing.dossier_events import CODE
from kit.core.events import Envelope
from kit.persistence.fault_injecting_transport import FaultInjectingTransport
from kit.persistence.parallel import EachOf
from kit.persistence.repository import required
from kit.platform.fault_injection import Plan
from kit.security.staff_directory import Staff
from kit.testing.http_client import ClientResponse, HttpClient
from kit.testing.memory_table import MemoryTransport, memory_table
from kit.testing.world import ServiceWorld
from partners.adapters.outside import Outside
from partners.bootstrap import Partners
from partners.domain.ports import Endpoints
from partners.domain.public_event import PublicEvent
from partners.domain.thin_dossier import ThinDossier
from partners.settings import PartnersSettings
from tests.unit.partners.receiver import Receiver, SimulatedMail, SimulatedQueue

SECRET = '{"current": "v1", "v1": "the keys of partners in tests"}'
SOURCE = "https://api.example.vn/partners/v1"
ADMIN = Staff(sub="admin", roles=("admin",), agencies=("H49",))
AGREEMENT: dict[str, Any] = {
    "number": "12/TT-KHCN",
    "agencies": ["H49"],
    "scopes": ["events.read", "hooks.manage", "status.read"],
}


def partners_settings() -> PartnersSettings:
    """The settings of the tests."""
    names = ("service", "table", "vault_table", "directory_table", "people_table", "access_table")
    rest = ("vault_key", "queue_prefix", "keys_secret")
    return PartnersSettings.model_validate(
        dict.fromkeys((*names, *rest), "of the tests") | {"partners_url": SOURCE, "sandbox": True}
    )


class World(ServiceWorld):
    """The service with an administrator; `secret` is the text of the secret of keys."""

    def __init__(
        self,
        plan: Plan | None = None,
        *,
        endpoints: Endpoints | None = None,
        each_of: EachOf = map,
        chance: Callable[[], float] = lambda: 0.5,
    ) -> None:
        super().__init__(plan)
        self.queue = SimulatedQueue(self.clock)
        self.endpoints = endpoints or Receiver(self.clock)
        self.mail = SimulatedMail()
        self.outside = Outside(self.endpoints, self.queue, self.mail, chance, each_of)
        self.secret, self.settings = SECRET, partners_settings()
        self.transport = MemoryTransport()
        failing = FaultInjectingTransport(self.transport, plan) if plan else None
        self.resources.table = memory_table(failing or self.transport)
        self.service = self.opened()
        self.employ(ADMIN)

    def opened(self) -> Partners:
        """The service as a new process makes it."""
        service = Partners(
            self.resources,
            settings=self.settings,
            keys_secret=lambda: self.secret,
            outside=self.outside,
        )
        self.repository = service.repository
        self.client = HttpClient(service.router)
        return service

    def register(self, id: str = "ban-hang", **changes: Any) -> ClientResponse:
        """An administrator registers a partner, or changes its agreement."""
        body = {
            "name": "Công ty Phần mềm Hạ Long",
            "contact": "kythuat@halong.example",
            "agreement": AGREEMENT | changes,
        }
        return self.client.put(f"/v1/partners/{id}", "admin", body)

    def key(self, id: str = "ban-hang") -> str:
        """A new key of a partner."""
        response = self.client.post(f"/v1/partners/{id}/keys", "admin")
        assert response.status == 201, response.text
        return str(response.body["key"])

    def program(self, id: str = "ban-hang", **changes: Any) -> str:
        """A registered partner's key."""
        assert self.register(id, **changes).status == 200
        return self.key(id)

    def get(self, path: str, key: str) -> ClientResponse:
        """A program's request."""
        return self.client.get(path, X_Api_Key=key)

    def receive(self, messages: Iterable[Envelope]) -> None:
        """Messages arrive, in this order."""
        for message in messages:
            self.service.inbox.handle(message)

    def feed(self, id: str = "ban-hang") -> list[PublicEvent]:
        """Every event of a partner."""
        page = self.repository.events_after(id, 0, 10_000, self.clock())
        return list(page.items)

    def dossier(self, code: str = CODE) -> ThinDossier:
        """The thin view of a dossier."""
        return required(self.repository.dossier(code))
