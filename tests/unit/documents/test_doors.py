"""Documents' doors as a caller meets them: who may see what, verification, links; and what a door must not load."""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from chalice.test import Client, HTTPResponse

from contracts.documents import DocumentSealed
from contracts.payments import FeeWaived
from contracts.terms import Pay
from kit import ids
from kit.directory import Directory, Staff
from kit.edge import Edge
from kit.errors import Unauthorised
from kit.identity import Principal
from tests.fakes import memory_table
from tests.story import CODE, OWNER, Story, fee_settled, filed
from tests.unit.documents.building import Printery, accepted, decided, told_of_filing
from tests.unit.documents.test_sealing import check

APP = Path(__file__).parents[3] / "services" / "documents" / "app.py"
INSIDE = Staff(sub="desk-1", roles=("receptionist",), agencies=("H49.61",))
OUTSIDE = Staff(sub="desk-2", roles=("receptionist",), agencies=("H49.62",))
STRANGER = "sub-binh"


class Tokens:
    """Whose token it is: the text after Bearer is the subject."""

    def principal(self, authorization: str, now: Any) -> Principal:
        sub = authorization.removeprefix("Bearer ")
        if sub == "altered":
            raise Unauthorised
        return Principal(sub, "citizen" if sub.startswith("sub-") else "staff")


class Desk:
    """The app over a printery in memory."""

    def __init__(self, app: ModuleType, printery: Printery) -> None:
        self.printery = printery
        self._app = app
        directory = Directory(memory_table(), ids.now)
        for staff in (INSIDE, OUTSIDE):
            directory.put_staff(staff)
        edge = Edge()
        edge.__dict__.update(verifier=Tokens(), directory=directory, origins=frozenset())
        app.api.edge = edge

    def ask(self, method: str, path: str, who: str = "", body: Any = None, **headers: str) -> HTTPResponse:
        sent = {"Content-Type": "application/json", **headers}
        if who:
            sent["Authorization"] = f"Bearer {who}"
        raw = b"" if body is None else json.dumps(body).encode()
        with Client(self._app.app) as client:
            return client.http.request(method, path, headers=sent, body=raw)


@pytest.fixture(scope="module")
def app() -> ModuleType:
    spec = importlib.util.spec_from_file_location("documents_app", APP)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def desk(app: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Desk:
    printery = Printery()
    printery.hear(told_of_filing(printery.story), accepted(printery.story))
    monkeypatch.setattr(app, "store", lambda: printery.store)
    return Desk(app, printery)


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
    ("POST", "/v1/verifications", {"sha256": "0" * 64, "document": "01KAQ000000000000000000000"}, {"": 422}),
    ("POST", "/v1/verifications", {"sha256": "0" * 64, "document": None}, {"": 422}),
    (
        "GET",
        LIST,
        None,
        {"": 401, "altered": 401, OWNER: 200, STRANGER: 404, "desk-1": 200, "desk-2": 404, "nobody": 403},
    ),
    ("GET", OTHERS, None, {"": 401, OWNER: 404, "desk-1": 404}),
    ("GET", UNKNOWN, None, {"": 401, OWNER: 404, "desk-1": 404}),
    ("GET", "/v1/documents/..%2F/link", None, {OWNER: 422}),
    ("GET", "/v1/dossiers/H49/documents", None, {OWNER: 422}),
]
TABLE = [(method, path, body, who, status) for method, path, body, by in ROWS for who, status in by.items()]


@pytest.mark.parametrize(("method", "path", "body", "who", "status"), TABLE)
def test_who_may_see_what(desk: Desk, method: str, path: str, body: Any, who: str, status: int) -> None:
    answer = desk.ask(method, path, who, body)

    assert answer.status_code == status, answer.body
    if status >= 400:
        assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(("who", "status"), {"": 401, OWNER: 200, STRANGER: 404, "desk-1": 200, "desk-2": 404}.items())
def test_a_link_is_for_the_owner_and_the_agency(desk: Desk, who: str, status: int) -> None:
    (document,) = desk.printery.documents

    assert desk.ask("GET", f"/v1/documents/{document.id}/link", who).status_code == status


