"""An original on the desk is digitised in five steps, none of which is skipped."""

import hashlib
from datetime import timedelta
from io import BytesIO
from itertools import product
from typing import Any, Final

import pikepdf
import pytest

from contracts.documents import DocumentFailed, DocumentSealed
from contracts.intake import CopyConfirmed, PaperDigitised
from contracts.testing.dossier_events import DossierEvents
from intake.domain.transitions import DIGITISATION_GRAPH
from kit.core.model import Event, SealedValue
from kit.testing.http_client import ClientResponse
from tests.unit.intake import test_open_attachment
from tests.unit.intake.pdf_files import a_page
from tests.unit.intake.scans import scanned, with_field
from tests.unit.intake.world import PAGES

SCAN: Final = scanned()
DESCRIPTION: Final = {
    "kind": "Giấy khai sinh của Nguyễn Thị Bé",
    "number": "123/2019",
    "issuer": "UBND phường Hồng Gai",
    "issued_on": "2019-03-05",
}


class World(test_open_attachment.World):
    """A filed dossier at whose desk an original is digitised."""

    digitisation: str = ""

    def compare(
        self, *, sheets: int = 1, agrees: bool = True, by: str = "receiver"
    ) -> ClientResponse:
        body = {"component": "tp02", "sheets": sheets, "agrees": agrees}
        answer = self.client.post(f"/v1/dossiers/{self.code}/digitisations", by, body=body)
        self.digitisation = answer.body.get("digitisation", "")
        return answer

    def step(self, name: str, body: Any = None, by: str = "receiver") -> ClientResponse:
        path = f"/v1/dossiers/{self.code}/digitisations/{self.digitisation}/{name}"
        ask = self.client.put if name == "description" else self.client.post
        return ask(path, by, body={} if body is None else body)

    def announce_scan(self, content: bytes = SCAN) -> ClientResponse:
        digest = hashlib.sha256(content).hexdigest()
        return self.step("scan", {"size": len(content), "sha256": digest})

    def scan(self, content: bytes = SCAN) -> None:
        """Announced, uploaded and checked."""
        announced = self.announce_scan(content)
        assert announced.status == 201, announced.body
        attachment = self.intake.attachment(announced.body["paper"])
        assert attachment is not None
        self.upload(attachment, content)

    def present(self) -> dict[str, Any]:
        path = f"/v1/dossiers/{self.code}/digitisations/{self.digitisation}"
        body: dict[str, Any] = self.client.get(path, "receiver", Accept_Language="en").body
        return body

    def documents_say(self, event: Event) -> None:
        dossier = self.intake.filed_dossier(self.code)
        others = DossierEvents(self.vault, self.code, dossier.draft)
        self.service.inbox.handle(others.publish("documents", event, "copy-1"))


def described_world() -> World:
    world = World()
    world.compare()
    world.scan()
    assert world.step("description", DESCRIPTION).status == 200
    return world


def sealed(world: World) -> DocumentSealed:
    return DocumentSealed(
        kind="copy",
        name="Bản sao",
        sha256="ab" * 32,
        signature="c2ln",
        key="seal",
        digitisation=world.digitisation,
    )


def test_five_steps_lead_from_an_original_to_a_stored_signed_copy() -> None:
    world = described_world()

    signing = world.step("signature").body
    confirmed = next(e for e in world.events() if e.type == CopyConfirmed.TYPE)
    world.documents_say(sealed(world))
    world.documents_say(sealed(world))  # an event with another id, about the same copy

    present = world.present()
    assert (signing["state"], present["state"]) == ("signing", "stored")
    assert [step["step"] for step in present["steps"]] == [
        "compared",
        "scanned",
        "described",
        "signing",
        "stored",
    ]
    assert (present["document"], present["sha256"]) == ("copy-1", "ab" * 32)
    assert (present["digitised"], present["reusable"]) == (True, True)
    paper = world.papers("an")[-1]
    assert (paper["id"], paper["digitised"]) == (present["paper"], True)
    assert isinstance(confirmed.read(CopyConfirmed).number, SealedValue)
    assert world.event_types.count(PaperDigitised.TYPE) == 1
    world.paper = present["paper"]
    assert world.open("receiver").status == 200


def test_what_stands_in_the_paper_is_stored_and_sent_sealed() -> None:
    world = described_world()
    world.step("signature")
    world.documents_say(sealed(world))

    texts = [item.doc for item in world.transport.items.values()]

    assert any(f'"id":"{world.digitisation}"' in text for text in texts)
    for fact in DESCRIPTION.values():
        assert not [text for text in texts if fact in text], fact


def test_fields_and_notes_over_a_scan_are_not_in_its_copy() -> None:
    world = World()
    world.compare()

    world.scan(with_field(SCAN, "CoQuan"))

    digitisation = world.intake.digitisation(world.digitisation)
    assert digitisation is not None
    scan = world.intake.attachment(digitisation.attachment or "")
    assert scan is not None
    with pikepdf.open(BytesIO(world.bucket.stored[scan.key_of(scan.shown or "")])) as pdf:
        assert "/AcroForm" not in pdf.Root
        assert "/Annots" not in pdf.pages[0].obj


