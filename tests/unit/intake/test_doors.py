"""Intake's doors as a caller meets them: one dossier over HTTP, and every refusal with its code and field."""

import hashlib
from types import ModuleType
from typing import Any

import pytest

from intake.api import handlers
from intake.attachments import check
from kit import bootstrap
from kit.core import ids
from kit.http.idempotency import IdempotencyStore
from kit.http.pagination import Cursors
from kit.security.staff_directory import Staff
from tests.doors import Caller, fresh_app
from tests.fakes import memory_vault
from tests.unit.intake.builders import AGENCY, AN, CODE, PDF, Intake, a_procedure

EDITOR = Staff(sub="editor", roles=("catalogue_editor",), agencies=("H49",))
OFFICER = Staff(sub="officer", roles=("officer",), agencies=("H49.61",))
STRANGER = Staff(sub="stranger", roles=("officer",), agencies=("H49.62",))
WARD_EDITOR = Staff(sub="ward-editor", roles=("catalogue_editor",), agencies=("H49.61",))
OFFICIALS = {staff.sub for staff in (EDITOR, OFFICER, STRANGER, WARD_EDITOR)}
PROFILE = AN.model_dump(mode="json") | {"phone": "0912 345 678"}
DRAFT = {"procedure": CODE, "agency": AGENCY, "answers": {"trade": "Bán phở"}}


class Desk(Caller):
    """Intake's app over a store in memory."""

    def __init__(self, app: ModuleType) -> None:
        self.intake = Intake()
        store = self.intake.store
        once = IdempotencyStore(store.aggregates.table, memory_vault(), "intake")
        super().__init__(app, OFFICIALS.__contains__, directory=store.directory, once=once)
        handlers.__dict__["store"] = lambda: store
        for staff in (EDITOR, OFFICER, STRANGER, WARD_EDITOR):
            store.directory.put_staff(staff)

    def drafted(self, who: str = "an") -> str:
        """A draft's id."""
        self.ask("PUT", f"/v1/procedures/{CODE}", "editor", a_procedure().model_dump(mode="json"))
        self.ask("PUT", "/v1/me", who, PROFILE)
        return str(self.ask("POST", "/v1/drafts", who, DRAFT).json_body["draft"])

    def uploaded(self, draft: str, who: str = "an") -> str:
        """A checked paper's id."""
        form = self.ask("POST", f"/v1/drafts/{draft}/papers", who, announced()).json_body
        arrival = self.intake.bucket.post(form["fields"]["key"], PDF)
        check.check(self.intake.store, arrival, at=ids.now())
        return str(form["paper"])

    def filed(self) -> dict[str, Any]:
        """What filing answers."""
        draft = self.drafted()
        self.uploaded(draft)
        found: dict[str, Any] = self.ask("POST", f"/v1/drafts/{draft}/filing", "an", {}).json_body
        return found


@pytest.fixture(scope="module")
def app() -> ModuleType:
    return fresh_app("intake")


