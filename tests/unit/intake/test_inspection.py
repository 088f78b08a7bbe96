"""What an uploaded file really is."""

from io import BytesIO

import pytest
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NullObject, TextStringObject

from intake.inspection import ACTIVE, EICAR, TestStringScanner, active, finding, media_type, pages
from intake.paper import Paper
from tests.fakes import NOW
from tests.unit.intake.builders import PDF, a_new_paper, one_page

SCANNER = TestStringScanner()


def paper(content: bytes = PDF, media_type: str = "application/pdf") -> Paper:
    new = a_new_paper(content, media_type=media_type)
    return Paper(
        id="p",
        vault="d",
        draft="d",
        owner="an",
        component="tp01",
        name=new.name,
        media_type=new.media_type,
        size=new.size,
        sha256=new.sha256,
        announced_at=NOW,
    )


def test_an_honest_pdf_passes() -> None:
    assert finding(paper(), PDF, SCANNER) is None


def test_more_than_was_announced_is_too_large() -> None:
    assert finding(paper(), PDF + b"x", SCANNER) == "file_too_large"


def test_less_or_other_bytes_have_the_wrong_digest() -> None:
    assert finding(paper(), PDF[:-1], SCANNER) == "wrong_digest"
    assert finding(paper(), PDF.replace(b"1.7", b"1.6"), SCANNER) == "wrong_digest"


@pytest.mark.parametrize("content", [b"MZ\x90\x00 a program", b"<html>", b"\x89PNG\r\n\x1a\n"])
def test_what_is_not_what_it_says_is_refused(content: bytes) -> None:
    assert finding(paper(content), content, SCANNER) == "wrong_type"


def test_types_are_told_by_the_first_bytes() -> None:
    assert media_type(b"\x89PNG\r\n\x1a\nrest") == "image/png"
    assert media_type(b"\xff\xd8\xff\xe0") == "image/jpeg"
    assert media_type(b"GIF89a") is None


@pytest.mark.parametrize("name", sorted(ACTIVE))
def test_a_pdf_with_active_content_is_refused_wherever_it_hides(name: str) -> None:
    key = NameObject(name)
    for hidden in (
        DictionaryObject({key: TextStringObject("x")}),
        ArrayObject([DictionaryObject({NameObject("/S"): key})]),
        DictionaryObject({NameObject("/Deep"): DictionaryObject({key: NullObject()})}),
    ):
        content = one_page(OpenAction=hidden)
        assert finding(paper(content), content, SCANNER) == "active_content"


def test_an_object_that_nothing_refers_to_is_looked_through_too() -> None:
    writer = PdfWriter(BytesIO(PDF))
    writer._add_object(DictionaryObject({NameObject("/JS"): TextStringObject("x")}))
    made = BytesIO()
    writer.write(made)
    assert active(made.getvalue())


def test_words_that_only_begin_alike_are_no_active_content() -> None:
    assert not active(one_page(JSON=NameObject("/Launcher")))


@pytest.mark.parametrize("content", [b"%PDF-1.7\n", PDF[:200], b"%PDF-" + b"\0" * 10_000])
def test_what_no_reader_can_look_through_is_refused(content: bytes) -> None:
    assert finding(paper(content), content, SCANNER) == "unreadable"


def test_an_encrypted_pdf_is_refused() -> None:
    writer = PdfWriter(BytesIO(PDF))
    writer.encrypt("secret", algorithm="RC4-128")
    made = BytesIO()
    writer.write(made)
    assert finding(paper(made.getvalue()), made.getvalue(), SCANNER) == "unreadable"


def test_the_scanner_has_the_last_word() -> None:
    assert finding(paper(PDF + EICAR), PDF + EICAR, SCANNER) == "infected"


def test_pages_are_counted() -> None:
    assert pages(paper(), PDF) == 1
    png = b"\x89PNG\r\n\x1a\n"
    assert pages(paper(png, "image/png"), png) == 1


def test_a_drawn_pdf_passes() -> None:
    typst = pytest.importorskip("typst")
    drawn: bytes = typst.compile(b"= Xin chao")
    assert finding(paper(drawn), drawn, SCANNER) is None
    assert pages(paper(drawn), drawn) == 1