def test_a_paper_that_expired_before_the_signature_is_not_signed() -> None:
    world = World()
    world.compare()
    world.scan()
    world.step("description", {**DESCRIPTION, "valid_until": "2026-11-23"})
    world.clock.advance(timedelta(days=1))

    refused = world.step("signature")

    assert (refused.code, refused.body["field"]) == ("paper_expired", "valid_until")


def test_a_copy_whose_paper_expires_is_not_reusable_afterwards() -> None:
    world = World()
    world.compare()
    world.scan()
    assert world.step("description", {**DESCRIPTION, "valid_until": "2019-03-04"}).status == 422
    assert world.step("description", {**DESCRIPTION, "issued_on": "2027-01-01"}).status == 422
    assert world.step("description", {**DESCRIPTION, "valid_until": "2026-11-30"}).status == 200
    world.step("signature")
    world.documents_say(sealed(world))
    assert world.present()["reusable"] is True

    digitisation = world.intake.digitisation(world.digitisation)
    assert digitisation is not None
    assert not digitisation.is_reusable(world.clock().replace(year=2027))


STEPS: Final = {
    "scan": {"size": 10, "sha256": "ab" * 32},
    "description": DESCRIPTION,
    "signature": {},
}


def test_no_step_is_skipped() -> None:
    world = World()
    world.compare()
    assert [world.step(name, STEPS[name]).status for name in ("description", "signature")] == [
        409,
        409,
    ]
    world.announce_scan()
    assert world.step("description", DESCRIPTION).code == "scan_unchecked"
    assert world.step("signature").status == 409

    signing = described_world()
    signing.step("signature")
    assert [signing.step(name, body).status for name, body in STEPS.items()] == [409, 409, 200]
    acts = {"scan", "describe", "sign", "store", "fail_seal"}
    states = {state for state, _ in DIGITISATION_GRAPH} | {"stored"}
    refused = set(product(states, acts)) - set(DIGITISATION_GRAPH)
    assert ("stored", "scan") in refused
    assert len(refused) == len(states) * len(acts) - len(DIGITISATION_GRAPH)


def test_an_original_that_differs_is_not_digitised() -> None:
    world = World()

    assert world.compare(agrees=False).code == "copy_differs"
    assert world.intake.digitisations_of(world.intake.filed_dossier(world.code)) == []


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (scanned(dpi=150), "resolution_too_low"),
        (scanned(mode="L"), "not_in_colour"),
        (scanned(mode="1"), "not_in_colour"),
        (scanned(pages=2), "pages_differ"),
        (a_page(), "not_scanned"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_scan_below_the_standard_is_refused_by_name_and_made_again(
    content: bytes, why: str
) -> None:
    world = World()
    world.compare()

    world.scan(content)

    present = world.present()
    assert (present["scan"], present["why"]) == ("rejected", why)
    assert present["detail"]
    assert world.step("description", DESCRIPTION).code == "scan_rejected"
    world.scan()
    assert world.present()["scan"] == "checked"
    assert world.announce_scan().code == "scan_checked"


@pytest.mark.parametrize(
    ("content", "why"),
    [(SCAN, None), (a_page(), "not_scanned"), (b"\xff\xd8\xff", "not_scanned")],
    ids=["scan", "text", "picture"],
)
def test_a_page_without_a_script_uploads_a_scan_that_its_check_measures(
    content: bytes, why: str | None
) -> None:
    world = World()
    world.compare()
    announced = world.step("scan", {"return_to": f"{PAGES}/so-hoa/xong"})
    assert announced.status == 201, announced.body
    attachment = world.intake.attachment(announced.body["paper"])
    assert attachment is not None

    world.upload(attachment, content)

    assert world.present()["why"] == why
    checked = world.intake.attachment(attachment.id)
    assert checked is not None
    assert checked.sha256 == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, "file_not_described"),
        ({"size": 5}, "file_not_described"),
        ({"return_to": "https://elsewhere.example/"}, "return_to_not_allowed"),
        ({"return_to": f"{PAGES}/x", "size": 1, "sha256": "0" * 64}, "file_not_described"),
    ],
)
def test_a_scan_is_measured_or_comes_from_a_page_to_return_to(
    body: dict[str, Any], code: str
) -> None:
    world = World()
    world.compare()
    assert world.step("scan", body).code == code


def test_a_copy_that_could_not_be_signed_is_signed_again() -> None:
    world = described_world()
    world.step("signature")

    world.documents_say(
        DocumentFailed(kind="copy", why="copy_altered", digitisation=world.digitisation)
    )

    present = world.present()
    assert (present["state"], present["why"]) == ("described", "copy_altered")
    assert world.step("signature").body["state"] == "signing"


def test_only_officials_of_the_agency_that_has_the_case_digitise() -> None:
    world = World()
    officials = ("an", "elsewhere", "below", "cashier", "assessor")
    statuses = {official: world.compare(by=official).status for official in officials}

    assert statuses == {"an": 403, "elsewhere": 404, "below": 404, "cashier": 403, "assessor": 201}


def test_each_reading_of_a_description_is_recorded() -> None:
    world = described_world()
    before = len(world.access_records())

    listed = world.client.get(f"/v1/dossiers/{world.code}/digitisations", "assessor")

    assert listed.body["items"][0]["description"]["number"] == "123/2019"
    assert len(world.access_records()) == before + 1
