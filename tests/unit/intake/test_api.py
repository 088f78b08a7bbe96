"""The routes of intake as a caller meets them: one dossier over HTTP, every refusal."""

import hashlib
from datetime import timedelta
from typing import Any

import pytest

from kit.security.staff_directory import Staff
from tests.unit.intake import world as worlds
from tests.unit.intake.world import AGENCY, AN, CODE, PDF, a_procedure

EDITOR = Staff(sub="editor", roles=("catalogue_editor",), agencies=("H49",))
OFFICER = Staff(sub="officer", roles=("officer",), agencies=("H49.61",))
STRANGER = Staff(sub="stranger", roles=("officer",), agencies=("H49.62",))
COMMUNE_EDITOR = Staff(sub="commune-editor", roles=("catalogue_editor",), agencies=("H49.61",))
PROFILE = AN.model_dump(mode="json") | {"phone": "0912 345 678"}
DRAFT = {"procedure": CODE, "agency": AGENCY, "answers": {"request": "Bán phở"}}


class World(worlds.World):
    """The citizen goes the whole way over HTTP."""

    def __init__(self) -> None:
        super().__init__()
        self.employ(EDITOR, OFFICER, STRANGER, COMMUNE_EDITOR)

    def draft(self, sub: str = "an") -> str:
        """The id of a new draft for a published procedure."""
        self.client.put(f"/v1/procedures/{CODE}", "editor", a_procedure().model_dump(mode="json"))
        self.client.put("/v1/me", sub, PROFILE)
        return str(self.client.post("/v1/drafts", sub, DRAFT).body["draft"])

    def checked_paper(self, draft: str, sub: str = "an") -> str:
        """The id of a file that was uploaded and checked."""
        form = self.client.post(f"/v1/drafts/{draft}/papers", sub, announcement()).body
        upload = self.bucket.upload(form["fields"]["key"], PDF)
        self.checker.check(upload, at=self.clock())
        return str(form["paper"])

    def filing(self) -> dict[str, Any]:
        """What filing answers."""
        draft = self.draft()
        self.checked_paper(draft)
        answer: dict[str, Any] = self.client.post(f"/v1/drafts/{draft}/filing", "an", {}).body
        return answer


@pytest.fixture
def world() -> World:
    return World()


def announcement(**changes: object) -> dict[str, object]:
    fields = {
        "component": "tp01",
        "name": "don.pdf",
        "media_type": "application/pdf",
        "size": len(PDF),
        "sha256": hashlib.sha256(PDF).hexdigest(),
    }
    return fields | changes


def test_a_dossier_is_filed_over_http(world: World) -> None:
    filing = world.filing()
    assert filing["code"].startswith(f"{AGENCY}-")
    assert (len(filing["lookup_key"]), filing["quote"]["total"]) == (10, 150_000)
    dossier = world.client.get(f"/v1/dossiers/{filing['code']}", "officer").body
    assert dossier["applicant"]["full_name"] == AN.full_name
    assert dossier["contact"]["phone"] == "+84912345678"
    assert dossier["answers"] == DRAFT["answers"]
    mine = world.client.get("/v1/me/dossiers", "an").body
    assert [line["code"] for line in mine["items"]] == [filing["code"]]


def test_times_have_the_offset_of_vietnam_and_whole_seconds(world: World) -> None:
    world.clock.advance(timedelta(microseconds=123_456))
    draft = world.draft()

    form = world.client.post(f"/v1/drafts/{draft}/papers", "an", announcement()).body
    shown = world.client.get(f"/v1/drafts/{draft}", "an").body
    procedure = world.client.get(f"/v1/procedures/{CODE}").body

    assert form["expires"] == "2026-11-23T09:10:00+07:00"
    assert shown["expires"] == "2026-12-23T09:00:00+07:00"
    assert procedure["published_at"] == "2026-11-23T09:00:00+07:00"
    assert world.filing()["filed_at"] == "2026-11-23T09:00:00+07:00"


def test_a_draft_shows_its_quote_until_it_is_filed_and_then_its_dossier(world: World) -> None:
    draft = world.draft()
    world.checked_paper(draft)
    open_draft = world.client.get(f"/v1/drafts/{draft}", "an").body
    code = world.client.post(f"/v1/drafts/{draft}/filing", "an", {}).body["code"]
    filed_draft = world.client.get(f"/v1/drafts/{draft}", "an").body

    assert (open_draft["quote"]["total"], open_draft["dossier"]) == (150_000, None)
    assert (filed_draft["quote"], filed_draft["dossier"]) == (None, code)
    assert len(filed_draft["papers"]) == 1


