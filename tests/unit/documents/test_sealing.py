"""Sealing: offline verification, repeats, crashes, and documents that cannot be made."""

from base64 import b64decode
from hashlib import sha256

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from contracts.casework import CaseReopened
from contracts.documents import DocumentFailed, DocumentSealed
from contracts.intake import AccessChanged
from contracts.routes import DOCUMENTS, ROUTES
from contracts.terms import Applicant, Owner
from contracts.testing.dossier_events import (
    CODE,
    DRAFT,
    KEY,
    OWNER,
    DossierEvents,
    dossier_filed,
    fee_settled,
    paid_dossier,
)
from documents.domain.document import DocumentRequest
from documents.domain.retention import locked_until
from documents.events import RECORDED
from kit.platform import fault_injection
from kit.platform.fault_injection import Killed, Plan
from kit.security.pdf_signatures import intact_keys
from tests.unit.documents.world import World, case_accepted, case_decided, world_with_dossier

CERTIFICATE = "Giấy chứng nhận đăng ký hộ kinh doanh"
POINTS = ["decide.rendered", "decide.stored", "decide.signed", "decide.sealed"]
EMOJI = Applicant(full_name="An 😀", identity_number="022190001234", address="Hạ Long")


def verify_offline(pem: str, signature: str | None, content: bytes) -> None:
    """Verify a file by its key and its signature alone, which may be inside it; raises
    InvalidSignature.
    """
    if signature is None:
        if pem not in intact_keys(content):
            raise InvalidSignature
        return
    key = load_pem_public_key(pem.encode())
    assert isinstance(key, ec.EllipticCurvePublicKey)
    key.verify(b64decode(signature), content, ec.ECDSA(SHA256()))


def test_documents_handles_exactly_the_events_that_are_routed_to_it() -> None:
    routed = {event for event, services in ROUTES.items() if DOCUMENTS in services}

    assert World().service.event_handlers.keys() == routed


