"""Voice with its surroundings in memory."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from contracts.casework import CaseReturned
from contracts.testing.dossier_events import CODE, OWNER, DossierEvents, dossier_filed
from kit.core.events import Envelope
from kit.platform.fault_injection import Plan
from kit.security.staff_directory import Staff
from kit.testing.http_client import ClientResponse, HttpClient
from kit.testing.world import ServiceWorld
from voice.bootstrap import Voice

OFFICER = Staff(sub="officer", roles=("officer",), agencies=("H49.61.01",))
ELSEWHERE = Staff(sub="elsewhere", roles=("officer",), agencies=("H49.62",))


SECRET = '{"current": "v1", "v1": "a secret of the tests"}'


class World(ServiceWorld):
    """The service with an officer of the agency, and one of another."""

    def __init__(self, plan: Plan | None = None) -> None:
        super().__init__(plan)
        self.service = Voice(self.resources, visitor_secret=lambda: SECRET)
        self.repository = self.service.repository
        self.client = HttpClient(self.service.router)
        self.employ(OFFICER, ELSEWHERE)

    def receive(self, messages: Iterable[Envelope]) -> None:
        """Messages arrive, in this order."""
        for message in messages:
            self.service.inbox.handle(message)

    def returned(self, code: str = CODE, *, owner: str = OWNER) -> list[Envelope]:
        """What voice receives of a dossier whose result was returned now."""
        draft = f"01KAQ{code[-4:]:0>21}"
        events = DossierEvents(self.vault, code, draft, self.clock() - timedelta(minutes=1))
        events.publish("intake", dossier_filed(owner=owner))
        returned = CaseReturned(how="counter", agency="H49.61.01", by="clerk")
        events.publish("casework", returned)
        return events.published

    def rate(
        self, grade: str = "satisfied", *, code: str = CODE, by: str = OWNER, **more: Any
    ) -> ClientResponse:
        """Somebody rates a dossier."""
        return self.client.put(f"/v1/dossiers/{code}/rating", by, {"grade": grade, **more})

    def reply(self, text: str, *, by: str = "officer", code: str = CODE) -> ClientResponse:
        """An official replies to the rating."""
        return self.client.put(f"/v1/dossiers/{code}/rating/reply", by, {"text": text})

    def shown(self, *, by: str = OWNER, code: str = CODE) -> ClientResponse:
        """The rating, as somebody sees it."""
        return self.client.get(f"/v1/dossiers/{code}/rating", by)

    def figures(self, agency: str = "H49.61.01") -> Any:
        """What everybody sees of an agency."""
        return self.client.get(f"/v1/agencies/{agency}/rating").body
