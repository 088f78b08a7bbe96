"""A result that an official uploaded is signed as it was checked, and numbered in the book."""

from hashlib import sha256

import pytest

from contracts.casework import CaseDecided, CaseResultCorrected
from contracts.documents import DocumentFailed, DocumentSealed
from contracts.result_content import ResultContent, ResultFile
from contracts.terms import SealWanted
from contracts.testing.dossier_events import DRAFT, dossier_filed
from intake.attachments.pdf_copy import pdf_copy
from kit.core.events import Envelope
from kit.security.pdf_signatures import judge_signatures
from kit.testing.clock import NOW
from tests.unit.documents.test_agency_signature import trust
from tests.unit.documents.test_copies import first_page_text
from tests.unit.documents.test_personal_signature import NAME, OFFICIAL, Phone, sweep
from tests.unit.documents.test_standing import verified
from tests.unit.documents.world import World, case_decided
from tests.unit.intake.scans import scanned

CONTENT = pdf_copy(scanned(pages=2)).content
DIGEST = sha256(CONTENT).hexdigest()
CORRECTED = pdf_copy(scanned(pages=1)).content
CORRECTED_DIGEST = sha256(CORRECTED).hexdigest()


def a_world(*, results: int = 1, phone: Phone | None = None) -> tuple[World, Envelope]:
    """A decision whose results are all the same uploaded file."""
    world = World(signing_service=phone)
    world.receive(world.others.publish("intake", dossier_filed()))
    world.file_store.papers = {f"papers/{DRAFT}/{DIGEST}": CONTENT}
    wanted = tuple(SealWanted(document=f"r-{n}", name="Quyết định") for n in range(results))
    file = ResultFile(paper="paper-1", sha256=DIGEST, draft=DRAFT)
    decided = CaseDecided(
        results=wanted,
        signer=OFFICIAL,
        signer_name=NAME,
        contents={each.document: ResultContent(file=file) for each in wanted},
    )
    return world, world.others.publish("casework", decided)


def test_the_agency_signs_the_file_itself_with_its_number_on_it() -> None:
    world, decided = a_world()

    world.receive(decided, decided)

    *_, document = world.documents()
    signed = world.content_of(document)
    assert signed.startswith(CONTENT)
    (judged,) = judge_signatures(signed, trust(), NOW)
    assert (judged.state, judged.signer) == ("valid", "Dấu của H49")
    assert document.number == "01/QĐ"
    shown = first_page_text(signed)
    assert "Số: 01/QĐ" in shown
    assert "Cơ quan: UBND phường Hồng Gai" in shown
    sealed = world.events()[-1].read(DocumentSealed)
    assert (sealed.wanted, sealed.sha256) == ("r-0", sha256(signed).hexdigest())


def test_the_official_who_decides_signs_it_first() -> None:
    phone = Phone()
    world, decided = a_world(phone=phone)
    world.receive(decided)
    assert world.documents() == []

    phone.approve_all()
    sweep(world)

    signed = world.content_of(world.documents()[-1])
    checks = judge_signatures(signed, trust(), NOW)
    assert signed.startswith(CONTENT)
    assert [(each.signer, each.state) for each in checks] == [
        (NAME, "valid"),
        ("Dấu của H49", "valid"),
    ]


def test_two_results_of_one_file_have_a_number_and_a_signature_each() -> None:
    world, decided = a_world(results=2)

    world.receive(decided)

    first, second = [each for each in world.documents() if each.kind == "result"]
    assert {first.number, second.number} == {"01/QĐ", "02/QĐ"}
    for each in (first, second):
        assert f"Số: {each.number}" in first_page_text(world.content_of(each))


@pytest.mark.parametrize("is_altered", [False, True])
def test_a_corrected_result_is_the_file_that_was_checked_or_the_mistaken_one_holds(
    is_altered: bool,
) -> None:
    world, decided = a_world()
    world.receive(decided)
    first = next(each for each in world.documents() if each.kind == "result")
    corrected = CaseResultCorrected(
        result=SealWanted(document="r-0", name="Quyết định"),
        document=first.id,
        reason="Ghi sai ngày sinh.",
        signer=OFFICIAL,
        signer_name=NAME,
        content=ResultContent(file=ResultFile(paper="p-2", sha256=CORRECTED_DIGEST, draft=DRAFT)),
    )
    stored = b"%PDF-1.7 another" if is_altered else CORRECTED
    world.file_store.papers = {f"papers/{DRAFT}/{CORRECTED_DIGEST}": stored}

    world.receive(world.others.publish("casework", corrected))

    if is_altered:
        assert world.events()[-1].read(DocumentFailed).why == "result_altered"
        assert verified(world, first) == ("valid", None)
        return
    (second,) = [each for each in world.documents() if each.number == "02/QĐ"]
    signed = world.content_of(second)
    assert signed.startswith(CORRECTED)
    assert [each.state for each in judge_signatures(signed, trust(), NOW)] == ["valid"]
    assert "Số: 02/QĐ" in first_page_text(signed)
    assert verified(world, first) == ("replaced", second.id)


def test_without_a_seal_the_file_is_found_where_it_is_stored() -> None:
    world, decided = a_world()
    world.certify()

    world.receive(decided)

    assert world.content_of(world.documents()[-1]) == CONTENT


def test_a_file_that_is_gone_fails_and_is_not_delivered_again_and_again() -> None:
    world, decided = a_world()
    world.file_store.papers = {}

    world.receive(decided)

    assert world.events()[-1].read(DocumentFailed).why == "result_missing"


def test_a_changed_byte_is_refused_and_its_number_goes_to_the_next() -> None:
    world, decided = a_world()
    world.file_store.papers = {f"papers/{DRAFT}/{DIGEST}": CONTENT[:-1] + b"x"}
    stored = len(world.file_store.files)

    world.receive(decided)

    failed = world.events()[-1].read(DocumentFailed)
    assert (failed.why, failed.wanted) == ("result_altered", "r-0")
    assert len(world.file_store.files) == stored
    world.receive(case_decided(world.others, "Quyết định"))
    assert world.documents()[-1].number == "01/QĐ"
