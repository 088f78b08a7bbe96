"""What an uploaded file really is: its type by its first bytes, no active content, and the scanner's word."""

from collections.abc import Iterator
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


def finding(paper: Paper, content: bytes, scanner: Scanner) -> str | None:
    """Why the file is refused, as a stable code; None if nothing speaks against it."""
    if len(content) > paper.size:
        return "file_too_large"
    if len(content) < paper.size or sha256(content).hexdigest() != paper.sha256:
        return "wrong_digest"
    if media_type(content) != paper.media_type:
        return "wrong_type"
    if paper.media_type == "application/pdf":
        try:
            if active(content):
                return "active_content"
        except Unreadable:
            return "unreadable"
    return None if scanner.clean(content) else "infected"


def media_type(content: bytes) -> str | None:
    """The type by the first bytes; None for a type that is not taken."""
    return next((name for name, start in SIGNATURES if content.startswith(start)), None)


def active(content: bytes) -> bool:
    """Whether a PDF carries scripts, embedded files or launch actions in any of its objects; raises Unreadable."""
    return any(name in ACTIVE for found in _objects(_reader(content)) for name in _names(found))


def pages(paper: Paper, content: bytes) -> int | None:
    """How many pages; one of an image."""
    if paper.media_type != "application/pdf":
        return 1
    return len(_reader(content).pages)


def _reader(content: bytes) -> "PdfReader":
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted or not reader.pages:
            raise Unreadable
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
        raise Unreadable from None
    return reader


def _objects(reader: "PdfReader") -> Iterator[Any]:
    """Every object of the file, also those that nothing refers to and those inside object streams."""
    from pypdf.errors import PyPdfError
    from pypdf.generic import IndirectObject

    known = {(number, generation) for generation, found in reader.xref.items() for number in found}
    known |= {(number, 0) for number in reader.xref_objStm}
    yield reader.trailer
    for number, generation in known:
        try:
            yield IndirectObject(number, generation, reader).get_object()
        except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            raise Unreadable from None


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
