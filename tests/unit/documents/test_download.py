"""Lists and links: who may see which documents, and that a result waits for its fee."""

import subprocess
import sys
from datetime import timedelta
from typing import Any

import pytest

from contracts.casework import (
    CaseAnswered,
    CaseConsulted,
    CaseFeeAssessed,
    CaseHandedOver,
    CaseReturned,
)
from contracts.payments import FeeVoided, FeeWaived
from contracts.terms import Pay
from contracts.testing.dossier_events import (
    CODE,
    LINE,
    OWNER,
    DossierEvents,
    dossier_filed,
    fee_settled,
)
from infra.places import ROOT
from kit.core.model import Event
from kit.testing.clock import NOW
from tests.unit.documents.world import (
    DISMISSED,
    STRANGER,
    World,
    case_decided,
    world_with_accepted_dossier,
)

APP = ROOT / "services" / "documents" / "app.py"
LIST = f"/v1/dossiers/{CODE}/documents"
UNKNOWN_DOSSIER = "/v1/dossiers/H49.61.01-261123-9999/documents"
UNKNOWN_DOCUMENT = "/v1/documents/01KAQ000000000000000000000/link"
VERIFICATIONS = "/v1/verifications"
CODE_OF_DOCUMENT = "01KAQ000000000000000000000"
ROWS: list[tuple[str, str, Any, dict[str, int]]] = [
    ("GET", "/v1/keys", None, {"": 200, OWNER: 200}),
    ("POST", VERIFICATIONS, {"sha256": "0" * 64}, {"": 200, "altered": 200}),
    ("POST", VERIFICATIONS, {"sha256": "0" * 63}, {"": 422}),
    ("POST", VERIFICATIONS, {"sha256": "A" * 64}, {"": 422}),
    ("POST", VERIFICATIONS, {"sha256": "0" * 64, "name": "x"}, {"": 422}),
    ("POST", VERIFICATIONS, {"document": CODE_OF_DOCUMENT}, {"": 200}),
    ("POST", VERIFICATIONS, {"document": "x"}, {"": 422}),
    ("POST", VERIFICATIONS, {"document": None}, {"": 422}),
    ("POST", VERIFICATIONS, {}, {"": 422}),
    ("POST", VERIFICATIONS, {"sha256": "0" * 64, "document": CODE_OF_DOCUMENT}, {"": 422}),
    ("POST", VERIFICATIONS, {"sha256": "0" * 64, "document": None}, {"": 422}),
    (
        "GET",
        LIST,
        None,
        {
            "": 401,
            "altered": 401,
            OWNER: 200,
            STRANGER: 404,
            "desk-1": 200,
            "desk-2": 404,
            DISMISSED: 403,
        },
    ),
    ("GET", UNKNOWN_DOSSIER, None, {"": 401, OWNER: 404, "desk-1": 404}),
    ("GET", UNKNOWN_DOCUMENT, None, {"": 401, OWNER: 404, "desk-1": 404}),
    ("GET", "/v1/documents/..%2F/link", None, {OWNER: 422}),
    ("GET", "/v1/dossiers/H49/documents", None, {OWNER: 422}),
]
TABLE = [
    (method, path, body, sub, status)
    for method, path, body, statuses in ROWS
    for sub, status in statuses.items()
]


@pytest.mark.parametrize(("method", "path", "body", "sub", "status"), TABLE)
def test_who_may_call_which_route(method: str, path: str, body: Any, sub: str, status: int) -> None:
    response = world_with_accepted_dossier().client.request(method, path, sub, body)

    assert response.status == status, response.text
    if status >= 400:
        assert response.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("sub", "status"), {"": 401, OWNER: 200, STRANGER: 404, "desk-1": 200, "desk-2": 404}.items()
)
def test_a_link_is_for_the_owner_and_the_agency(sub: str, status: int) -> None:
    world = world_with_accepted_dossier()
    (document,) = world.documents()

    assert world.client.get(f"/v1/documents/{document.id}/link", sub).status == status


def test_the_list_has_every_sealed_document() -> None:
    world = world_with_accepted_dossier()
    world.receive(case_decided(world.others, "Giấy chứng nhận"))

    items = world.client.get(LIST, OWNER).body["items"]

    assert [(i["kind"], i["state"]) for i in items] == [("form-01", "sealed"), ("result", "sealed")]
    assert {item["at"] for item in items} == {"2026-11-23T09:00:00+07:00"}


def test_a_link_downloads_an_attachment_without_a_name_of_a_person() -> None:
    world = world_with_accepted_dossier()
    (document,) = world.documents()

    link = world.client.get(f"/v1/documents/{document.id}/link", OWNER).body

    assert link["filename"] == f"{CODE}-form-01-{document.id[-4:]}.pdf"
    file, _, query = link["url"].partition("?")
    assert file.endswith(str(document.file_key))
    assert query == f"filename={link['filename']}&seconds=300"
    assert link["expires"] == "2026-11-23T09:04:59+07:00"


def test_a_failed_document_is_listed_with_its_reason_and_has_no_link() -> None:
    world = world_with_accepted_dossier()
    world.receive(case_decided(world.others, "Giấy 😀"))

    (_, item) = world.client.get(LIST, OWNER).body["items"]
    response = world.client.get(f"/v1/documents/{item['document']}/link", OWNER)

    assert (item["state"], item["why"]) == ("failed", "glyph_missing")
    assert (response.status, response.code) == (409, "document_not_sealed")


def test_the_http_functions_load_neither_typst_nor_segno() -> None:
    heavy = "{'typst', 'segno', 'boto3'}"
    program = (
        f"import sys, runpy; runpy.run_path({str(APP)!r});print(sorted({heavy} & set(sys.modules)))"
    )
    environment = {"PYTHONPATH": ":".join(p for p in sys.path if p), "PYTHONDONTWRITEBYTECODE": "1"}

    output = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, env=environment
    ).stdout

    assert output.strip() == "[]"