@pytest.fixture
def desk(app: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr(bootstrap, "cursors", lambda: Cursors("secret"))
    return Desk(app)


def announced(**changed: object) -> dict[str, object]:
    given = {
        "component": "tp01",
        "name": "don.pdf",
        "media_type": "application/pdf",
        "size": len(PDF),
        "sha256": hashlib.sha256(PDF).hexdigest(),
    }
    return given | changed


def test_a_dossier_is_filed_over_http(desk: Desk) -> None:
    filed = desk.filed()
    assert filed["code"].startswith(f"{AGENCY}-")
    assert (len(filed["lookup_key"]), filed["quote"]["total"]) == (10, 150_000)
    seen = desk.ask("GET", f"/v1/dossiers/{filed['code']}", "officer").json_body
    assert (seen["applicant"]["full_name"], seen["contact"]["phone"]) == (
        AN.full_name,
        "+84912345678",
    )
    assert seen["answers"] == DRAFT["answers"]
    mine = desk.ask("GET", "/v1/me/dossiers", "an").json_body
    assert [line["code"] for line in mine["items"]] == [filed["code"]]


def test_the_catalogue_is_public_and_knows_304(desk: Desk) -> None:
    desk.drafted()
    found = desk.ask("GET", f"/v1/procedures/{CODE}")
    assert (found.status_code, found.json_body["code"], found.json_body["version"]) == (
        200,
        CODE,
        1,
    )
    same = desk.ask("GET", f"/v1/procedures/{CODE}", If_None_Match=found.headers["ETag"])
    assert (same.status_code, same.body) == (304, b"")
    assert desk.ask("GET", "/v1/procedures?q=ho kinh doanh").json_body["items"][0]["code"] == CODE


def test_the_same_request_again_gets_the_same_answer_and_another_body_is_refused(
    desk: Desk,
) -> None:
    desk.drafted()
    first = desk.ask("POST", "/v1/drafts", "an", DRAFT, Idempotency_Key="one-and-the-same")
    again = desk.ask("POST", "/v1/drafts", "an", DRAFT, Idempotency_Key="one-and-the-same")
    assert first.body == again.body
    other = desk.ask(
        "POST", "/v1/drafts", "an", {**DRAFT, "answers": {}}, Idempotency_Key="one-and-the-same"
    )
    assert (other.status_code, other.json_body["code"]) == (409, "idempotency_key_reused")


Bad = tuple[str, str, object, int, str, str]
BAD: list[Bad] = [
    ("PUT", "/v1/me", PROFILE | {"phone": "12"}, 422, "phone_malformed", "phone"),
    (
        "PUT",
        "/v1/me",
        PROFILE | {"identity_number": "1"},
        422,
        "identity_number_malformed",
        "identity_number",
    ),
    ("PUT", "/v1/me", PROFILE | {"email": "x"}, 422, "email_malformed", "email"),
    ("PUT", "/v1/me", PROFILE | {"full_name": "An 😀"}, 422, "not_printable", "full_name"),
    ("PUT", "/v1/me", PROFILE | {"address": "Khu Ⅱ"}, 422, "not_printable", "address"),
    (
        "POST",
        "/v1/drafts",
        DRAFT | {"procedure": "9.999999"},
        422,
        "unknown_procedure",
        "procedure",
    ),
    ("POST", "/v1/drafts", DRAFT | {"agency": "H50"}, 422, "unknown_agency", "agency"),
    ("POST", "/v1/drafts", DRAFT | {"procedure": "x"}, 422, "invalid", "procedure"),
    ("POST", "/v1/drafts", DRAFT | {"surprise": 1}, 422, "invalid", "surprise"),
    (
        "POST",
        "/v1/drafts/{draft}/papers",
        announced(size=30_000_000),
        413,
        "file_too_large",
        "size",
    ),
    (
        "POST",
        "/v1/drafts/{draft}/papers",
        announced(media_type="text/html"),
        422,
        "wrong_type",
        "media_type",
    ),
    ("POST", "/v1/drafts/{draft}/papers", announced(sha256="abc"), 422, "invalid", "sha256"),
    (
        "POST",
        "/v1/drafts/{draft}/papers",
        announced(component="x"),
        422,
        "unknown_component",
        "component",
    ),
    ("POST", "/v1/drafts/{draft}/filing", {}, 422, "paper_missing", "papers.tp01"),
    ("POST", "/v1/drafts/{draft}/filing", {"papers": ["x"]}, 422, "paper_foreign", "papers.0"),
    ("GET", "/v1/drafts/not-an-id", None, 422, "malformed_identifier", "draft"),
    ("GET", "/v1/me/dossiers?cursor=x", None, 422, "bad_cursor", "cursor"),
]


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: f"{bad[1]}-{bad[4]}-{bad[5]}")
def test_bad_input_is_refused_with_a_code_and_a_field_in_both_languages(
    desk: Desk, bad: Bad
) -> None:
    method, path, body, status, code, field = bad
    path = path.replace("{draft}", desk.drafted())
    before = {key: item.doc for key, item in desk.intake.transport.items.items()}
    vi = desk.ask(method, path, "an", body, Accept_Language="vi")
    en = desk.ask(method, path, "an", body, Accept_Language="en")
    assert (vi.status_code, vi.json_body["code"], vi.json_body["field"]) == (status, code, field)
    assert vi.headers["Content-Type"] == "application/problem+json"
    assert vi.json_body["detail"] != en.json_body["detail"]
    assert {key: item.doc for key, item in desk.intake.transport.items.items()} == before


def test_an_upload_that_is_still_awaited_cannot_be_filed(desk: Desk) -> None:
    draft = desk.drafted()
    paper = desk.ask("POST", f"/v1/drafts/{draft}/papers", "an", announced()).json_body["paper"]
    refused = desk.ask("POST", f"/v1/drafts/{draft}/filing", "an", {})
    assert (refused.status_code, refused.json_body["code"]) == (409, "paper_unchecked")
    assert refused.json_body["field"] == f"papers.{paper}"


@pytest.mark.parametrize(
    ("method", "path", "who", "status"),
    [
        ("GET", "/v1/me", "", 401),
        ("GET", "/v1/me", "expired", 401),
        ("GET", "/v1/me", "officer", 403),
        ("GET", "/v1/me", "binh", 404),
        ("PUT", f"/v1/procedures/{CODE}", "an", 403),
        ("PUT", f"/v1/procedures/{CODE}", "officer", 403),
        ("GET", "/v1/drafts/{draft}", "an", 200),
        ("GET", "/v1/drafts/{draft}", "binh", 404),
        ("GET", "/v1/drafts/{draft}", "officer", 403),
        ("GET", "/v1/drafts/{draft}/papers/{paper}", "an", 200),
        ("GET", "/v1/drafts/{draft}/papers/{paper}", "binh", 404),
        ("GET", "/v1/dossiers/{code}", "an", 200),
        ("GET", "/v1/dossiers/{code}", "binh", 404),
        ("GET", "/v1/dossiers/{code}", "officer", 200),
        ("GET", "/v1/dossiers/{code}", "stranger", 404),
        ("GET", "/v1/dossiers/H49.61.01-261123-9999", "an", 404),
        ("GET", "/v1/dossiers/{code}", "", 401),
    ],
)
def test_everybody_sees_what_is_theirs(
    desk: Desk, method: str, path: str, who: str, status: int
) -> None:
    draft = desk.drafted()
    paper = desk.uploaded(draft)
    code = desk.ask("POST", f"/v1/drafts/{draft}/filing", "an", {}).json_body["code"]
    path = path.replace("{draft}", draft).replace("{paper}", paper).replace("{code}", code)
    body = a_procedure().model_dump(mode="json") if method == "PUT" else None
    assert desk.ask(method, path, who, body).status_code == status


def test_an_editor_of_a_ward_cannot_take_the_fee_off_the_provinces_procedure(desk: Desk) -> None:
    desk.drafted()
    free = a_procedure(pay="none", fee_rules=()).model_dump(mode="json")

    refused = desk.ask("PUT", f"/v1/procedures/{CODE}", "ward-editor", free)

    assert (refused.status_code, refused.json_body["code"]) == (403, "forbidden")
    assert desk.ask("GET", f"/v1/procedures/{CODE}").json_body["version"] == 1
