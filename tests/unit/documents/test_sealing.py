"""From an event to a sealed document: offline verification, repeats, deaths, and what can't be made."""

from base64 import b64decode
from hashlib import sha256

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from contracts.casework import CaseRefused
from contracts.documents import DocumentFailed, DocumentSealed
from contracts.intake import AccessChanged
from contracts.routes import DOCUMENTS, ROUTES
from contracts.terms import Applicant, Owner
from documents.domain.document import Wanted
from documents.events import RECORDED, event_handlers
from kit.persistence.fault_injecting_transport import FaultInjectingTransport
from kit.platform import fault_injection
from kit.platform.fault_injection import Killed, Plan
from tests.fakes import NOW, MemoryTransport
from tests.story import CODE, DRAFT, KEY, OWNER, Story, fee_settled, filed, paid
from tests.unit.documents.building import Printery, accepted, decided, told_of_filing

CERTIFICATE = "Giấy chứng nhận đăng ký hộ kinh doanh"
POINTS = ["decide.rendered", "decide.stored", "decide.signed", "decide.sealed"]
EMOJI = Applicant(full_name="An 😀", identity_number="022190001234", address="Hạ Long")


def with_dossier() -> Printery:
    printery = Printery()
    printery.hear(told_of_filing(printery.story))
    return printery


def check(pem: str, signature: str, content: bytes) -> None:
    """What anybody can do with the file, the key and the signature; raises InvalidSignature."""
    key = load_pem_public_key(pem.encode())
    assert isinstance(key, ec.EllipticCurvePublicKey)
    key.verify(b64decode(signature), content, ec.ECDSA(SHA256()))


def test_documents_hears_exactly_what_the_routes_say() -> None:
    heard = event_handlers(Printery().store, lambda: NOW)

    assert set(heard) == {event for event, hearers in ROUTES.items() if DOCUMENTS in hearers}


def test_an_accepted_case_gets_its_receipt() -> None:
    printery = with_dossier()

    printery.hear(accepted(printery.story))

    (said,) = printery.said
    sealed = said.read(DocumentSealed)
    assert (said.type, said.source, said.dossier, said.sequence) == (
        "document.sealed",
        "documents",
        CODE,
        1,
    )
    assert (sealed.kind, sealed.name, sealed.wanted) == (
        "form-01",
        "Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
        None,
    )
    assert said.vault == DRAFT


def test_the_seal_can_be_verified_offline_and_an_altered_file_is_found_out() -> None:
    printery = with_dossier()
    printery.hear(accepted(printery.story))
    sealed = printery.said[0].read(DocumentSealed)
    (key,) = printery.store.public_keys()
    content = printery.shelf.files[f"documents/{sealed.sha256}.pdf"]

    assert sha256(content).hexdigest() == sealed.sha256
    assert (key.key, key.algorithm) == (sealed.key, "ECDSA_SHA_256")
    check(key.pem, sealed.signature, content)
    with pytest.raises(InvalidSignature):
        check(key.pem, sealed.signature, content + b"\n")


def test_a_decision_seals_every_result_it_wants() -> None:
    printery = with_dossier()

    printery.hear(decided(printery.story, CERTIFICATE, "Thông báo mã số thuế"))

    told = [event.read(DocumentSealed) for event in printery.said]
    assert [(s.kind, s.name, s.wanted) for s in told] == [
        ("result", CERTIFICATE, "wanted-1"),
        ("result", "Thông báo mã số thuế", "wanted-2"),
    ]
    assert len(printery.shelf.files) == len({s.sha256 for s in told}) == 2


def test_two_results_of_one_name_are_two_documents() -> None:
    printery = with_dossier()

    printery.hear(decided(printery.story, CERTIFICATE, CERTIFICATE))

    assert len({document.id for document in printery.documents}) == len(printery.shelf.files) == 2


def test_a_paid_dossiers_whole_story_leaves_a_receipt_of_the_money_one_of_the_papers_and_a_result() -> (
    None
):
    printery = Printery()

    printery.hear(*(event for event in paid(printery.vault) if DOCUMENTS in ROUTES[event.type]))

    assert [document.kind for document in printery.documents] == ["receipt", "form-01", "result"]


def test_an_acceptance_heard_before_the_filing_waits_for_it() -> None:
    printery = Printery()
    filing, acceptance = told_of_filing(printery.story), accepted(printery.story)

    printery.hear(acceptance)
    assert (printery.said, len(printery.store.aggregates.parked(CODE))) == ([], 1)
    printery.hear(filing)

    assert [event.type for event in printery.said] == ["document.sealed"]
    assert printery.store.aggregates.parked(CODE) == []


def test_a_message_heard_twice_makes_one_document() -> None:
    printery = with_dossier()
    acceptance = accepted(printery.story)

    printery.hear(acceptance, acceptance)

    assert (len(printery.said), printery.shelf.puts) == (1, 1)


