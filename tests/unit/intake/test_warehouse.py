"""The data warehouse: results and signed copies are used again without an upload, and shared by
consents that end."""

from datetime import timedelta
from typing import Any, Final

import pytest

from contracts import casework as c
from contracts.documents import DocumentSealed
from contracts.terms import SealedResult
from contracts.testing.dossier_events import DossierEvents
from intake.domain.verified_identity import VerifiedIdentity
from intake.profile.update import UpdateProfile, update_profile
from kit.core.events import Change
from kit.core.model import Aggregate, Event
from kit.security.people import PersonLink
from kit.security.staff_directory import Agency, Staff
from kit.testing.http_client import ClientResponse
from tests.unit.intake.test_digitisation import DESCRIPTION, SCAN
from tests.unit.intake.test_digitisation import World as DigitisingWorld
from tests.unit.intake.world import AN, CODE

FIRST, SECOND, COPY = (f"01KAQ0D0C0000000000000000{n}" for n in "123")
FILE: Final = "cd" * 32
OTHER: Final = "H49.62"
DESK_ELSEWHERE: Final = Staff(sub="desk-elsewhere", roles=("receptionist",), agencies=(OTHER,))
CLERK_ELSEWHERE: Final = Staff(sub="clerk-elsewhere", roles=("clerk",), agencies=(OTHER,))
BINH: Final = AN.evolve(full_name="Phạm Văn Bình", identity_number="022090001111")
TERMS: Final = {"since": "2026-11-23", "until": "2026-12-31", "purpose": "Vay vốn ngân hàng"}


class World(DigitisingWorld):
    """An has a dossier whose case goes on at the word of a test."""

    def __init__(self) -> None:
        super().__init__()
        self.employ(DESK_ELSEWHERE, CLERK_ELSEWHERE)
        self.directory.put_agency(
            Agency(code=OTHER, name="Phường Bãi Cháy", valid_from="2025-07-01")
        )
        dossier = self.intake.filed_dossier(self.code)
        self.others = DossierEvents(self.vault, self.code, dossier.draft, self.clock())

    def receive(self, source: str, event: Event, subject: str | None = None) -> None:
        self.service.inbox.handle(self.others.publish(source, event, subject))

    def seal(self, document: str = FIRST, **changes: object) -> None:
        facts: dict[str, object] = {
            "name": "Giấy chứng nhận",
            "number": "12/GCN",
            "code": "KQ.G12.001041",
        }
        facts |= {"kind": "result", "sha256": "ab" * 32, "signature": "c2ln", "key": "seal"}
        facts |= {"wanted": "result-1", "file": FILE} | changes
        self.receive("documents", DocumentSealed.model_validate(facts), document)

    def return_result(self) -> None:
        self.receive("casework", c.CaseReturned(how="online"))

    def put(self, state: Aggregate) -> None:
        self.intake.commit([Change(state, None)], at=self.clock())

    def stored_docs(self) -> list[tuple[tuple[str, str], str]]:
        return [(key, item.doc) for key, item in self.transport.items.items()]

    def stored(self, sub: str = "an") -> list[dict[str, Any]]:
        items: list[dict[str, Any]] = self.client.get("/v1/me/warehouse", sub).body["items"]
        return items

    def reuse(self, document: str = FIRST, *, draft: str = "", sub: str = "an") -> ClientResponse:
        self.next_draft = draft or self.draft()
        body = {"component": "tp01", "dossier": self.code, "document": document}
        return self.client.post(f"/v1/drafts/{self.next_draft}/reused-papers", sub, body)

    def file_next(self) -> ClientResponse:
        return self.client.post(f"/v1/drafts/{self.next_draft}/filing", "an", {})

    def share(self, **changes: object) -> ClientResponse:
        body = {"dossier": self.code, "document": FIRST, "agency": OTHER, **TERMS} | changes
        return self.client.post("/v1/me/consents", "an", body)

    def verify(self, sub: str = "binh") -> None:
        facts = {"full_name": BINH.full_name, "identity_number": str(BINH.identity_number)}
        verified = VerifiedIdentity(facts=facts, at=self.clock())
        command = UpdateProfile(owner=PersonLink(person=sub), profile=BINH, verified=verified)
        update_profile(self.intake, command, at=self.clock())


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def stocked(world: World) -> World:
    """A result was returned."""
    world.seal()
    world.return_result()
    return world


