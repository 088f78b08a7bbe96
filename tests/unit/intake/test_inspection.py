"""The inspection of a file: what it really is."""

import zlib
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NullObject, TextStringObject

from intake.adapters.scanner import EICAR, TestStringScanner
from intake.attachments.inspection import Finding, inspect, media_type
from intake.attachments.pdf_inspection import ACTIVE_NAMES, Bounds, Pdf, Unreadable, read_pdf
from intake.domain.attachment import Attachment
from kit.testing.clock import NOW
from tests.unit.intake.world import PDF, World, a_pdf, an_announcement

SCANNER = TestStringScanner()


def an_attachment(content: bytes = PDF, media_type: str = "application/pdf") -> Attachment:
    announcement = an_announcement(content, media_type=media_type)
    return Attachment(
        id="p", vault="d", draft="d", owner="an", announced_at=NOW, **dict(announcement)
    )


def why(content: bytes) -> str | None:
    return inspect(an_attachment(content), content, SCANNER).why


def test_an_honest_pdf_passes() -> None:
    assert inspect(an_attachment(), PDF, SCANNER) == Finding(None, 1)


def test_more_than_was_announced_is_too_large() -> None:
    assert inspect(an_attachment(), PDF + b"x", SCANNER).why == "file_too_large"


def test_less_or_other_bytes_have_the_wrong_digest() -> None:
    assert inspect(an_attachment(), PDF[:-1], SCANNER).why == "wrong_digest"
    assert inspect(an_attachment(), PDF.replace(b"1.7", b"1.6"), SCANNER).why == "wrong_digest"


@pytest.mark.parametrize("content", [b"MZ\x90\x00 a program", b"<html>", b"\x89PNG\r\n\x1a\n"])
def test_a_file_of_another_type_than_announced_is_refused(content: bytes) -> None:
    assert why(content) == "wrong_type"


def test_a_type_is_recognised_by_the_first_bytes() -> None:
    assert media_type(b"\x89PNG\r\n\x1a\nrest") == "image/png"
    assert media_type(b"\xff\xd8\xff\xe0") == "image/jpeg"
    assert media_type(b"GIF89a") is None


@pytest.mark.parametrize("name", sorted(ACTIVE_NAMES))
def test_a_pdf_with_active_content_is_refused_wherever_it_hides(name: str) -> None:
    key = NameObject(name)
    for hidden in (
        DictionaryObject({key: TextStringObject("x")}),
        ArrayObject([DictionaryObject({NameObject("/S"): key})]),
        DictionaryObject({NameObject("/Deep"): DictionaryObject({key: NullObject()})}),
    ):
        content = a_pdf(OpenAction=hidden)
        assert why(content) == "active_content"


def test_an_object_that_nothing_refers_to_is_looked_through_too() -> None:
    writer = PdfWriter(BytesIO(PDF))
    writer._add_object(DictionaryObject({NameObject("/JS"): TextStringObject("x")}))
    output = BytesIO()
    writer.write(output)
    assert why(output.getvalue()) == "active_content"


def test_words_that_only_begin_alike_are_no_active_content() -> None:
    assert why(a_pdf(JSON=NameObject("/Launcher"))) is None


@pytest.mark.parametrize("content", [b"%PDF-1.7\n", PDF[:200], b"%PDF-" + b"\0" * 10_000])
def test_a_pdf_that_no_reader_can_look_through_is_refused(content: bytes) -> None:
    assert why(content) == "unreadable"


def packed(spoilt: bytes = b"", by: bytes = b"") -> bytes:
    """A page in an object stream (PDF 1.5), then one name of the stream's dictionary spoilt."""
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R>>",
    )
    places = [sum(len(o) + 1 for o in objects[:n]) for n in range(3)]
    head = b"".join(b"%d %d " % (n + 1, place) for n, place in enumerate(places))
    stream = zlib.compress(head + b" ".join(objects) + b" ")
    output = b"%%PDF-1.7\n4 0 obj<</Type/ObjStm/N 3/First %d/Filter/FlateDecode/Length " % len(head)
    output += b"%d>>stream\n" % len(stream) + stream + b"\nendstream endobj\n"
    rows = b"\0\0\0\0" + b"".join(b"\2\0\4" + bytes([n]) for n in range(3))
    rows += b"\1" + (9).to_bytes(2, "big") + b"\0\1" + len(output).to_bytes(2, "big") + b"\0"
    table = zlib.compress(rows)
    end = (
        b"5 0 obj<</Type/XRef/Size 6/W[1 2 1]/Root 1 0 R/Filter/FlateDecode/Length %d>>stream\n"
        % len(table)
    )
    whole = output + end + table + b"\nendstream endobj\nstartxref\n%d\n%%%%EOF" % len(output)
    return whole.replace(spoilt, by, 1) if spoilt else whole