@pytest.mark.parametrize("point", [*POINTS, "commit.before", "commit.after"])
def test_a_death_at_any_step_is_repaired_by_the_next_delivery(point: str) -> None:
    printery = with_dossier()
    decision = decided(printery.story, CERTIFICATE)
    with fault_injection.injected(Plan(kill={point: 1})) as plan, pytest.raises(Killed):
        printery.hear(decision)
    assert plan.injected == 1

    printery.hear(decision)

    (said,) = printery.said
    sealed = said.read(DocumentSealed)
    assert list(printery.shelf.files) == [f"documents/{sealed.sha256}.pdf"]
    check(
        printery.store.public_keys()[0].pem,
        sealed.signature,
        printery.shelf.files[f"documents/{sealed.sha256}.pdf"],
    )


def test_a_repeat_makes_the_same_document_with_the_same_bytes() -> None:
    told = [Printery() for _ in range(2)]
    story = Story(told[0].vault)
    filing, acceptance = told_of_filing(story), accepted(story)
    told[1].vault = told[1].store.aggregates.vault = told[0].vault

    for printery in told:
        printery.hear(filing, acceptance)

    assert told[0].documents[0].id == told[1].documents[0].id
    assert told[0].shelf.files == told[1].shelf.files


def test_under_faults_on_every_table_call_nothing_is_lost_or_doubled() -> None:
    memory = MemoryTransport()
    printery = Printery(
        transport=memory, around=FaultInjectingTransport(memory, plan := Plan(rate=0.3))
    )
    told = [
        told_of_filing(printery.story),
        accepted(printery.story),
        decided(printery.story, CERTIFICATE),
    ]

    for heard in told:
        printery.hear(heard, heard)

    assert [event.type for event in printery.said] == ["document.sealed"] * 2
    assert plan.injected > 0


def test_an_identifier_is_a_ulid_that_follows_from_cause_kind_and_wanted() -> None:
    one = Wanted(cause="01KAQ000000000000000000000", kind="result", name="A", wanted="w-1")

    assert one.document == one.evolve(name="B").document
    assert one.document[:10] == one.cause[:10]
    assert len(one.document) == 26
    others = [one.evolve(wanted="w-2"), one.evolve(kind="form-01")]
    assert len({one.document, *(other.document for other in others)}) == 3


def test_a_letter_that_no_font_has_fails_the_document_once_and_for_all() -> None:
    printery = Printery()
    acceptance = [told_of_filing(printery.story, applicant=EMOJI), accepted(printery.story)]

    printery.hear(*acceptance, *acceptance)

    (said,) = printery.said
    assert (said.type, said.read(DocumentFailed).why) == ("document.failed", "glyph_missing")
    assert printery.shelf.files == {}
    assert (printery.documents[0].state, printery.documents[0].why) == ("failed", "glyph_missing")


def test_one_result_that_cannot_be_made_does_not_hold_up_the_other() -> None:
    printery = with_dossier()

    printery.hear(decided(printery.story, CERTIFICATE, "Giấy 😀"))

    assert [event.type for event in printery.said] == ["document.sealed", "document.failed"]


def test_an_erased_dossier_gets_no_document() -> None:
    printery = with_dossier()
    acceptance = accepted(printery.story)
    printery.store.aggregates.vault = Printery().vault

    printery.hear(acceptance)

    assert printery.said[0].read(DocumentFailed).why == "erased"


def test_what_leads_to_nothing_yet_is_recorded() -> None:
    printery = Printery()
    heard = printery.story.tell(
        "casework", CaseRefused(reason="Không thuộc thẩm quyền.", ground="refused")
    )

    printery.hear(heard)

    assert printery.said == []
    assert printery.store.aggregates.has_handled(heard)
    assert "case.refused" in RECORDED


@pytest.mark.parametrize("turned", [False, True])
def test_a_fee_settled_before_or_after_the_filing_is_known_and_brings_its_receipt(
    turned: bool,
) -> None:
    printery = Printery()
    told = [
        printery.story.tell("intake", filed("before_result")),
        printery.story.tell("payments", fee_settled(), "fee-1"),
    ]

    printery.hear(*(told[::-1] if turned else told), *told)

    found = printery.store.dossier(CODE)
    assert found is not None
    assert (found.settled, found.owes, [event.type for event in printery.said]) == (
        True,
        False,
        ["document.sealed"],
    )
    assert printery.store.aggregates.parked(CODE) == []


def test_the_owner_is_the_one_last_told_of() -> None:
    printery = with_dossier()
    told = [
        printery.story.tell("intake", AccessChanged(owner=Owner(sub=sub), representatives=()))
        for sub in ("b", "c")
    ]

    printery.hear(*reversed(told))

    found = printery.store.dossier(CODE)
    assert found is not None
    assert found.owner == "c" != OWNER


def test_nothing_personal_is_stored_in_the_clear() -> None:
    printery = with_dossier()
    printery.hear(accepted(printery.story), decided(printery.story, CERTIFICATE))

    stored = " ".join(item.doc for item in printery.transport.items.values())

    assert not [
        word
        for word in ("Nguyễn", "022190001234", "+84912345678", "an@example.vn", KEY)
        if word in stored
    ]
