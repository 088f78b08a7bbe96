"""What an uploaded file really is: its type by its first bytes, no active content, and the scanner's word."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final, Protocol

from intake.paper import Paper

if TYPE_CHECKING:
    from pypdf import PdfReader

SIGNATURES: Final = (
    ("application/pdf", b"%PDF-"),
    ("image/jpeg", b"\xff\xd8\xff"),
    ("image/png", b"\x89PNG\r\n\x1a\n"),
)
EICAR: Final = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-" + b"TEST-FILE!$H+H*"
"""The test string that every scanner knows (EICAR, 2003); kept in two parts so that no scanner stops at this file."""
ACTIVE: Final = frozenset({"/JavaScript", "/JS", "/EmbeddedFile", "/EmbeddedFiles", "/Launch", "/RichMedia", "/XFA"})
"""Names that have no business in a paper, as a key or as a value."""


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
        pages = len(reader.pages)
        if reader.is_encrypted or not pages:
            raise Unreadable
        return any(name in ACTIVE for found in _objects(reader) for name in _names(found)), pages
    except Exception:  # noqa: BLE001 - pypdf raises whatever a crafted file leads it to, assertions too
        raise Unreadable from None


def _objects(reader: "PdfReader") -> Iterator[Any]:
    """Every object of the file, also those that nothing refers to and those inside object streams."""
    from pypdf.generic import IndirectObject

    known = {(number, generation) for generation, found in reader.xref.items() for number in found}
    known |= {(number, 0) for number in reader.xref_objStm}
    yield reader.trailer
    for number, generation in known:
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
