"""Files that people really upload (tests/cases/files), and five more of each kind."""

import re
import subprocess
import sys
import time
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from infra.places import ROOT
from intake.adapters.inspection_process import ForkedInspector, load_readers
from intake.attachments.finding import Finding
from intake.attachments.inspection import inspect, media_type
from tests.unit.intake.pdf_files import (
    ACTIVE,
    LOSING,
    a_page,
    locked,
    read_differently,
    starving,
    words_in,
)

FILES = ROOT / "tests" / "cases" / "files"
ROW = re.compile(r"^\| (?P<file>\S+\.\w+) \| .* \| (?P<expected>[^|]+) \|$", re.MULTILINE)
EXPECTED = {
    row["file"]: row["expected"].strip()
    for row in ROW.finditer((FILES / "README.md").read_text(encoding="utf-8"))
}
MEASURED = """
import sys, time, resource
from pathlib import Path
from intake.adapters.inspection_process import ForkedInspector, load_readers
from intake.attachments.inspection import inspect, media_type
load_readers()
content = Path(sys.argv[1]).read_bytes()
began = time.monotonic()
finding = ForkedInspector(inspect).inspect(media_type(content) or "application/pdf", content)
took = time.monotonic() - began
print(finding.why, took, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024)
"""


@pytest.fixture(scope="module")
def inspector() -> ForkedInspector:
    load_readers()
    return ForkedInspector(inspect)


def finding_of(inspector: ForkedInspector, content: bytes) -> Finding:
    kind = media_type(content)
    assert kind is not None
    return inspector.inspect(kind, content)


def copy_of(finding: Finding) -> bytes:
    assert finding.why is None
    assert finding.shown is not None
    return finding.shown


def test_every_file_of_the_table_is_there_and_every_file_is_in_the_table() -> None:
    assert EXPECTED.keys() == {path.name for path in FILES.iterdir()} - {"README.md"}


@pytest.mark.parametrize("name", [n for n, e in EXPECTED.items() if e.startswith("taken")])
def test_what_readers_open_is_taken(inspector: ForkedInspector, name: str) -> None:
    content = (FILES / name).read_bytes()
    copy = copy_of(finding_of(inspector, content))
    assert copy != content
    if name.endswith(".pdf"):
        assert words_in(copy) == set()
        with pikepdf.open(BytesIO(copy)) as pdf:
            assert not pdf.is_encrypted


@pytest.mark.parametrize("name", [n for n, e in EXPECTED.items() if e == "unreadable"])
def test_what_is_no_picture_is_refused(inspector: ForkedInspector, name: str) -> None:
    assert finding_of(inspector, (FILES / name).read_bytes()).why == "unreadable"


def test_a_tail_behind_the_end_is_not_kept(inspector: ForkedInspector) -> None:
    content = (FILES / "trailing-html.pdf").read_bytes()
    assert b"hit counter" in content
    assert b"hit counter" not in copy_of(finding_of(inspector, content))


def test_a_photograph_is_shown_upright_and_alone(
    inspector: ForkedInspector,
) -> None:
    content = (FILES / "exif-rotated.jpg").read_bytes()
    with Image.open(BytesIO(content)) as taken:
        assert taken.getexif()[0x0112] == 6
        wide, high = taken.size
    with Image.open(BytesIO(copy_of(finding_of(inspector, content)))) as shown:
        assert shown.size == (high, wide)
        assert dict(shown.getexif()) == {}