def test_anybody_can_verify_a_file_with_what_the_public_doors_say(desk: Desk) -> None:
    sealed = desk.printery.said[0].read(DocumentSealed)

    said = desk.ask("POST", "/v1/verifications", body={"sha256": sealed.sha256}).json_body
    keys = {k["key"]: k["pem"] for k in desk.ask("GET", "/v1/keys").json_body["items"]}

    assert (said["ours"], said["kind"], said["algorithm"]) == (True, "form-01", "ECDSA_SHA_256")
    assert said["sealed_at"].startswith("2026-11-23T02:00:00")
    check(keys[said["key"]], said["signature"], desk.printery.shelf.files[f"documents/{sealed.sha256}.pdf"])


def test_the_look_up_code_on_a_receipt_leads_to_its_number_and_digest_and_to_nobodys_name(desk: Desk) -> None:
    desk.printery.hear(desk.printery.story.tell("payments", fee_settled(), "fee-1"))
    (receipt,) = [document for document in desk.printery.documents if document.kind == "receipt"]

    answer = desk.ask("POST", "/v1/verifications", body={"document": receipt.id})

    said = answer.json_body
    assert receipt.seal is not None
    assert (said["ours"], said["kind"], said["sha256"]) == (True, "receipt", receipt.seal.sha256)
    assert said["name"] == "Biên lai thu phí, lệ phí điện tử số 0000001"
    assert "An" not in answer.body.decode()


def test_the_code_of_a_document_that_failed_is_not_ours(desk: Desk) -> None:
    desk.printery.hear(decided(desk.printery.story, "Giấy 😀"))
    (_, failed) = desk.printery.documents

    said = desk.ask("POST", "/v1/verifications", body={"document": failed.id}).json_body

    assert (said["ours"], said["document"], said["sha256"]) == (False, None, None)


def test_who_sends_both_or_neither_is_told_what_to_send(desk: Desk) -> None:
    answer = desk.ask("POST", "/v1/verifications", body={}, **{"Accept-Language": "en"})

    assert (answer.json_body["code"], answer.json_body["detail"]) == (
        "one_of",
        "Send one of two: the file's sha256, or the document's code.",
    )


def test_a_foreign_file_is_not_ours_and_nothing_is_said_of_it(desk: Desk) -> None:
    said = desk.ask("POST", "/v1/verifications", body={"sha256": "0" * 64}).json_body

    assert said["ours"] is False
    assert said["kind"] is said["signature"] is said["key"] is None


def test_the_keys_answer_304_while_they_are_the_same(desk: Desk) -> None:
    tag = desk.ask("GET", "/v1/keys").headers["ETag"]

    assert desk.ask("GET", "/v1/keys", **{"If-None-Match": tag}).status_code == 304


def test_a_key_no_longer_in_use_stays_listed(desk: Desk) -> None:
    desk.printery.press.key = "seal-2"

    assert [k["key"] for k in desk.ask("GET", "/v1/keys").json_body["items"]] == ["seal-1", "seal-2"]


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

    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env=environment)

    assert found.stdout.strip() == "[]"


def result_of(desk: Desk, pay: Pay) -> str:
    """The path of the link to the result of another dossier."""
    printery = desk.printery
    story = printery.story = Story(printery.vault, "H49.61.01-261123-0002", "01KAQ000000000000000000002")
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
    desk.printery.hear(desk.printery.story.tell("payments", FeeWaived(why="hộ nghèo", by="officer-1"), "fee-2"))

    assert desk.ask("GET", path, OWNER).status_code == 200
    (document,) = desk.printery.store.documents_of(desk.printery.story.code)
    assert document.kind == "result"


@pytest.mark.parametrize("pay", ["none", "before_acceptance", "at_counter"])
def test_a_fee_that_is_not_due_before_the_result_holds_no_result_back(desk: Desk, pay: Pay) -> None:
    assert desk.ask("GET", result_of(desk, pay), OWNER).status_code == 200
