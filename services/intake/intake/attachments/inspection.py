"""What an uploaded file really is: its type by its first bytes, no active content, and the scanner's word."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final, Protocol

from intake.domain.attachment import Paper

if TYPE_CHECKING:
    from pypdf import PdfReader

SIGNATURES: Final = (
    ("application/pdf", b"%PDF-"),
    ("image/jpeg", b"\xff\xd8\xff"),
    ("image/png", b"\x89PNG\r\n\x1a\n"),
)
EICAR: Final = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-" + b"TEST-FILE!$H+H*"
"""The test string that every scanner knows (EICAR, 2003); kept in two parts so that no scanner stops at this file."""
ACTIVE: Final = frozenset(
    {
        *(
            "/JavaScript",
            "/JS",
            "/EmbeddedFile",
            "/EmbeddedFiles",
            "/EF",
            "/FileAttachment",
            "/Launch",
        ),
        *("/RichMedia", "/Rendition", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/XFA"),
    }
)
"""Names that have no business in a paper, as a key or as a value: scripts, files inside (an attachment needs no /Type:
its file specification has /EF), and actions that reach beyond the file (ISO 32000-1, 7.11.4 and 12.6.4)."""
LONGEST_LOOK: Final = 15.0
"""Seconds that a file may take: an honest one takes a few, and the function has a minute for itself."""
MOST_INFLATED: Final = 64_000_000
"""Bytes that all object streams of a file may inflate to: they are held together, and the function has 512 MB."""


class Scanner(Protocol):
    """A virus scanner."""

    def clean(self, content: bytes) -> bool:
        """Its word about a file."""
        ...


class TestStringScanner:
    """The scanner where there is none: it knows the EICAR test string and nothing else. Replace it in production."""

    __test__ = False

    def clean(self, content: bytes) -> bool:
        return EICAR not in content


class Unreadable(Exception):
    """No PDF reader can look through it: broken, encrypted, or inflating beyond bounds."""


@dataclass(frozen=True, slots=True)
class Finding:
    """`why` the file is refused, as a stable code (None if nothing speaks against it), and its pages if it is not."""

    why: str | None
    pages: int | None = None


def inspect(paper: Paper, content: bytes, scanner: Scanner) -> Finding:
    """What speaks against a file. Whatever its bytes are, only the scanner can raise."""
    if len(content) > paper.size:
        return Finding("file_too_large")
    if len(content) < paper.size or sha256(content).hexdigest() != paper.sha256:
        return Finding("wrong_digest")
    if media_type(content) != paper.media_type:
        return Finding("wrong_type")
    pages = 1
    if paper.media_type == "application/pdf":
        try:
            is_active, pages = read_pdf(content)
        except Unreadable:
            return Finding("unreadable")
        if is_active:
            return Finding("active_content")
    return Finding(None, pages) if scanner.clean(content) else Finding("infected")


def media_type(content: bytes) -> str | None:
    """The type by the first bytes; None for a type that is not taken."""
    return next((name for name, start in SIGNATURES if content.startswith(start)), None)


def read_pdf(content: bytes) -> tuple[bool, int]:
    """Whether a PDF carries scripts, embedded files or launch actions anywhere, and its pages; raises Unreadable."""
    from pypdf import PdfReader

    try:
        reader = PdfReader(BytesIO(content))
        _require_bounded(reader)
        pages = len(reader.pages)
        if reader.is_encrypted or not pages:
            raise Unreadable
        return any(name in ACTIVE for found in _objects(reader) for name in _names(found)), pages
    except Exception:  # noqa: BLE001 - pypdf raises whatever a crafted file leads it to, assertions too
        raise Unreadable from None


def _require_bounded(reader: "PdfReader") -> None:
    """Raises Unreadable where the object streams together inflate beyond bounds; each alone is bound by the reader."""
    from pypdf.generic import IndirectObject, StreamObject

    inflated = 0
    for number in {stream for stream, _ in reader.xref_objStm.values()}:
        found = IndirectObject(number, 0, reader).get_object()
        inflated += len(found.get_data()) if isinstance(found, StreamObject) else 0
        if inflated > MOST_INFLATED:
            raise Unreadable


def _objects(reader: "PdfReader") -> Iterator[Any]:
    """Every object of the file, also those that nothing refers to and those inside object streams."""
    from pypdf.generic import IndirectObject

    known = {(number, generation) for generation, found in reader.xref.items() for number in found}
    known |= {(number, 0) for number in reader.xref_objStm}
    yield reader.trailer
    ends = time.monotonic() + LONGEST_LOOK
    for number, generation in known:
        if time.monotonic() > ends:  # places that lie cost a search of the whole file each
            raise Unreadable
        yield IndirectObject(number, generation, reader).get_object()


def _names(found: Any) -> Iterator[str]:
    """The names in an object and in what lies directly inside it."""
    from pypdf.generic import ArrayObject, DictionaryObject, NameObject

    waiting = [found]
    while waiting:
        part = waiting.pop()
        if isinstance(part, DictionaryObject):
            yield from map(str, part.keys())
            waiting += [dict.__getitem__(part, key) for key in part]
        elif isinstance(part, ArrayObject):
            waiting += list(list.__iter__(part))
        elif isinstance(part, NameObject):
            yield str(part)