def test_the_catalogue_is_public_and_knows_304(world: World) -> None:
    world.draft()
    procedure = world.client.get(f"/v1/procedures/{CODE}")
    assert procedure.status == 200
    assert (procedure.body["code"], procedure.body["version"]) == (CODE, 1)
    unchanged = world.client.get(f"/v1/procedures/{CODE}", If_None_Match=procedure.headers["ETag"])
    assert (unchanged.status, unchanged.text) == (304, "")
    world.service.refresh_listing()
    assert world.client.get("/v1/procedures?q=ho kinh doanh").body["items"][0]["code"] == CODE


def test_the_same_request_again_gets_the_same_response_and_another_body_is_refused(
    world: World,
) -> None:
    world.draft()

    def create(body: Any) -> Any:
        return world.client.post("/v1/drafts", "an", body, Idempotency_Key="one-and-the-same")

    first, repeat, other = create(DRAFT), create(DRAFT), create({**DRAFT, "answers": {}})

    assert first.text == repeat.text
    assert (other.status, other.code) == (409, "idempotency_key_reused")


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
    ("POST", "/v1/drafts", DRAFT | {"agency": "H49.99"}, 422, "unknown_agency", "agency"),
    ("POST", "/v1/drafts", DRAFT | {"agency": "H50"}, 422, "agency_foreign", "agency"),
    ("POST", "/v1/drafts", DRAFT | {"procedure": "x"}, 422, "invalid", "procedure"),
    ("POST", "/v1/drafts", DRAFT | {"surprise": 1}, 422, "invalid", "surprise"),
    (
        "POST",
        "/v1/drafts",
        DRAFT | {"counts": {"le-phi": 2}},
        422,
        "fee_line_not_counted",
        "counts",
    ),
    (
        "POST",
        "/v1/drafts/{draft}/papers",
        announcement(size=30_000_000),
        413,
        "file_too_large",
        "size",
    ),
    (
        "POST",
        "/v1/drafts/{draft}/papers",
        announcement(media_type="text/html"),
        422,
        "wrong_type",
        "media_type",
    ),
    ("POST", "/v1/drafts/{draft}/papers", announcement(sha256="abc"), 422, "invalid", "sha256"),
    (
        "POST",
        "/v1/drafts/{draft}/papers",
        announcement(component="x"),
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
    world: World, bad: Bad
) -> None:
    method, path, body, status, code, field = bad
    path = path.replace("{draft}", world.draft())
    before = {key: item.doc for key, item in world.transport.items.items()}
    vi = world.client.request(method, path, "an", body, Accept_Language="vi")
    en = world.client.request(method, path, "an", body, Accept_Language="en")
    assert (vi.status, vi.code, vi.body["field"]) == (status, code, field)
    assert vi.body["detail"] != en.body["detail"]
    assert {key: item.doc for key, item in world.transport.items.items()} == before


def test_an_upload_that_is_still_awaited_cannot_be_filed(world: World) -> None:
    draft = world.draft()
    paper = world.client.post(f"/v1/drafts/{draft}/papers", "an", announcement()).body["paper"]
    refused = world.client.post(f"/v1/drafts/{draft}/filing", "an", {})
    assert (refused.status, refused.code) == (409, "paper_unchecked")
    assert refused.body["field"] == f"papers.{paper}"


@pytest.mark.parametrize(
    ("method", "path", "sub", "status"),
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
    world: World, method: str, path: str, sub: str, status: int
) -> None:
    draft = world.draft()
    paper = world.checked_paper(draft)
    code = world.client.post(f"/v1/drafts/{draft}/filing", "an", {}).body["code"]
    path = path.replace("{draft}", draft).replace("{paper}", paper).replace("{code}", code)
    body = a_procedure().model_dump(mode="json") if method == "PUT" else None
    assert world.client.request(method, path, sub, body).status == status


def test_an_editor_of_a_commune_cannot_take_the_fee_off_the_provinces_procedure(
    world: World,
) -> None:
    world.draft()
    free = a_procedure(pay="none", fee_rules=()).model_dump(mode="json")

    refused = world.client.put(f"/v1/procedures/{CODE}", "commune-editor", free)

    assert (refused.status, refused.code) == (403, "forbidden")
    assert world.client.get(f"/v1/procedures/{CODE}").body["version"] == 1