def digitised() -> World:
    world = World()
    world.compare()
    world.scan(SCAN)
    world.step("description", DESCRIPTION | {"valid_until": "2026-12-31"})
    world.step("signature")
    facts = {"kind": "copy", "name": "Bản sao", "sha256": "ef" * 32, "signature": "c2ln"}
    facts |= {"key": "seal", "digitisation": world.digitisation, "file": FILE}
    world.receive("documents", DocumentSealed.model_validate(facts), COPY)
    return world


def test_a_result_is_in_the_warehouse_once_it_was_returned_and_of_its_owner_alone(
    world: World,
) -> None:
    world.seal()
    assert world.stored() == []
    world.return_result()
    [paper] = world.stored()
    assert (paper["document"], paper["kind"], paper["state"]) == (FIRST, "result", "valid")
    assert (paper["number"], paper["issuer"]) == ("12/GCN", "Trung tâm phường Hạ Long")
    assert (paper["issued_on"], paper["valid_until"]) == ("2026-11-23", None)
    assert (paper["procedure"], paper["reusable"]) == (CODE, True)
    world.verify()
    assert world.stored("binh") == []
    path = f"/v1/dossiers/{world.code}/warehouse/{FIRST}"
    assert world.client.get(path, "binh").status == 404


def test_an_event_that_comes_twice_changes_nothing(world: World) -> None:
    world.seal()
    world.service.inbox.handle(world.others.published[-1])
    world.return_result()
    world.service.inbox.handle(world.others.published[-1])
    assert len(world.stored()) == 1


def test_a_signed_copy_has_the_data_of_its_paper_and_holds_until_its_last_day() -> None:
    world = digitised()
    [paper] = world.stored()
    assert (paper["kind"], paper["document"]) == ("digitised_copy", COPY)
    described = {name: paper[name] for name in ("number", "issuer", "issued_on")}
    assert described == {name: DESCRIPTION[name] for name in described}
    assert (paper["name"], paper["valid_until"]) == (DESCRIPTION["kind"], "2026-12-31")
    world.clock.advance(timedelta(days=60))
    [later] = world.stored()
    assert (later["state"], later["reusable"]) == ("expired", False)


def test_a_paper_is_filed_again_by_reference_and_the_desk_opens_it(stocked: World) -> None:
    paper = stocked.reuse().body
    assert (paper["state"], paper["reused"]["document"]) == ("checked", FIRST)
    filed = stocked.file_next().body
    dossier = stocked.client.get(f"/v1/dossiers/{filed['code']}", "officer").body
    [filed_paper] = dossier["papers"]
    assert (filed_paper["reused"], filed_paper["digitised"]) == (True, False)
    assert (filed_paper["sha256"], dossier["papers_saved"]) == ("ab" * 32, 1)
    [flags] = dossier["portal_flags"]
    assert (flags["DuocSoHoa"], flags["DuocTaiSuDung"]) == ("0", "1")
    assert flags["DuocLayTuKhoDMQG"] == "0"

    path = f"/v1/dossiers/{filed['code']}/papers/{paper['paper']}/link?purpose=assessment"
    link = stocked.client.get(path, "officer").body
    draft = stocked.intake.filed_dossier(stocked.code).draft
    assert f"documents/{draft}/{FILE}.pdf" in link["url"]
    assert stocked.bucket.stored.keys().isdisjoint({link["url"]})
    shown = stocked.client.get(f"/v1/dossiers/{stocked.code}/warehouse/{FIRST}", "an").body
    assert [use["dossier"] for use in shown["uses"]] == [filed["code"]]


