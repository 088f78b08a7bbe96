"""Registries are asked about a draft by whoever prepares it, each once, with its ground."""

from collections.abc import Iterator

import pytest

from contracts.intake import DataRequested
from contracts.registries import RegistryResponded, ReplacedPaper
from contracts.terms import Applicant, Owner
from contracts.testing.dossier_events import DRAFT, OWNER, DossierEvents
from exchange.domain.inquiry_log import require_chain
from kit.core.events import Envelope
from local.doubles.registries.server import Double
from tests.unit.exchange.registry_world import World, http_world, running_double

CARD = ReplacedPaper(component="p2", name="Căn cước", database="CSDL quốc gia về dân cư")
BIRTH = ReplacedPaper(
    component="p3", name="Khai sinh", database="CSDL hộ tịch; CSDL dân cư, CSDL về đất đai"
)
COMPANY = ReplacedPaper(
    component="p4", name="Đăng ký doanh nghiệp", database="CSDL quốc gia về đăng ký doanh nghiệp"
)
HEALTH = ReplacedPaper(component="p5", name="Giấy khám sức khỏe", database="CSDL quốc gia về y tế")
PASSPORT = ReplacedPaper(component="p6", name="Hộ chiếu", database="CSDL cấp, quản lý hộ chiếu")


@pytest.fixture(scope="module")
def double() -> Iterator[Double]:
    listening = running_double()
    yield listening
    listening.shutdown()
    listening.server_close()


@pytest.fixture
def world(double: Double) -> World:
    double.registers.away.clear()
    return http_world(double, seconds=0.2)


def requested(
    world: World, *papers: ReplacedPaper, number: str = "022190001234", agrees: bool = False
) -> Envelope:
    event = DataRequested(
        procedure="1.001612",
        agency="H49.61.01",
        owner=Owner(sub=OWNER),
        applicant=Applicant(full_name="Nguyễn Thị An", identity_number=number, address="Hạ Long"),
        papers=papers,
        agrees=agrees,
        by=OWNER,
        by_kind="citizen",
        by_name="",
    )
    envelope = DossierEvents(world.vault, at=world.clock()).publish("intake", event, DRAFT)
    return envelope.model_copy(update={"dossier": None})


def called(world: World) -> list[str]:
    return sorted(query.registry.code for query in world.port.calls)


def responses(world: World) -> list[RegistryResponded]:
    return [
        each.read(RegistryResponded)
        for each in world.events()
        if each.type == RegistryResponded.TYPE
    ]


def test_each_registry_is_asked_once_for_all_its_papers_and_answers_for_each(world: World) -> None:
    message = requested(world, CARD, BIRTH)

    world.receive([message])
    world.receive([message])
    world.answer()

    assert called(world) == ["civil_status", "land", "population"]
    by_registry = {each.registry: each for each in responses(world)}
    assert [p.component for p in by_registry["population"].papers] == ["p2", "p3"]
    assert by_registry["land"].papers[0].registries == ("civil_status", "land", "population")
    log = world.repository.log_of(DRAFT)
    require_chain(log)
    assert {(e.purpose, e.requester.kind, e.about.code, e.ground.kind) for e in log} == {
        ("filing", "citizen", "", "law")
    }


def test_what_cannot_be_asked_is_left_out_and_the_rest_is_asked(world: World) -> None:
    world.receive([requested(world, CARD, COMPANY, PASSPORT, HEALTH)])
    world.answer()

    assert called(world) == ["population"]


def test_a_registry_that_needs_consent_is_asked_with_one_and_not_after_its_end(
    world: World,
) -> None:
    world.receive([requested(world, HEALTH, agrees=True)])
    world.answer()

    assert called(world) == ["health"]
    [entry] = world.repository.log_of(DRAFT)
    assert (entry.ground.kind, entry.ground.consent) == ("consent", f"{DRAFT}-health")
    [consent] = world.client.get("/v1/me/registry-consents", OWNER).body["items"]
    assert (consent["registry"], consent["holds"]) == ("health", True)
    path = f"/v1/me/registry-consents/{consent['consent']}"
    assert world.client.delete(path, "sub-binh").status == 404
    assert world.client.delete(path, OWNER).status == 204
    assert world.client.delete(path, OWNER).status == 204

    world.filed()
    refused = world.ask("health")
    assert (refused.status, refused.body["code"]) == (409, "registry_consent_missing")


def test_an_owner_consents_for_a_filed_dossier_and_ends_it(world: World) -> None:
    world.filed()
    path = "/v1/dossiers/H49.61.01-261123-0001/registry-consents"

    needless = world.client.put(f"{path}/population", OWNER, {})
    granted = world.client.put(f"{path}/health", OWNER, {})
    other = world.client.put(f"{path}/health", "sub-binh", {})
    compared = world.compare("health")
    fetched = world.compare("health", mode="fetch", fields=["health_certificate"])

    assert (needless.status, needless.body["code"]) == (409, "consent_not_needed")
    assert (granted.status, other.status) == (200, 404)
    assert compared["outcome"] == "found"
    assert fetched["values"]
    world.client.delete(f"/v1/me/registry-consents/{granted.body['consent']}", OWNER)
    assert [each["values"] for each in world.inquiries()["inquiries"]] == [{}, {}]
    assert world.ask("health").status == 409
