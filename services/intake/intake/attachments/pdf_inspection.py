"""The inspection of a PDF: every object is looked through for scripts, files and actions."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from pypdf import PdfReader

ACTIVE_NAMES: Final = frozenset(
    {
        *("/JavaScript", "/JS", "/EmbeddedFile", "/EmbeddedFiles", "/EF", "/FileAttachment"),
        *("/Launch", "/RichMedia", "/Rendition", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE"),
        "/XFA",
    }
)
"""Names that a document needs neither as a key nor as a value: scripts, files inside, actions.

A file inside needs no /Type, its file specification has /EF; the actions are those that reach
beyond the file (ISO 32000-1, 7.11.4 and 12.6.4).
"""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one file may cost the function, which has a minute and 512 MB.

    `seconds`: an honest file takes a few. `inflated`: bytes of all object streams together, which
    are held at once.
    """

    seconds: float = 15.0
    inflated: int = 64_000_000


BOUNDS: Final = Bounds()


class Unreadable(Exception):
    """No PDF reader can look through it: broken, encrypted, or beyond bounds."""


@dataclass(frozen=True, slots=True)
class Pdf:
    """`is_active`: it carries scripts, embedded files or actions anywhere."""

    is_active: bool
    pages: int


def read_pdf(content: bytes, bounds: Bounds = BOUNDS) -> Pdf:
    """Raises Unreadable."""
    from pypdf import PdfReader

    try:
        reader = PdfReader(BytesIO(content))
        _require_bounded(reader, bounds)
        pages = len(reader.pages)
        if reader.is_encrypted or not pages:
            raise Unreadable
        objects = _objects(reader, bounds)
        is_active = any(name in ACTIVE_NAMES for value in objects for name in _names(value))
        return Pdf(is_active, pages)
    except Exception:  # noqa: BLE001 - pypdf raises whatever a crafted file leads it to
        raise Unreadable from None


def _require_bounded(reader: "PdfReader", bounds: Bounds) -> None:
    """All object streams together; the reader bounds each alone. Raises Unreadable."""
    from pypdf.generic import IndirectObject, StreamObject

    inflated = 0
    for number in {stream for stream, _ in reader.xref_objStm.values()}:
        stream = IndirectObject(number, 0, reader).get_object()
        inflated += len(stream.get_data()) if isinstance(stream, StreamObject) else 0
        if inflated > bounds.inflated:
            raise Unreadable


def _objects(reader: "PdfReader", bounds: Bounds) -> Iterator[Any]:
    """Every object, also one that nothing refers to and one inside an object stream."""
    from pypdf.generic import IndirectObject

    ids = {(number, generation) for generation, table in reader.xref.items() for number in table}
    ids |= {(number, 0) for number in reader.xref_objStm}
    yield reader.trailer
    deadline = time.monotonic() + bounds.seconds
    for number, generation in ids:
        if time.monotonic() > deadline:  # a false offset costs a search of the whole file
            raise Unreadable
        yield IndirectObject(number, generation, reader).get_object()


def _names(value: Any) -> Iterator[str]:
    """The names in an object and in what lies directly inside it."""
    from pypdf.generic import ArrayObject, DictionaryObject, NameObject

    unvisited = [value]
    while unvisited:
        part = unvisited.pop()
        if isinstance(part, DictionaryObject):
            yield from map(str, part.keys())
            unvisited += [dict.__getitem__(part, key) for key in part]
        elif isinstance(part, ArrayObject):
            unvisited += list(list.__iter__(part))
        elif isinstance(part, NameObject):
            yield str(part)