def test_a_signed_copy_that_is_used_again_counts_as_digitised() -> None:
    world = digitised()
    assert world.reuse(COPY).status == 201
    [paper] = world.intake.filed_dossier(world.file_next().body["code"]).attachments
    assert (paper.digitised, paper.reused) == (True, True)


def test_what_was_recalled_replaced_or_has_expired_is_refused_in_words(stocked: World) -> None:
    stocked.seal(SECOND)
    by_document = {paper["document"]: paper["state"] for paper in stocked.stored()}
    assert by_document == {FIRST: "replaced", SECOND: "valid"}
    replaced = stocked.reuse(FIRST)
    assert (replaced.status, replaced.code) == (409, "stored_paper_not_valid")
    assert "đã được thay bằng văn bản mới" in replaced.body["detail"]

    assert stocked.reuse(SECOND).status == 201
    results = (SealedResult(document=SECOND, name="Giấy chứng nhận", sha256="ab" * 32),)
    recalled = c.CaseResultRecalled(results=results, reason="sealed:x")
    stocked.receive("casework", recalled)
    assert "đã bị thu hồi" in stocked.reuse(SECOND).body["detail"]
    # the draft of before is not filed with it either
    before = stocked.intake.uses_of(stocked.code, SECOND)[0][0]
    refused = stocked.client.post(f"/v1/drafts/{before}/filing", "an", {})
    assert refused.code == "stored_paper_not_valid"


def test_a_result_holds_on_its_last_day_and_not_on_the_next(world: World) -> None:
    world.seal(valid_until="2026-11-24")
    stored = next(doc for (_, sk), doc in world.stored_docs() if sk.endswith(f"RESULT#{FIRST}"))
    assert "2026-11-24" not in stored
    world.return_result()
    assert world.reuse().status == 201
    world.clock.advance(timedelta(days=2))
    assert world.stored()[0]["state"] == "expired"


def test_nobody_uses_anothers_paper_and_a_component_has_to_be_of_the_procedure(
    stocked: World,
) -> None:
    stocked.verify()
    assert stocked.reuse(draft=stocked.draft("binh"), sub="binh").status == 404
    body = {"component": "tp99", "dossier": stocked.code, "document": FIRST}
    path = f"/v1/drafts/{stocked.draft()}/reused-papers"
    assert stocked.client.post(path, "an", body).code == "unknown_component"
    assert stocked.reuse(SECOND).status == 404


def test_an_older_result_without_a_file_is_listed_and_not_used(world: World) -> None:
    world.seal(file=None)
    world.return_result()
    assert world.stored()[0]["reusable"] is False
    assert world.reuse().code == "stored_paper_without_file"


def test_an_erased_dossier_leaves_the_warehouse_and_nobody_opens_its_papers(stocked: World) -> None:
    paper = stocked.reuse().body["paper"]
    consent = stocked.share().body["consent"]
    code = stocked.file_next().body["code"]
    dossier = stocked.intake.filed_dossier(stocked.code)
    stocked.put(dossier.evolve(erasure_ordered_at=stocked.clock()))
    assert stocked.stored() == []
    assert stocked.reuse().status == 404
    link = f"/v1/dossiers/{code}/papers/{paper}/link?purpose=assessment"
    assert stocked.client.get(link, "officer").code == "paper_not_shown"
    assert stocked.client.get(f"/v1/shared-papers/{consent}", "desk-elsewhere").status == 404


