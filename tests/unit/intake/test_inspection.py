"""What an uploaded file really is."""

import zlib

import pytest

from intake.inspection import EICAR, MOST_INFLATED, TestStringScanner, active, finding, media_type, pages
from intake.paper import Paper
from tests.fakes import NOW
from tests.unit.intake.builders import PDF, a_new_paper

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


def packed(inside: bytes) -> bytes:
    return b"%PDF-1.7\n1 0 obj << /Type /ObjStm /N 1 >> stream\n" + zlib.compress(inside) + b"\nendstream"


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


@pytest.mark.parametrize(
    "word", [b"/JavaScript (x)", b"/JS (x)", b"/J#53 (x)", b"/EmbeddedFile", b"/EmbeddedFiles", b"/Launch", b"/XFA"]
)
def test_a_pdf_with_active_content_is_refused_wherever_it_hides(word: bytes) -> None:
    assert finding(paper(PDF + word), PDF + word, SCANNER) == "active_content"
    assert active(packed(b"1 0 << " + word + b" >>"))


def test_words_that_only_begin_alike_are_no_active_content() -> None:
    assert not active(PDF + b"/JSON /Launcher")


def test_a_stream_too_large_to_look_through_is_refused() -> None:
    bomb = packed(b"\0" * (MOST_INFLATED + 1))
    assert active(bomb)
    assert pages(paper(bomb), bomb) is None


def test_the_scanner_has_the_last_word() -> None:
    assert finding(paper(PDF + EICAR), PDF + EICAR, SCANNER) == "infected"


def test_pages_are_counted_also_inside_object_streams() -> None:
    assert pages(paper(), PDF) == 1
    content = packed(b"<< /Type /Page >> << /Type/Page >> << /Type /Pages >>")
    assert pages(paper(content), content) == 2
    png = b"\x89PNG\r\n\x1a\n"
    assert pages(paper(png, "image/png"), png) == 1


def test_a_drawn_pdf_passes() -> None:
    typst = pytest.importorskip("typst")
    drawn: bytes = typst.compile(b"= Xin chao")
    assert finding(paper(drawn), drawn, SCANNER) is None
    assert pages(paper(drawn), drawn) == 1