def test_an_accepted_case_gets_its_acceptance_form() -> None:
    world = world_with_dossier()

    world.receive(case_accepted(world.others))

    (event,) = world.events()
    sealed = event.read(DocumentSealed)
    assert (event.type, event.source, event.dossier, event.sequence) == (
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
    assert event.vault == DRAFT


def test_a_seal_can_be_verified_offline_and_does_not_fit_an_altered_file(
    caplog: pytest.LogCaptureFixture,
) -> None:
    world = world_with_dossier()
    world.receive(case_accepted(world.others))
    sealed = world.events()[0].read(DocumentSealed)
    (key,) = world.repository.public_keys()
    content = world.content_of(world.documents()[0])

    assert sha256(content).hexdigest() == sealed.sha256
    assert (key.key, key.algorithm) == (sealed.key, "ECDSA_SHA_256")
    verify_offline(key.pem, sealed.signature, content)
    with pytest.raises(InvalidSignature):
        verify_offline(key.pem, sealed.signature, content + b"\n")
    assert caplog.records == []  # whoever verifies trusts a key, and lacks no chain


def test_a_decision_seals_every_result() -> None:
    world = world_with_dossier()

    world.receive(case_decided(world.others, CERTIFICATE, "Thông báo mã số thuế"))

    sealed = [event.read(DocumentSealed) for event in world.events()]
    assert [(s.kind, s.name, s.wanted) for s in sealed] == [
        ("result", CERTIFICATE, "result-1"),
        ("result", "Thông báo mã số thuế", "result-2"),
    ]
    assert len(world.file_store.files) == len({s.sha256 for s in sealed}) == 2


def test_two_results_of_one_name_are_two_documents() -> None:
    world = world_with_dossier()

    world.receive(case_decided(world.others, CERTIFICATE, CERTIFICATE))

    assert len({document.id for document in world.documents()}) == len(world.file_store.files) == 2


def test_a_paid_dossier_gets_a_receipt_an_acceptance_form_and_a_result() -> None:
    world = World()

    world.receive(
        *(event for event in paid_dossier(world.vault) if DOCUMENTS in ROUTES[event.type])
    )

    assert [document.kind for document in world.documents()] == ["receipt", "form-01", "result"]


def test_an_acceptance_before_the_filing_is_parked_until_the_filing() -> None:
    world = World()
    filing, acceptance = (
        world.others.publish("intake", dossier_filed()),
        case_accepted(world.others),
    )

    world.receive(acceptance)
    assert (world.events(), len(world.deferred.of(CODE))) == ([], 1)
    world.receive(filing)

    assert [event.type for event in world.events()] == ["document.sealed"]
    assert world.deferred.of(CODE) == []


def test_a_repeated_message_makes_one_document() -> None:
    world = world_with_dossier()
    acceptance = case_accepted(world.others)

    world.receive(acceptance, acceptance)

    assert (len(world.events()), world.file_store.puts) == (1, 1)


def test_a_result_is_locked_from_its_decision_on_and_a_form_is_not() -> None:
    world = world_with_dossier()
    world.receive(case_accepted(world.others))
    decision = case_decided(world.others, CERTIFICATE)
    world.receive(decision)

    assert list(world.file_store.locks.values()) == [None, locked_until("result", decision.time)]


@pytest.mark.parametrize("point", [*POINTS, "commit.before", "commit.after"])
def test_a_crash_at_any_step_is_repaired_by_the_next_delivery(point: str) -> None:
    world = world_with_dossier()
    decision = case_decided(world.others, CERTIFICATE)
    with fault_injection.injected(Plan(kill={point: 1})) as plan, pytest.raises(Killed):
        world.receive(decision)
    assert plan.injected == 1

    world.receive(decision)

    (event,) = world.events()
    sealed = event.read(DocumentSealed)
    (document,) = world.documents()
    assert list(world.file_store.files) == [document.file_key]
    verify_offline(
        world.repository.public_keys()[0].pem, sealed.signature, world.content_of(document)
    )


def test_a_repeat_makes_the_same_document_in_the_same_place() -> None:
    worlds = World(), World()
    others = DossierEvents(worlds[0].vault)
    worlds[1].use_vault(worlds[0].vault)
    filing, acceptance = others.publish("intake", dossier_filed()), case_accepted(others)

    for world in worlds:
        world.receive(filing, acceptance)

    assert worlds[0].documents()[0].id == worlds[1].documents()[0].id
    assert worlds[0].file_store.files.keys() == worlds[1].file_store.files.keys()


def test_under_faults_on_every_table_call_nothing_is_lost_or_doubled() -> None:
    plan = Plan(rate=0.3)
    world = World(plan)
    filing = world.others.publish("intake", dossier_filed())
    acceptance = case_accepted(world.others)
    decision = case_decided(world.others, CERTIFICATE)

    for message in (filing, acceptance, decision):
        world.receive(message, message)

    assert [event.type for event in world.events()] == ["document.sealed"] * 2
    assert plan.injected > 0


def test_the_id_is_a_ulid_derived_from_cause_kind_and_result() -> None:
    one = DocumentRequest(
        cause="01KAQ000000000000000000000", kind="result", name="A", result="result-1"
    )

    assert one.document == one.evolve(name="B").document
    assert one.document[:10] == one.cause[:10]
    assert len(one.document) == 26
    others = [one.evolve(result="result-2"), one.evolve(kind="form-01")]
    assert len({one.document, *(other.document for other in others)}) == 3


def test_a_letter_without_a_glyph_fails_the_document_once() -> None:
    world = World()
    filing = world.others.publish("intake", dossier_filed().evolve(applicant=EMOJI))
    messages = [filing, case_accepted(world.others)]

    world.receive(*messages, *messages)

    (event,) = world.events()
    assert (event.type, event.read(DocumentFailed).why) == ("document.failed", "glyph_missing")
    assert world.file_store.files == {}
    assert (world.documents()[0].state, world.documents()[0].why) == ("failed", "glyph_missing")


def test_one_failed_result_does_not_stop_the_other() -> None:
    world = world_with_dossier()

    world.receive(case_decided(world.others, CERTIFICATE, "Giấy 😀"))

    assert [event.type for event in world.events()] == ["document.sealed", "document.failed"]


def test_an_erased_dossier_gets_no_document() -> None:
    world = world_with_dossier()
    acceptance = case_accepted(world.others)
    world.destroy_keys()

    world.receive(acceptance)

    assert world.events()[0].read(DocumentFailed).why == "erased"


def test_an_event_without_a_form_is_recorded() -> None:
    world = world_with_dossier()
    message = world.others.publish("casework", CaseReopened(why="paid_in_time"))

    world.receive(message)

    assert world.events() == []
    assert world.repository.has_handled(message)
    assert "case.reopened" in RECORDED


@pytest.mark.parametrize("reversed_order", [False, True])
def test_a_fee_settled_before_or_after_the_filing_gets_its_receipt(
    reversed_order: bool,
) -> None:
    world = World()
    messages = [
        world.others.publish("intake", dossier_filed("before_result")),
        world.others.publish("payments", fee_settled(), "fee-1"),
    ]

    world.receive(*(messages[::-1] if reversed_order else messages), *messages)

    assert (
        world.dossier().ended_fees,
        world.dossier().owes_fee,
        [event.type for event in world.events()],
    ) == (
        ("fee-1",),
        False,
        ["document.sealed"],
    )
    assert world.deferred.of(CODE) == []


def test_the_owner_is_the_one_of_the_latest_event() -> None:
    world = world_with_dossier()
    messages = [
        world.others.publish("intake", AccessChanged(owner=Owner(sub=sub), representatives=()))
        for sub in ("b", "c")
    ]

    world.receive(*reversed(messages))

    assert world.dossier().owner == "c" != OWNER


def test_nothing_personal_is_stored_in_the_clear() -> None:
    world = world_with_dossier()
    world.receive(case_accepted(world.others), case_decided(world.others, CERTIFICATE))

    stored = " ".join(item.doc for item in world.transport.items.values())

    assert not [
        word
        for word in ("Nguyễn", "022190001234", "+84912345678", "an@example.vn", KEY)
        if word in stored
    ]