def test_an_agency_sees_a_shared_paper_until_the_consent_ends_and_the_owner_sees_who(
    stocked: World,
) -> None:
    consent = stocked.share().body
    assert (consent["state"], consent["agency"]) == ("valid", OTHER)
    path = f"/v1/shared-papers/{consent['consent']}"
    assert stocked.client.get(path, "officer").status == 404
    assert stocked.client.get(path, "clerk-elsewhere").status == 403
    listed = stocked.client.get("/v1/shared-papers", "desk-elsewhere").body["items"]
    assert [each["consent"] for each in listed] == [consent["consent"]]
    shared = stocked.client.get(path, "desk-elsewhere").body
    assert (shared["document"], shared["consent"]["purpose"]) == (FIRST, TERMS["purpose"])
    assert f"{FILE}.pdf" in shared["url"]
    readers = stocked.client.get(f"/v1/dossiers/{stocked.code}/readers", "an").body["items"]
    assert {"consent"} == {r["purpose"] for r in readers if OTHER in r["agencies"]}

    stocked.clock.advance(timedelta(days=39))
    assert stocked.client.get(path, "desk-elsewhere").status == 404
    assert stocked.client.get("/v1/me/consents", "an").body["items"][0]["state"] == "ended"


def test_a_revoked_consent_lets_nobody_see_the_paper_and_is_its_givers_to_revoke(
    stocked: World,
) -> None:
    consent = stocked.share().body["consent"]
    stocked.verify()
    assert stocked.client.delete(f"/v1/me/consents/{consent}", "binh").status == 404
    for _ in range(2):
        assert stocked.client.delete(f"/v1/me/consents/{consent}", "an").status == 204
    assert stocked.client.get(f"/v1/shared-papers/{consent}", "desk-elsewhere").status == 404
    assert stocked.client.get("/v1/me/consents", "an").body["items"][0]["state"] == "revoked"


def test_a_person_sees_a_shared_paper_by_a_verified_number_and_name(stocked: World) -> None:
    named = {"full_name": BINH.full_name, "identity_number": BINH.identity_number}
    consent = stocked.share(agency=None, **named).body["consent"]
    other = stocked.share(agency=None, **(named | {"full_name": "Lê Văn Tám"})).body["consent"]
    path = f"/v1/shared-papers/{consent}"
    assert stocked.client.get(path, "binh").status == 404
    stocked.verify()
    assert stocked.client.get(path, "binh").body["document"] == FIRST
    assert stocked.client.get(f"/v1/shared-papers/{other}", "binh").status == 404
    assert len(stocked.client.get("/v1/shared-papers", "binh").body["items"]) == 1


def test_a_consent_names_one_recipient_and_days_in_their_order(stocked: World) -> None:
    named = {"full_name": BINH.full_name, "identity_number": BINH.identity_number}
    codes = [
        stocked.share(**named).code,
        stocked.share(agency=None).code,
        stocked.share(agency=None, full_name="Phạm Văn Bình").code,
        stocked.share(until="2026-11-22").code,
        stocked.share(until="2027-11-24").code,
    ]
    assert codes == ["consent_malformed"] * 5
    assert stocked.share(agency="H49.99").code == "unknown_agency"
    assert stocked.share(document=SECOND).status == 404


def test_what_a_consent_says_is_stored_sealed(stocked: World) -> None:
    named = {"full_name": BINH.full_name, "identity_number": BINH.identity_number}
    stocked.share(agency=None, **named)
    texts = [doc for (pk, _), doc in stocked.stored_docs() if "CONSENT" in pk]
    assert texts
    for text in texts:
        assert not [word for word in (TERMS["purpose"], *named.values()) if str(word) in text]


def test_a_page_is_of_so_many_dossiers(stocked: World) -> None:
    stocked.reuse()
    stocked.file_next()
    first = stocked.client.get("/v1/me/warehouse?limit=1", "an").body
    assert (first["items"], first["next"] is None) == ([], False)
    rest = stocked.client.get(f"/v1/me/warehouse?limit=1&cursor={first['next']}", "an").body
    assert [paper["document"] for paper in rest["items"]] == [FIRST]
