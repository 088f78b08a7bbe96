"""Papers are opened by those who work on them and by their owner, and the owner sees who did."""

import hashlib
from datetime import timedelta
from typing import Any

import pytest

from intake.domain.attachment import Attachment
from kit.core.events import Change
from kit.security.staff_directory import Staff
from kit.testing.http_client import ClientResponse
from tests.unit.intake import test_api
from tests.unit.intake.signed_files import signed
from tests.unit.intake.test_api import DRAFT
from tests.unit.intake.world import AGENCY, PDF, an_announcement

OFFICIALS = (
    Staff(sub="receiver", roles=("receptionist",), agencies=(AGENCY,), name="Lê Thị Cúc"),
    Staff(sub="assessor", roles=("officer",), agencies=("H49.61",), name="Trần Văn Bình"),
    *(
        Staff(sub=role, roles=(role,), agencies=(AGENCY,))
        for role in ("admin", "catalogue_editor", "cashier", "accountant")
    ),
    Staff(sub="elsewhere", roles=("officer", "receptionist"), agencies=("H49.62",)),
    Staff(sub="below", roles=("officer",), agencies=(f"{AGENCY}.05",)),
)


class World(test_api.World):
    """A filed dossier with one paper; `code` and `paper` are its ids."""

    def __init__(self) -> None:
        super().__init__()
        self.employ(*OFFICIALS)
        self.code = str(self.filing()["code"])
        self.paper = str(self.papers("an")[0]["id"])

    def papers(self, reader: str) -> list[dict[str, Any]]:
        """As the dossier lists them for somebody."""
        papers: list[dict[str, Any]] = self.client.get(f"/v1/dossiers/{self.code}", reader).body[
            "papers"
        ]
        return papers

    def open(
        self, reader: str, query: str = "purpose=assessment", **headers: str
    ) -> ClientResponse:
        path = f"/v1/dossiers/{self.code}/papers/{self.paper}/link"
        return self.client.get(f"{path}?{query}", reader, **headers)

    def readers(self) -> list[dict[str, Any]]:
        """Who opened a paper, as the owner sees it, oldest first."""
        items = self.client.get(f"/v1/dossiers/{self.code}/readers", "an").body["items"]
        return [each for each in reversed(items) if each["paper"]]

    def file_signed(self) -> bytes:
        """Another dossier with a signed PDF; returns the file as uploaded."""
        content = signed(PDF)
        draft = self.draft()
        form = an_announcement(content).model_dump(mode="json")
        paper = self.client.post(f"/v1/drafts/{draft}/papers", "an", form).body
        upload = self.bucket.upload(paper["fields"]["key"], content)
        self.checker.check(upload, at=self.clock())
        self.code = self.client.post(f"/v1/drafts/{draft}/filing", "an", {}).body["code"]
        self.paper = paper["paper"]
        return content


@pytest.fixture
def world() -> World:
    return World()


def test_an_official_opens_a_paper_in_two_calls(world: World) -> None:
    [paper] = world.papers("assessor")
    link = world.client.get(
        f"/v1/dossiers/{world.code}/papers/{paper['id']}/link?purpose=assessment", "assessor"
    ).body

    shown = world.bucket.at(link["url"])
    assert (link["paper"], link["sha256"]) == (paper["id"], paper["shown"])
    assert hashlib.sha256(shown).hexdigest() == paper["shown"]
    assert shown != PDF
    assert (link["media_type"], link["disposition"]) == ("application/pdf", "inline")
    assert link["filename"] == f"{world.code}-01.pdf"


def test_a_link_is_good_for_five_minutes(world: World) -> None:
    link = world.open("assessor").body

    assert link["url"].endswith("?seconds=300")
    assert link["expires"] == "2026-11-23T09:04:59+07:00"


@pytest.mark.parametrize(
    ("reader", "status", "code"),
    [
        ("an", 200, ""),
        ("receiver", 200, ""),
        ("assessor", 200, ""),
        ("another", 404, "not_found"),
        ("elsewhere", 404, "not_found"),
        ("below", 404, "not_found"),
        ("admin", 403, "paper_not_your_work"),
        ("catalogue_editor", 403, "paper_not_your_work"),
        ("cashier", 403, "paper_not_your_work"),
        ("accountant", 403, "paper_not_your_work"),
        ("", 401, "token_required"),
    ],
)
def test_only_its_owner_and_those_who_work_on_dossiers_of_its_agency_open_a_paper(
    world: World, reader: str, status: int, code: str
) -> None:
    before = len(world.access_records())

    response = world.open(reader)

    assert (response.status, response.code if status != 200 else "") == (status, code)
    assert len(world.access_records()) - before == (status == 200)