def measured(path: Path) -> tuple[str, float, int]:
    output = subprocess.run(
        [sys.executable, "-c", MEASURED, str(path)],
        env={"PYTHONPATH": ":".join([str(ROOT), str(ROOT / "services" / "intake")])},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert output.stderr == ""
    why, seconds, memory = output.stdout.split()
    return why, float(seconds), int(memory)


def test_a_file_that_starves_its_reader_has_a_verdict_in_time() -> None:
    why, seconds, memory = measured(FILES / "objstm-20k-200.pdf")
    assert why in ("None", "unreadable")
    assert seconds < 10
    assert memory < 300 * 1024 * 1024


@pytest.mark.parametrize("name", sorted(starving()))
def test_so_has_any_other(tmp_path: Path, name: str) -> None:
    path = tmp_path / "starving.pdf"
    path.write_bytes(starving()[name])
    why, seconds, memory = measured(path)
    assert why in ("None", "unreadable")
    assert seconds < 10
    assert memory < 300 * 1024 * 1024


ENCRYPTIONS = pytest.mark.parametrize(
    ("revision", "aes"), [(2, False), (3, False), (4, False), (4, True), (6, True)]
)


@ENCRYPTIONS
def test_a_pdf_that_opens_without_a_password_is_taken(
    inspector: ForkedInspector, revision: int, aes: bool
) -> None:
    copy = copy_of(finding_of(inspector, locked("", revision, aes=aes)))
    with pikepdf.open(BytesIO(copy)) as pdf:
        assert not pdf.is_encrypted


@ENCRYPTIONS
def test_one_that_needs_a_password_says_so(
    inspector: ForkedInspector, revision: int, aes: bool
) -> None:
    assert finding_of(inspector, locked("khoa", revision, aes=aes)).why == "password_needed"


@pytest.mark.parametrize(
    "before",
    [b"\n", b"\r\n\r\n", b"\xef\xbb\xbf", b" \t ", b"HTTP/1.1 200 OK\r\n\r\n", b"\0" * 1000],
)
def test_a_header_may_stand_a_little_later(inspector: ForkedInspector, before: bytes) -> None:
    assert copy_of(finding_of(inspector, before + a_page())).startswith(b"%PDF-")


def test_a_header_far_behind_the_beginning_is_none() -> None:
    assert media_type(b"x" * 1024 + a_page()) is None


@pytest.mark.parametrize(
    "tail", [b"<script>alert(1)</script>", b"PK\x03\x04zip", b"MZ\x90", b"#!/bin/sh", b"\0" * 5000]
)
def test_nothing_behind_the_end_is_in_the_copy(inspector: ForkedInspector, tail: bytes) -> None:
    assert tail not in copy_of(finding_of(inspector, a_page() + b"\n" + tail))


@pytest.mark.parametrize("name", ACTIVE)
def test_active_parts_are_not_in_the_copy(inspector: ForkedInspector, name: str) -> None:
    content = a_page(ACTIVE[name])
    assert words_in(content) != set()
    copy = copy_of(finding_of(inspector, content))
    assert words_in(copy) == set()
    with pikepdf.open(BytesIO(copy)) as pdf:
        assert len(pdf.pages) == 1


@pytest.mark.parametrize("name", LOSING)
def test_a_pdf_whose_copy_would_lose_something_is_refused(
    inspector: ForkedInspector, name: str
) -> None:
    assert finding_of(inspector, a_page(LOSING[name])).why == "active_content"


@pytest.mark.parametrize("name", read_differently())
def test_every_reader_sees_the_same_in_the_copy(inspector: ForkedInspector, name: str) -> None:
    finding = finding_of(inspector, read_differently()[name])
    if finding.why:
        assert finding.why == "unreadable"
        return
    copy = copy_of(finding)
    assert words_in(copy) == set()
    assert b"JavaScript" not in copy
    assert copy.count(b"startxref") == 1


def test_harmless_links_and_forms_are_kept(inspector: ForkedInspector) -> None:
    def with_link(pdf: pikepdf.Pdf) -> None:
        action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("https://x.vn"))
        link = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=action
        )
        pdf.pages[0].obj.Annots = pikepdf.Array([link])
        pdf.pages[0].obj.Resources = pikepdf.Dictionary(
            Font=pikepdf.Dictionary({"/JS": pikepdf.Dictionary(Type=pikepdf.Name.Font)})
        )

    with pikepdf.open(BytesIO(copy_of(finding_of(inspector, a_page(with_link))))) as pdf:
        assert pdf.pages[0].obj.Annots[0].A.URI == "https://x.vn"
        assert "/JS" in pdf.pages[0].obj.Resources.Font


def test_the_same_file_has_the_same_copy(inspector: ForkedInspector) -> None:
    content = a_page()
    assert finding_of(inspector, content) == finding_of(inspector, content)


def test_a_long_document_passes_in_time(inspector: ForkedInspector) -> None:
    with pikepdf.new() as pdf:
        for _ in range(3000):
            pdf.add_blank_page()
        output = BytesIO()
        pdf.save(output)
    began = time.monotonic()
    assert finding_of(inspector, output.getvalue()).pages == 3000
    assert time.monotonic() - began < 10