def link_to_result(world: World, pay: Pay) -> str:
    """The path of the link to the result of another dossier, which `world.others` continues."""
    world.others = DossierEvents(world.vault, "H49.61.01-261123-0002", "01KAQ000000000000000000002")
    filed = world.others.publish("intake", dossier_filed(pay))
    world.receive(filed, case_decided(world.others, "Giấy chứng nhận"))
    (document,) = world.repository.documents_of(world.others.code)
    assert document.kind == "result"
    return f"/v1/documents/{document.id}/link"


def test_the_owner_gets_a_result_after_its_fee_is_paid() -> None:
    world = World()
    path = link_to_result(world, "before_result")

    unpaid = world.client.get(path, OWNER)
    assert (unpaid.status, unpaid.code) == (409, "fee_unpaid")
    assert world.client.get(path, "desk-1").status == 200
    assert world.client.get(path, STRANGER).status == 404
    world.receive(world.others.publish("payments", fee_settled(), "fee-2"))

    assert world.client.get(path, OWNER).status == 200


def test_the_owner_gets_a_result_after_its_fee_is_waived() -> None:
    world = World()
    path = link_to_result(world, "before_result")

    assert world.client.get(path, OWNER).status == 409
    waived = FeeWaived(why="hộ nghèo", by="officer-1")
    world.receive(world.others.publish("payments", waived, "fee-2"))

    assert world.client.get(path, OWNER).status == 200
    (document,) = world.repository.documents_of(world.others.code)
    assert document.kind == "result"


@pytest.mark.parametrize(("why", "status"), [("thu nhầm", 200), ("stopped", 409)])
def test_a_voided_fee_lets_the_owner_have_the_result_unless_it_ended_with_its_case(
    why: str, status: int
) -> None:
    world = World()
    path = link_to_result(world, "before_result")

    voided = FeeVoided(why=why, by="officer-1")
    world.receive(world.others.publish("payments", voided, "fee-2"))

    assert world.client.get(path, OWNER).status == status


@pytest.mark.parametrize("pay", ["none", "before_acceptance", "at_counter", "before_result"])
@pytest.mark.parametrize("is_late", [False, True])
def test_the_owner_gets_a_result_after_an_assessed_fee_ended_whatever_the_quote(
    pay: Pay, is_late: bool
) -> None:
    world = World()
    path = link_to_result(world, pay)
    assessment = CaseFeeAssessed(lines=(LINE,), total=150_000, pay="before_result")
    assessed = world.others.publish("casework", assessment)
    quoted = world.others.publish("payments", fee_settled(), "fee-2")
    ended = world.others.publish("payments", FeeWaived(why="hộ nghèo", by="o-1"), assessed.id)

    world.receive(*((ended, quoted) if is_late else (assessed, quoted)))
    before = world.client.get(path, OWNER).status
    world.receive(assessed if is_late else ended)

    assert before == (200 if is_late else 409)
    assert world.client.get(path, OWNER).status == 200


def test_an_assessment_that_found_nothing_to_pay_holds_no_result_back() -> None:
    world = World()
    path = link_to_result(world, "none")

    assessment = CaseFeeAssessed(lines=(), total=0, pay="before_result")
    world.receive(world.others.publish("casework", assessment))

    assert world.client.get(path, OWNER).status == 200


@pytest.mark.parametrize("pay", ["none", "before_acceptance", "at_counter"])
def test_a_fee_that_is_not_due_before_the_result_does_not_hold_it_back(pay: Pay) -> None:
    world = World()

    assert world.client.get(link_to_result(world, pay), OWNER).status == 200


def test_after_a_transfer_the_new_agency_sees_the_documents_and_the_old_one_does_not() -> None:
    world = world_with_accepted_dossier()
    late = CaseHandedOver(agency="H49.63", step="Thẩm định", desk="số 1")
    moved = late.evolve(agency="H49.62", agency_name="UBND phường Bãi Cháy")
    older = world.others.publish("casework", late)

    world.receive(world.others.publish("casework", moved), older)

    assert [world.client.get(LIST, who).status for who in ("desk-1", "desk-2")] == [404, 200]
    dossier = world.repository.dossier(CODE)
    assert dossier is not None
    assert (dossier.agency, dossier.agency_name) == ("H49.62", "UBND phường Bãi Cháy")


def test_a_consulted_agency_sees_the_documents_until_it_has_answered_or_the_case_has_ended() -> (
    None
):
    world = world_with_accepted_dossier()
    agency, due = "H49.62", NOW + timedelta(days=2)

    def seen_after(event: Event) -> int:
        world.receive(world.others.publish("casework", event))
        return world.client.get(LIST, "desk-2").status

    consulted = CaseConsulted(agency=agency, due=due)
    response = CaseAnswered(agency=agency, due=due, answer="Đồng ý.")
    events = (consulted, response, consulted, CaseReturned(how="online"))

    assert world.client.get(LIST, "desk-2").status == 404
    assert [seen_after(event) for event in events] == [200, 404, 200, 404]
    assert world.client.get(LIST, "desk-1").status == 200


def test_a_consulted_agency_that_stays_silent_sees_nothing_after_its_due_date() -> None:
    world = world_with_accepted_dossier()
    due = NOW + timedelta(days=2)
    world.receive(world.others.publish("casework", CaseConsulted(agency="H49.62", due=due)))

    assert world.client.get(LIST, "desk-2").status == 200
    world.clock.advance(due - world.clock())
    assert world.client.get(LIST, "desk-2").status == 404