def test_an_official_says_what_for(world: World) -> None:
    missing, unknown = world.open("receiver", ""), world.open("receiver", "purpose=curiosity")

    assert (missing.status, missing.code, missing.body["field"]) == (
        422,
        "purpose_missing",
        "purpose",
    )
    assert "mục đích" in missing.body["detail"]
    assert (unknown.status, unknown.body["field"]) == (422, "purpose")
    assert world.readers() == []


def test_the_owner_sees_every_opening_with_its_purpose_and_no_other(world: World) -> None:
    openings = [
        ("receiver", "reception", "Lê Thị Cúc"),
        ("assessor", "assessment", "Trần Văn Bình"),
        ("assessor", "assessment", "Trần Văn Bình"),
        ("an", "own", ""),
        ("an", "own", ""),
    ]
    for reader, purpose, _ in openings:
        world.open(reader, "" if purpose == "own" else f"purpose={purpose}")
        world.clock.advance(timedelta(seconds=1))
    for refused in ("another", "elsewhere", "cashier", ""):
        world.open(refused)

    seen = [(each["name"], each["purpose"]) for each in world.readers()]

    assert seen == [(name, purpose) for _, purpose, name in openings]
    assert {each["paper"] for each in world.readers()} == {world.paper}
    assert {each["operation"] for each in world.readers()} == {"intake.attachments_open"}


def test_without_a_record_there_is_no_link(world: World) -> None:
    from kit.persistence.items import Busy

    def refuse(*_: object) -> None:
        raise Busy

    world.access_transport.write = refuse  # type: ignore[method-assign, assignment]
    response = world.open("assessor")

    assert response.status == 503
    assert "url" not in response.text


@pytest.mark.parametrize("reader", ["an", "assessor"])
def test_a_paper_of_another_dossier_or_of_a_draft_is_not_found(world: World, reader: str) -> None:
    draft = str(world.client.post("/v1/drafts", "an", DRAFT).body["draft"])
    world.paper = world.checked_paper(draft)
    assert world.open(reader).status == 404

    world.client.post(f"/v1/drafts/{draft}/filing", "an", {})
    assert world.open(reader).status == 404


def test_a_signed_paper_is_shown_as_a_copy_and_saved_as_it_came(world: World) -> None:
    content = world.file_signed()

    shown = world.open("assessor").body
    original = world.open("assessor", "purpose=assessment&original=true").body

    assert b"/ByteRange" not in world.bucket.at(shown["url"])
    assert shown["disposition"] == "inline"
    assert world.bucket.at(original["url"]) == content
    assert (original["media_type"], original["disposition"]) == (
        "application/octet-stream",
        "attachment",
    )
    assert original["sha256"] == hashlib.sha256(content).hexdigest()
    assert original["filename"] == f"{world.code}-01-goc.pdf"


def test_an_unsigned_paper_has_no_original(world: World) -> None:
    response = world.open("assessor", "purpose=assessment&original=true")

    assert (response.status, response.code) == (409, "original_not_stored")
    assert world.readers() == []


def test_a_paper_from_before_there_were_copies_cannot_be_opened(world: World) -> None:
    attachment = world.intake.attachment(world.paper)
    assert isinstance(attachment, Attachment)
    world.intake.commit([Change(attachment.evolve(shown=None), None)], at=world.clock())

    response = world.open("assessor")

    assert (response.status, response.code) == (409, "paper_not_shown")


@pytest.mark.parametrize(
    ("reader", "query"),
    [
        ("cashier", "purpose=assessment"),
        ("receiver", ""),
        ("receiver", "purpose=reception&original=true"),
    ],
)
def test_a_refusal_is_in_words_of_the_desk_in_both_languages(
    world: World, reader: str, query: str
) -> None:
    vi = world.open(reader, query).body["detail"]
    en = world.open(reader, query, Accept_Language="en").body["detail"]

    assert "giấy tờ" in vi.lower()
    assert "paper" in en


def test_a_link_names_neither_the_file_nor_the_person(world: World) -> None:
    text = world.open("assessor").text

    assert "don.pdf" not in text
    assert "Nguyễn" not in text
