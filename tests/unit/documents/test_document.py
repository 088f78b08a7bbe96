"""A document and its dossier: ids that stay, fields that its event and its forms rely on."""

from datetime import datetime, timedelta

import pytest

from contracts.documents import DocumentFailed, DocumentSealed, Kind
from contracts.terms import FiledPaper, Pay
from contracts.testing.dossier_events import (
    CODE,
    DRAFT,
    FEE,
    FILED_AT,
    OWNER,
    DossierEvents,
    dossier_filed,
)
from documents.domain.document import (
    DocumentRequest,
    Seal,
    failed_document,
    sealed_document,
)
from documents.domain.dossier import Dossier, change_owner, end_fee, new_dossier
from documents.domain.public_key import public_key_of
from documents.domain.retention import locked_until
from kit.testing.clock import NOW
from kit.testing.memory_vault import memory_vault

CAUSE = "01KAQ000000000000000000000"
LATER = NOW + timedelta(hours=1)
REQUEST = DocumentRequest(cause=CAUSE, kind="result", name="Giấy chứng nhận", result="R-1", fee=FEE)
SEAL = Seal(sha256="ab" * 32, signature="c2ln", key="alias/seal")
PAPER = FiledPaper(id="p1", component="tp01", name="Giấy đề nghị", sha256="0" * 64)


def a_dossier(pay: Pay = "before_result", *, sequence: int = 3) -> Dossier:
    filed = dossier_filed(pay).evolve(papers=(PAPER,))
    message = DossierEvents(memory_vault()).publish("intake", filed).evolve(sequence=sequence)
    return new_dossier(filed, message)


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        (REQUEST, "01KAQ00000ZHG15VFZYA8CJT4B"),
        (REQUEST.evolve(result=None), "01KAQ00000XR8V7X0CEM2YFWAR"),
        (REQUEST.evolve(kind="receipt", result=None), "01KAQ000006F7F7505T06T4V7B"),
    ],
)
def test_the_id_of_a_document_stays_the_same_from_release_to_release(
    request_: DocumentRequest, expected: str
) -> None:
    assert request_.document == expected
    assert request_.evolve(name="Tên khác", fee=None).document == expected


def test_documents_of_one_event_begin_with_its_time_and_differ() -> None:
    requests = [REQUEST, REQUEST.evolve(result="R-2"), REQUEST.evolve(kind="receipt")]

    ids = [request.document for request in requests]

    assert len(set(ids)) == 3
    assert all(len(each) == 26 and each.startswith(CAUSE[:10]) for each in ids)


def test_a_file_is_stored_under_its_dossiers_vault_id_and_its_digest() -> None:
    document, _ = sealed_document(REQUEST, a_dossier(), SEAL, at=LATER)

    assert document.file_key == f"documents/{DRAFT}/{'ab' * 32}.pdf"
    assert document.evolve(seal=None).file_key is None


@pytest.mark.parametrize(
    ("kind", "dated", "end"),
    [
        ("result", "2026-11-24T09:00:00+07:00", "2036-11-24T09:00:00+07:00"),
        ("result", "2028-02-29T09:00:00+07:00", "2038-03-01T09:00:00+07:00"),
        ("form-01", "2026-11-24T09:00:00+07:00", None),
        ("receipt", "2026-11-24T09:00:00+07:00", None),
    ],
)
def test_a_result_is_locked_for_the_years_of_its_class(
    kind: Kind, dated: str, end: str | None
) -> None:
    lock = locked_until(kind, datetime.fromisoformat(dated))

    assert lock == (datetime.fromisoformat(end) if end else None)


