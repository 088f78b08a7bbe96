"""The inspection of a file: what it really is, and what becomes of its signatures."""

from io import BytesIO

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from intake.attachments.finding import Finding
from intake.attachments.inspection import PDF, inspect, media_type
from tests.unit.intake.pdf_files import a_page, words_in
from tests.unit.intake.signed_files import signed, signer, with_dss
from tests.unit.intake.world import World


def with_another_page(content: bytes) -> bytes:
    """Somebody changed the file after it was signed, as an update."""
    writer = IncrementalPdfFileWriter(BytesIO(content), strict=False)
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Rotate"] = generic.NumberObject(180)  # type: ignore[no-untyped-call]
    writer.update_container(page)
    output = BytesIO()
    writer.write(output)  # type: ignore[no-untyped-call]
    return output.getvalue()


def verifies(content: bytes) -> bool:
    (signature, *_) = PdfFileReader(BytesIO(content), strict=False).embedded_regular_signatures
    roots = ValidationContext(trust_roots=[signer().signing_cert], allow_fetching=False)
    return bool(validate_pdf_signature(signature, signer_validation_context=roots).bottom_line)


SIGNED = {
    "plain": lambda: signed(a_page()),
    "with a visible mark": lambda: signed(a_page(), visible=True),
    "with its evidence": lambda: with_dss(signed(a_page())),
    "twice": lambda: signed(signed(a_page()), "Lan2"),
    "of a drawn page": lambda: signed(typeset()),
}


def typeset() -> bytes:
    typst = pytest.importorskip("typst")
    content: bytes = typst.compile(b"= Xin chao")
    return content


@pytest.mark.parametrize("how", SIGNED)
def test_a_signed_pdf_is_kept_as_it_came_and_shown_without_its_signature(how: str) -> None:
    content = SIGNED[how]()
    world = World()
    attachment = world.attach(world.prepare_draft(), content)
    assert (attachment.state, attachment.signature) == ("checked", "foreign")
    original = world.bucket.stored[attachment.key_of(attachment.sha256)]
    assert original == content
    assert verifies(original)
    shown = world.bucket.stored[attachment.key_of(str(attachment.shown))]
    assert words_in(shown) == set()
    with pikepdf.open(BytesIO(shown)) as pdf:
        assert len(pdf.pages) == 1


def test_the_visible_mark_is_still_drawn_in_the_copy() -> None:
    shown = inspect(PDF, signed(a_page(), visible=True)).shown
    with pikepdf.open(BytesIO(shown or b"")) as pdf:
        (mark,) = pdf.pages[0].obj.Annots
        assert pikepdf.Name.Sig == mark.FT
        assert "/AP" in mark
        assert "/V" not in mark


@pytest.mark.parametrize(
    "alter",
    [
        with_another_page,
        lambda content: content.replace(b"595", b"594", 1),
        lambda content: content.replace(b"/Contents <30", b"/Contents <31", 1),
        lambda content: content.replace(b"/ByteRange [0 ", b"/ByteRange [1 ", 1),
        lambda content: content.replace(b"adbe.pkcs7.detached", b"adbe.x509.rsa_sha1.", 1),
    ],
)
def test_what_was_changed_after_signing_says_so(alter: object) -> None:
    assert callable(alter)
    content = signed(a_page())
    altered = alter(content)
    assert altered != content
    assert inspect(PDF, altered).signature == "broken"


def test_a_pdf_without_a_signature_has_no_state_of_one() -> None:
    finding = inspect(PDF, a_page())
    assert (finding.why, finding.pages, finding.signature) == (None, 1, None)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\x89PNG\r\n\x1a\nrest", "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"%PDF-1.7", "application/pdf"),
        (b"GIF89a", None),
        (b"MZ\x90\x00 a program", None),
        (b"<html>", None),
        (b"", None),
    ],
)
def test_a_type_is_recognised_by_the_first_bytes(content: bytes, kind: str | None) -> None:
    assert media_type(content) == kind


@pytest.mark.parametrize("content", [b"%PDF-1.7\n", b"%PDF-" + b"\0" * 10_000, b"%PDF-1.7\n%%EOF"])
def test_a_pdf_that_no_reader_can_look_through_is_refused(content: bytes) -> None:
    assert inspect(PDF, content) == Finding(why="unreadable")


def test_a_drawn_pdf_passes() -> None:
    assert inspect(PDF, typeset()).pages == 1


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_spoilt_pdf_escapes_its_verdict(data: st.DataObject) -> None:
    content = bytearray(a_page())
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(9, len(content) - 1))
        content[place : place + data.draw(st.integers(0, 3))] = data.draw(
            st.one_of(st.binary(max_size=2), st.sampled_from((b"/", b"<<", b"[", b"-1 ", b"null ")))
        )
    assert inspect(PDF, bytes(content)).why in (
        None,
        "unreadable",
        "active_content",
        "password_needed",
    )