CRAFTED = {
    "assertion": packed(b"/ObjStm/N 3", b"/ObjStm\xa2N 3"),
    "not implemented": packed(b"/FlateDecode", b"/FlateDecod\xf5"),
    "deprecated": packed(b"/FlateDecode", b"/Fl/ateDecode"),
}


def test_an_object_stream_is_looked_into() -> None:
    assert why(packed()) is None


@pytest.mark.parametrize("how", CRAFTED)
def test_a_crafted_pdf_is_refused_and_the_check_does_not_die(how: str) -> None:
    content = CRAFTED[how]
    assert why(content) == "unreadable"
    world = World()
    attachment = world.attach(world.prepare_draft(), content)
    assert (attachment.state, attachment.why) == ("rejected", "unreadable")
    assert world.bucket.stored == {}


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_spoilt_pdf_escapes_its_verdict(data: st.DataObject) -> None:
    content = bytearray(data.draw(st.sampled_from((packed(), PDF))))
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(9, len(content) - 1))
        content[place : place + data.draw(st.integers(0, 3))] = data.draw(
            st.one_of(st.binary(max_size=2), st.sampled_from((b"/", b"<<", b"[", b"-1 ", b"null ")))
        )
    assert why(bytes(content)) in (None, "unreadable", "active_content", "wrong_type")


def test_an_encrypted_pdf_is_refused() -> None:
    writer = PdfWriter(BytesIO(PDF))
    writer.encrypt("secret", algorithm="RC4-128")
    output = BytesIO()
    writer.write(output)
    assert why(output.getvalue()) == "unreadable"


def test_the_scanner_has_the_last_word() -> None:
    assert why(PDF + EICAR) == "infected"


def test_pages_are_counted() -> None:
    writer = PdfWriter(BytesIO(PDF))
    writer.add_blank_page(595, 842)
    output = BytesIO()
    writer.write(output)
    assert read_pdf(output.getvalue()) == Pdf(is_active=False, pages=2)
    png = b"\x89PNG\r\n\x1a\n"
    assert inspect(an_attachment(png, "image/png"), png, SCANNER) == Finding(None, 1)


def test_a_drawn_pdf_passes() -> None:
    typst = pytest.importorskip("typst")
    typeset: bytes = typst.compile(b"= Xin chao")
    assert inspect(an_attachment(typeset), typeset, SCANNER) == Finding(None, 1)


def a_pdf_of(*objects: bytes, lying: int = 0, padding: int = 0) -> bytes:
    """A PDF of these objects after catalog, pages and page.

    Then come `lying` ones whose places in the table lie.
    """
    pages = (b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>")
    output, places = bytearray(b"%PDF-1.7\n"), []
    for number, text in enumerate(
        (*pages, b"<</Type/Page/Parent 2 0 R/Annots[4 0 R]>>", *objects), 1
    ):
        places.append(len(output))
        output += b"%d 0 obj\n%b\nendobj\n" % (number, text)
    output += b"%" + b"x" * padding + b"\n"
    for number in range(len(places) + 1, len(places) + 1 + lying):
        output += b"%d 0 obj\n1\nendobj\n" % number
    places += [9] * lying
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n"
    end += b"<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
    return bytes(output + end % (len(places) + 1, rows, len(places) + 1, len(output)))


def test_a_program_attached_without_its_type_is_active_content_too() -> None:
    annotation = b"<</Type/Annot/Subtype/FileAttachment/Rect[0 0 9 9]/FS 5 0 R>>"
    file = b"<</Type/Filespec/F(hoa-don.exe)/EF<</F 6 0 R>>>>"

    assert (
        why(a_pdf_of(annotation, file, b"<</Length 2>>stream\nMZ\nendstream")) == "active_content"
    )


def test_object_streams_that_together_fill_the_memory_are_not_read_to_the_end() -> None:
    with pytest.raises(Unreadable):
        read_pdf(packed(), Bounds(inflated=10))


def test_a_file_whose_table_lies_is_given_up_in_time() -> None:
    assert why(a_pdf_of(b"1", lying=3)) is None

    with pytest.raises(Unreadable):
        read_pdf(a_pdf_of(b"1", lying=200, padding=500_000), Bounds(seconds=0.05))