def test_a_sealed_document_and_its_event_say_the_same() -> None:
    document, event = sealed_document(REQUEST, a_dossier(), SEAL, at=LATER)

    assert (document.id, document.pk) == (REQUEST.document, f"DOCUMENT#{REQUEST.document}")
    assert (document.dossier, document.vault) == (CODE, DRAFT)
    assert (document.cause, document.kind, document.name) == (CAUSE, "result", "Giấy chứng nhận")
    assert (document.result, document.fee) == ("R-1", FEE)
    assert (document.state, document.at, document.seal) == ("sealed", LATER, SEAL)
    assert document.why is None
    assert event == DocumentSealed(
        kind="result",
        name="Giấy chứng nhận",
        sha256="ab" * 32,
        signature="c2ln",
        key="alias/seal",
        wanted="R-1",
        fee=FEE,
        file="ab" * 32,
    )


def test_a_sealed_receipt_names_the_receipt_that_it_shows() -> None:
    request = REQUEST.evolve(kind="receipt", receipt="EBL01-26TAA-00000001")
    _, event = sealed_document(request, a_dossier(), SEAL, at=LATER)

    assert event.receipt == "EBL01-26TAA-00000001"


def test_a_failed_document_and_its_event_have_the_reason_and_no_seal() -> None:
    document, event = failed_document(REQUEST, a_dossier(), "glyph_missing", at=LATER)

    assert (document.state, document.at, document.why) == ("failed", LATER, "glyph_missing")
    assert (document.id, document.seal) == (REQUEST.document, None)
    assert event == DocumentFailed(kind="result", why="glyph_missing", wanted="R-1", fee=FEE)


def test_a_dossier_is_stored_as_it_was_filed() -> None:
    filed, dossier = dossier_filed("before_result"), a_dossier()

    assert (dossier.id, dossier.dossier, dossier.vault) == (CODE, CODE, DRAFT)
    assert dossier.pk == f"DOSSIER#{CODE}"
    assert (dossier.procedure, dossier.agency) == (filed.procedure, "H49.61.01")
    assert (dossier.agency_name, dossier.channel) == ("UBND phường Hồng Gai", "online")
    assert (dossier.owner, dossier.owner_sequence) == (OWNER, 3)
    assert (dossier.applicant, dossier.contact) == (filed.applicant, filed.contact)
    assert (dossier.attachments, dossier.filed_at) == ((PAPER,), FILED_AT)
    assert (dossier.pay, dossier.total, dossier.ended_fees) == ("before_result", 150_000, ())


@pytest.mark.parametrize(
    ("pay", "total", "settled", "owes"),
    [
        ("before_result", 1, False, True),
        ("before_result", 1, True, False),
        ("before_result", 0, False, False),
        ("before_acceptance", 1, False, False),
        ("at_counter", 1, False, False),
    ],
)
def test_only_an_unpaid_fee_that_is_due_before_the_result_is_owed(
    pay: Pay, total: int, settled: bool, owes: bool
) -> None:
    dossier = a_dossier().evolve(pay=pay, total=total)

    assert (end_fee(dossier, FEE) if settled else dossier).owes_fee is owes


def test_a_dossier_of_an_older_release_owes_nothing() -> None:
    stored = a_dossier().model_dump(exclude={"pay", "total", "fee_settled"})

    read = Dossier.model_validate(stored)

    assert (read.pay, read.total, read.fee_settled) == ("none", 0, False)


@pytest.mark.parametrize(
    ("sequence", "owner", "stored"), [(2, OWNER, 3), (3, OWNER, 3), (4, "sub-binh", 4)]
)
def test_only_a_newer_event_changes_the_owner(sequence: int, owner: str, stored: int) -> None:
    changed = change_owner(a_dossier(), "sub-binh", sequence=sequence)

    assert (changed.owner, changed.owner_sequence) == (owner, stored)


class FixedSigner:
    """A signer with one key."""

    key = "alias/seal"

    def sign(self, digest: bytes) -> str:
        return digest.hex()

    def public_key(self) -> str:
        return "-----BEGIN PUBLIC KEY-----"


def test_a_public_key_says_which_signatures_it_verifies() -> None:
    public_key = public_key_of(FixedSigner())

    assert (public_key.key, public_key.algorithm) == ("alias/seal", "ECDSA_SHA_256")
    assert public_key.pem == "-----BEGIN PUBLIC KEY-----"
