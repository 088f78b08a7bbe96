"""Documents' doors as a caller meets them: who may see what, links; and what a door must not load."""

import subprocess
import sys
from typing import Any

import pytest

from contracts.payments import FeeVoided, FeeWaived
from contracts.terms import Pay
from tests.story import CODE, OWNER, Story, fee_settled, filed
from tests.unit.documents.building import decided
from tests.unit.documents.desk import APP, STRANGER, Desk

LIST = f"/v1/dossiers/{CODE}/documents"
OTHERS = "/v1/dossiers/H49.61.01-261123-9999/documents"
UNKNOWN = "/v1/documents/01KAQ000000000000000000000/link"
ROWS = [
    ("GET", "/v1/keys", None, {"": 200, OWNER: 200}),
    ("POST", "/v1/verifications", {"sha256": "0" * 64}, {"": 200, "altered": 200}),
    ("POST", "/v1/verifications", {"sha256": "0" * 63}, {"": 422}),
    ("POST", "/v1/verifications", {"sha256": "A" * 64}, {"": 422}),
    ("POST", "/v1/verifications", {"sha256": "0" * 64, "name": "x"}, {"": 422}),
    ("POST", "/v1/verifications", {"document": "01KAQ000000000000000000000"}, {"": 200}),
    ("POST", "/v1/verifications", {"document": "x"}, {"": 422}),
    ("POST", "/v1/verifications", {"document": None}, {"": 422}),
    ("POST", "/v1/verifications", {}, {"": 422}),
    (
        "POST",
        "/v1/verifications",
        {"sha256": "0" * 64, "document": "01KAQ000000000000000000000"},
        {"": 422},
    ),
    ("POST", "/v1/verifications", {"sha256": "0" * 64, "document": None}, {"": 422}),
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
            "nobody": 403,
        },
    ),
    ("GET", OTHERS, None, {"": 401, OWNER: 404, "desk-1": 404}),
    ("GET", UNKNOWN, None, {"": 401, OWNER: 404, "desk-1": 404}),
    ("GET", "/v1/documents/..%2F/link", None, {OWNER: 422}),
    ("GET", "/v1/dossiers/H49/documents", None, {OWNER: 422}),
]
TABLE = [
    (method, path, body, who, status)
    for method, path, body, by in ROWS
    for who, status in by.items()
]


@pytest.mark.parametrize(("method", "path", "body", "who", "status"), TABLE)
def test_who_may_see_what(
    desk: Desk, method: str, path: str, body: Any, who: str, status: int
) -> None:
    answer = desk.ask(method, path, who, body)

    assert answer.status_code == status, answer.body
    if status >= 400:
        assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("who", "status"), {"": 401, OWNER: 200, STRANGER: 404, "desk-1": 200, "desk-2": 404}.items()
)
def test_a_link_is_for_the_owner_and_the_agency(desk: Desk, who: str, status: int) -> None:
    (document,) = desk.printery.documents

    assert desk.ask("GET", f"/v1/documents/{document.id}/link", who).status_code == status


def test_the_list_shows_what_was_sealed(desk: Desk) -> None:
    desk.printery.hear(decided(desk.printery.story, "Giấy chứng nhận"))

    items = desk.ask("GET", LIST, OWNER).json_body["items"]

    assert [(i["kind"], i["state"]) for i in items] == [("form-01", "sealed"), ("result", "sealed")]


def test_a_link_downloads_an_attachment_without_a_name_of_a_person(desk: Desk) -> None:
    (document,) = desk.printery.documents

    link = desk.ask("GET", f"/v1/documents/{document.id}/link", OWNER).json_body

    assert link["filename"] == f"{CODE}-form-01-{document.id[-4:]}.pdf"
    assert link["url"].endswith(f"documents/{link['sha256']}.pdf?as={link['filename']}")


def test_a_document_that_failed_is_listed_with_its_reason_and_has_no_link(desk: Desk) -> None:
    desk.printery.hear(decided(desk.printery.story, "Giấy 😀"))

    (_, item) = desk.ask("GET", LIST, OWNER).json_body["items"]
    refused = desk.ask("GET", f"/v1/documents/{item['document']}/link", OWNER)

    assert (item["state"], item["why"]) == ("failed", "glyph_missing")
    assert (refused.status_code, refused.json_body["code"]) == (409, "document_not_sealed")


def test_the_doors_load_neither_typst_nor_segno() -> None:
    heavy = "{'typst', 'segno', 'boto3'}"
    program = f"import sys, runpy; runpy.run_path({str(APP)!r}); print(sorted({heavy} & set(sys.modules)))"
    environment = {"PYTHONPATH": ":".join(p for p in sys.path if p), "PYTHONDONTWRITEBYTECODE": "1"}

    found = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, env=environment
    )

    assert found.stdout.strip() == "[]"


def result_of(desk: Desk, pay: Pay) -> str:
    """The path of the link to the result of another dossier."""
    printery = desk.printery
    story = printery.story = Story(
        printery.vault, "H49.61.01-261123-0002", "01KAQ000000000000000000002"
    )
    printery.hear(story.tell("intake", filed(pay)), decided(story, "Giấy chứng nhận"))
    (document,) = printery.store.documents_of(story.code)
    return f"/v1/documents/{document.id}/link"


def test_an_unpaid_result_could_be_downloaded_and_now_waits_for_its_fee(desk: Desk) -> None:
    path = result_of(desk, "before_result")

    refused = desk.ask("GET", path, OWNER)
    assert (refused.status_code, refused.json_body["code"]) == (409, "fee_unpaid")
    assert desk.ask("GET", path, "desk-1").status_code == 200
    assert desk.ask("GET", path, STRANGER).status_code == 404
    desk.printery.hear(desk.printery.story.tell("payments", fee_settled(), "fee-2"))

    assert desk.ask("GET", path, OWNER).status_code == 200


def test_a_waived_fee_held_the_result_back_from_its_owner_and_no_longer_does(desk: Desk) -> None:
    path = result_of(desk, "before_result")

    assert desk.ask("GET", path, OWNER).status_code == 409
    desk.printery.hear(
        desk.printery.story.tell("payments", FeeWaived(why="hộ nghèo", by="officer-1"), "fee-2")
    )

    assert desk.ask("GET", path, OWNER).status_code == 200
    (document,) = desk.printery.store.documents_of(desk.printery.story.code)
    assert document.kind == "result"


@pytest.mark.parametrize(("why", "status"), [("thu nhầm", 200), ("stopped", 409)])
def test_a_voided_fee_held_the_result_back_for_ever_and_does_only_where_the_case_ended(
    desk: Desk, why: str, status: int
) -> None:
    path = result_of(desk, "before_result")

    desk.printery.hear(
        desk.printery.story.tell("payments", FeeVoided(why=why, by="officer-1"), "fee-2")
    )

    assert desk.ask("GET", path, OWNER).status_code == status


@pytest.mark.parametrize("pay", ["none", "before_acceptance", "at_counter"])
def test_a_fee_that_is_not_due_before_the_result_holds_no_result_back(desk: Desk, pay: Pay) -> None:
    assert desk.ask("GET", result_of(desk, pay), OWNER).status_code == 200
