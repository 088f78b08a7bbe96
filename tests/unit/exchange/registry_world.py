"""The exchange with a filed dossier, and the double of the registries on 127.0.0.1."""

import threading
from collections.abc import Iterable
from typing import Any, Final

from contracts.intake.procedures import ProcedurePublished
from contracts.required_documents import HeldPaper
from contracts.testing.dossier_events import CODE, DRAFT, OWNER, DossierEvents, dossier_filed
from exchange.adapters.inquiry_queue import answer_inquiries
from exchange.adapters.registry_http import RegistriesHttp
from exchange.bootstrap import Exchange
from exchange.domain.inquiry import Inquiry
from exchange.domain.registry_answer import Answer, RegistryPort, RegistryQuery
from exchange.registries.composition import RegistryPorts
from kit.core.budget import UNLIMITED
from kit.core.events import Envelope
from kit.persistence.repository import required
from kit.platform.fault_injection import Plan
from kit.security.staff_directory import Staff
from kit.testing.http_client import ClientResponse, HttpClient
from kit.testing.memory_table import MemoryTransport, memory_table
from kit.testing.world import ServiceWorld
from local.doubles.registries.registers import TOKEN
from local.doubles.registries.server import Double, serve
from tests.unit.exchange.catalogues import published

OFFICER: Final = Staff(
    sub="officer", roles=("officer",), agencies=("H49.61.01",), name="Trần Thị Bình"
)
SECOND: Final = Staff(sub="second", roles=("receptionist",), agencies=("H49.61.01",), name="Lê Hà")
ELSEWHERE: Final = Staff(sub="elsewhere", roles=("officer",), agencies=("H49.62",))
CLERK: Final = Staff(sub="clerk", roles=("clerk",), agencies=("H49.61.01",))
HELD: Final = (
    HeldPaper(component="p02", name="Bản sao căn cước", database="CSDL quốc gia về dân cư"),
    HeldPaper(
        component="p03",
        name="Giấy khai sinh",
        database="CSDL hộ tịch; CSDL dân cư, CSDL về đất đai",
    ),
    HeldPaper(
        component="p04",
        name="Giấy chứng nhận đăng ký doanh nghiệp",
        database="Cơ sở dữ liệu quốc gia về đăng ký doanh nghiệp",
    ),
)
TOKENS: Final = dict.fromkeys(("business", "land", "health", "social_insurance"), TOKEN)


class CountedPort:
    """Counts the calls to a port; `meanwhile` happens during a call."""

    def __init__(self, port: RegistryPort) -> None:
        self.port = port
        self.calls: list[RegistryQuery] = []
        self.meanwhile: Any = lambda: None

    def ask(self, query: RegistryQuery) -> Answer:
        self.calls.append(query)
        self.meanwhile()
        return self.port.ask(query)


def running_double() -> Double:
    """The registries, listening."""
    double = serve(0)
    threading.Thread(
        target=double.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
    ).start()
    return double


class World(ServiceWorld):
    """The service; inquiries wait in `told` until the asker runs."""

    def __init__(
        self,
        port: RegistryPort,
        plan: Plan | None = None,
        *,
        transport: MemoryTransport | None = None,
    ) -> None:
        super().__init__(plan)
        if transport is not None:
            self.transport = transport
            self.resources.table = memory_table(transport)
        self.port = CountedPort(port)
        self.waiting: list[Inquiry] = []
        self.service = Exchange(
            self.resources, registry_ports=RegistryPorts(self.port, self.waiting.append)
        )
        self.repository = self.service.repository
        self.client = HttpClient(self.service.router)
        self.employ(OFFICER, SECOND, ELSEWHERE, CLERK)

    def receive(self, messages: Iterable[Envelope]) -> None:
        """Messages arrive, in this order."""
        for message in messages:
            self.service.inbox.handle(message)

    def publish(self, *events: ProcedurePublished) -> None:
        """Versions of procedures are published."""
        for event in events:
            stream = DossierEvents(self.vault, at=self.clock())
            self.receive([stream.publish("intake", event, event.procedure.code)])

    def filed(
        self, number: str = "022190001234", *, tax_code: str | None = None, code: str = CODE
    ) -> DossierEvents:
        """A dossier of an applicant with that identity number, of a procedure with held papers."""
        self.publish(published(held_papers=HELD))
        draft = DRAFT if code == CODE else f"01KAQ{code[-4:]:0>21}"
        events = DossierEvents(self.vault, code, draft, self.clock())
        filing = dossier_filed(owner=OWNER)
        applicant = filing.applicant.evolve(identity_number=number)
        if tax_code:
            applicant = applicant.evolve(organisation="Công ty An", tax_code=tax_code)
        events.publish("intake", filing.evolve(applicant=applicant))
        self.receive(events.published)
        return events

    def ask(
        self, registry: str = "population", *, by: str = "officer", code: str = CODE, **body: Any
    ) -> ClientResponse:
        """An official asks."""
        return self.client.put(f"/v1/dossiers/{code}/inquiries/{registry}", by, body)

    def answer(self) -> None:
        """The asker's runs, until nothing waits."""
        while self.waiting:
            waiting, self.waiting[:] = list(self.waiting), []
            self.service.look_ups.asker.answer(
                [(each.registry, each.id) for each in waiting], UNLIMITED
            )

    def wake(self, *bodies: str) -> dict[str, Any]:
        """A batch of messages as SQS hands it over."""
        records = [
            {
                "messageId": str(place),
                "body": body,
                "eventSource": "aws:sqs",
                "receiptHandle": "r",
                "attributes": {"ApproximateReceiveCount": "1"},
                "messageAttributes": {},
                "md5OfBody": "",
                "eventSourceARN": "arn:aws:sqs:local:0:inquiries",
                "awsRegion": "local",
            }
            for place, body in enumerate(bodies)
        ]
        return answer_inquiries(
            {"Records": records},
            None,
            lambda: self.service.look_ups.asker,
            self.repository,
            self.resources.redelivery,
            UNLIMITED,
        )

    def inquiries(self, by: str = "officer", code: str = CODE) -> Any:
        """What somebody sees of the inquiries about a dossier."""
        return self.client.get(f"/v1/dossiers/{code}/inquiries", by).body

    def compare(self, registry: str = "population", **body: Any) -> Any:
        """A inquiry with its answer."""
        sent = self.ask(registry, **body).body
        self.answer()
        return next(
            each for each in self.inquiries()["inquiries"] if each["inquiry"] == sent["inquiry"]
        )

    def stored(self, id: str) -> Inquiry:
        """A inquiry as it is stored."""
        return required(self.repository.sealed_inquiry(id))


def http_world(double: Double, seconds: float = 1.0) -> World:
    """Before the double, whose slow answers take longer than the port waits."""
    double.registers.slow_seconds = 2 * seconds
    return World(RegistriesHttp(double.url, TOKENS, seconds))
