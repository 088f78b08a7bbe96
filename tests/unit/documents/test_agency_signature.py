"""The agency's signature inside a document: PAdES B-B by its seal, as readers of PDFs judge it."""

import os
import random
import shutil
import subprocess
from base64 import b64encode
from datetime import timedelta
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from asn1crypto import parser, pem
from pyhanko.pdf_utils.reader import PdfFileReader

from contracts.testing.dossier_events import DRAFT
from documents.domain.document import file_key
from documents.verification.verify import verify_file
from kit.platform import fault_injection
from kit.platform.fault_injection import Killed, Plan
from kit.security.pdf_signatures import judge_signatures
from kit.security.trust_list import TrustList
from kit.testing.clock import NOW
from tests.unit.documents.world import (
    AUTHORITY,
    YEAR,
    agency_seal,
    case_accepted,
    case_decided,
    world_with_dossier,
)


def trust(*revoked: str) -> TrustList:
    revocations = AUTHORITY.revocation_list(dict.fromkeys(revoked, NOW), NOW)
    return TrustList(roots=(AUTHORITY.pem,), revocation_lists=(b64encode(revocations).decode(),))


def signed_result() -> bytes:
    world = world_with_dossier()
    world.receive(case_decided(world.others, "Giấy chứng nhận"))
    return world.content_of(world.documents()[0])


def test_results_and_forms_bear_the_signature_of_the_nearest_agency_with_a_seal() -> None:
    world = world_with_dossier()
    world.receive(case_accepted(world.others), case_decided(world.others, "Giấy chứng nhận"))

    for document in world.documents():
        (judged,) = judge_signatures(world.content_of(document), trust(), NOW)
        assert (judged.state, judged.signer) == ("valid", "Dấu của H49")
        assert judged.signed_at == document.at


def test_an_agency_with_a_seal_of_its_own_signs_by_it() -> None:
    world = world_with_dossier()
    world.certify(agency_seal("H49"), agency_seal("H49.61"), agency_seal("H49.62"))
    world.receive(case_accepted(world.others))

    (judged,) = judge_signatures(world.content_of(world.documents()[0]), trust(), NOW)

    assert judged.signer == "Dấu của H49.61"


def test_a_signed_file_is_sound_and_its_signature_is_one_of_pades() -> None:
    content = signed_result()

    with pikepdf.open(BytesIO(content)) as pdf:
        assert pdf.check_pdf_syntax() == []
    assert PdfFileReader(BytesIO(content)).embedded_signatures[0].sig_object["/SubFilter"] == (
        "/ETSI.CAdES.detached"
    )


def require(program: str, package: str) -> None:
    """Leave the test out, and say so, where the program is not installed; CI has it."""
    if not shutil.which(program):
        left_out = f"left out: no {program} on this machine (on Debian: apt-get install {package})"
        (pytest.fail if "NOTHING_LEFT_OUT" in os.environ else pytest.skip)(left_out)


def require_sound(content: bytes, folder: Path) -> None:
    """The judgements of qpdf, pdfsig and pyHanko on a file that bears the agency's signature."""
    require("qpdf", "qpdf")
    require("pdfsig", "poppler-utils")
    file = folder / "paper.pdf"
    file.write_bytes(content)
    checked = subprocess.run(["qpdf", "--check", file], check=False, capture_output=True)
    shown = subprocess.run(["pdfsig", "-nocert", file], check=False, capture_output=True, text=True)
    assert checked.returncode == 0, checked.stderr
    assert "Signature is Valid" in shown.stdout
    assert "Total document signed" in shown.stdout
    assert [each.state for each in judge_signatures(content, trust(), NOW)] == ["valid"]


def frame(content: bytes) -> range:
    """Where the CMS lies in the file: parts of it no signature covers, and they mean nothing."""
    (signature,) = PdfFileReader(BytesIO(content)).embedded_signatures
    first, length, *_ = (int(number) for number in signature.byte_range)
    start = first + length
    return range(start, start + 1 + 2 * parser.peek(signature.pkcs7_content))


@pytest.mark.parametrize(
    "flips", [10, pytest.param(1_000, id="a thousand", marks=pytest.mark.soak)]
)
def test_flipped_bytes_are_found(flips: int) -> None:
    world = world_with_dossier()
    world.receive(case_decided(world.others, "Giấy chứng nhận"))
    content, chance, trusted = world.content_of(world.documents()[0]), random.Random(10), trust()
    cms = frame(content)

    for _ in range(flips):
        place = chance.randrange(len(content))
        flipped = bytearray(content)
        flipped[place] ^= 1 << chance.randrange(8)
        assert verify_file(world.repository, sha256(flipped).hexdigest()) is None
        states = [each.state for each in judge_signatures(bytes(flipped), trusted, NOW)]
        assert states != ["valid"] or place in cms, place


@pytest.mark.parametrize("state", ["foreign", "expired", "revoked", "unchecked"])
def test_a_certificate_that_proves_nothing_is_named(state: str) -> None:
    content = signed_result()
    signer = PdfFileReader(BytesIO(content)).embedded_signatures[0].signer_cert
    certificate = pem.armor("CERTIFICATE", signer.dump()).decode()
    trusts = {
        "foreign": TrustList(),
        "expired": trust(),
        "revoked": trust(certificate),
        "unchecked": TrustList(roots=(AUTHORITY.pem,)),
    }
    at = NOW + 2 * YEAR if state == "expired" else NOW + timedelta(hours=1)

    (judged,) = judge_signatures(content, trusts[state], at)

    assert judged.state == state


def test_what_is_added_behind_the_signature_breaks_it() -> None:
    content = signed_result()
    changed = BytesIO(content)
    with pikepdf.open(changed) as pdf:
        pdf.pages[0].contents_add(b"0 0 100 100 re f")
        rewritten = BytesIO()
        pdf.save(rewritten)

    for altered in (content + b"\n%x", rewritten.getvalue()):
        assert [v.state for v in judge_signatures(altered, trust(), NOW)] != ["valid"]


@pytest.mark.parametrize("point", ["decide.certified", "decide.stored"])
def test_after_a_crash_the_file_that_was_stored_first_is_the_one_document(point: str) -> None:
    world = world_with_dossier()
    decision = case_decided(world.others, "Giấy chứng nhận")
    with fault_injection.injected(Plan(kill={point: 1})), pytest.raises(Killed):
        world.receive(decision)
    first = dict(world.file_store.files)

    world.clock.advance(timedelta(minutes=3))
    world.receive(decision, decision)

    (document,) = world.documents()
    assert document.seal is not None
    assert document.seal.rendered is not None
    assert list(world.file_store.files) == [file_key(DRAFT, document.seal.rendered)]
    assert first in ({}, world.file_store.files)
    assert len(world.events()) == 1


def test_without_a_valid_certificate_the_detached_seal_is_all() -> None:
    for seals in ((), (agency_seal(since=NOW - 2 * YEAR, until=NOW),), (agency_seal("H50"),)):
        world = world_with_dossier()
        world.certify(*seals)
        world.receive(case_accepted(world.others))

        (document,) = world.documents()
        assert document.seal is not None
        assert (document.seal.rendered, document.seal.certificate) == (None, None)
        assert judge_signatures(world.content_of(document), trust(), NOW) == ()
