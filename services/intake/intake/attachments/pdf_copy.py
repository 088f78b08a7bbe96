"""The copy of a PDF: read by qpdf, freed of its active parts, written anew.

What nothing refers to, what stands behind the end and what another reader would see by repairing
the file differently is not in the copy: it has one table of objects, and every reader sees the
same. A file inside would be lost, so a PDF with one is refused.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from intake.attachments.finding import Unacceptable

if TYPE_CHECKING:
    from pikepdf import Pdf

ACTIVE: Final = frozenset(
    {
        *("/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE"),
        *("/Rendition", "/RichMediaExecute", "/Movie", "/Sound", "/GoTo3DView", "/ResetForm"),
    }
)
"""Types of actions that run something or reach beyond the file (ISO 32000-1, 12.6.4)."""
ACTION_KEYS: Final = ("/A", "/PA", "/OpenAction", "/Next")
ACTIVE_TREES: Final = ("/JavaScript", "/EmbeddedFiles", "/Renditions", "/AlternatePresentations")
"""Trees of names in the catalog; no file stands in one any more."""
MEDIA: Final = frozenset({"/RichMedia", "/Movie", "/Sound", "/Screen", "/3D", "/FileAttachment"})
"""Kinds of annotations that play or carry something."""
SIGNED_ROOT_KEYS: Final = ("/Perms", "/DSS")
"""What a signature brings along: the copy is not what was signed."""


@dataclass(frozen=True, slots=True)
class PdfCopy:
    """`is_signed`: the original bears a signature, which the copy does not."""

    content: bytes = field(repr=False)
    pages: int
    is_signed: bool


def pdf_copy(content: bytes, *, is_scan: bool = False) -> PdfCopy:
    """`is_scan`: pages are pictures, and nothing lies over them. Raises Unacceptable."""
    import pikepdf

    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            pages = len(pdf.pages)
            if not pages:
                raise Unacceptable("unreadable")
            signed = _clean(pdf)
            if is_scan:
                _remove_overlays(pdf)
            output = BytesIO()
            pdf.save(output, encryption=False, deterministic_id=True, fix_metadata_version=False)
        return PdfCopy(output.getvalue(), pages, signed)
    except Unacceptable:
        raise
    except pikepdf.PasswordError:
        raise Unacceptable("password_needed") from None
    except Exception:  # noqa: BLE001 - a crafted file may lead the reader to anything
        raise Unacceptable("unreadable") from None


def _clean(pdf: "Pdf") -> bool:
    """Take the active parts out; returns whether there was a signature. Raises Unacceptable."""
    is_signed = False
    for part in _dictionaries(pdf):
        is_signed |= "/ByteRange" in part and "/Contents" in part
        if _has_items(part.get("/EF")):
            raise Unacceptable("active_content")
        _clean_dictionary(part)
    _clean_catalog(pdf)
    for page in pdf.pages:
        _clean_annotations(page.obj)
    return is_signed


def _dictionaries(pdf: "Pdf") -> Iterator[Any]:
    """Every dictionary, also of a stream, also inside another or an array."""
    from pikepdf import Array, Dictionary, Stream

    for item in pdf.objects:
        unvisited = [item]
        while unvisited:
            part = unvisited.pop()
            if isinstance(part, Dictionary | Stream):
                yield part
                inner = [part.get(key) for key in list(part.keys())]
            elif isinstance(part, Array):
                inner = list(part)
            else:
                continue
            unvisited += [
                value
                for value in inner
                if isinstance(value, Dictionary | Array) and not value.is_indirect
            ]


def _clean_dictionary(part: Any) -> None:
    if "/AA" in part:
        del part["/AA"]
    for key in ACTION_KEYS:
        if key in part and _is_active(part[key]):
            del part[key]
    if _is_active(part):  # somebody may refer to it by another key
        for key in list(part.keys()):
            del part[key]
    if part.get("/FT") == "/Sig" and "/V" in part:
        del part["/V"]


def _is_active(value: Any) -> bool:
    """Whether it is an action that is not taken, or a list with one."""
    from pikepdf import Array, Dictionary

    if isinstance(value, Array):
        return any(_is_active(part) for part in value)
    if not isinstance(value, Dictionary) or "/P" in value:  # structure elements have a parent
        return False
    return str(value.get("/S", "")) in ACTIVE


def _clean_catalog(pdf: "Pdf") -> None:
    from pikepdf import Dictionary

    root = pdf.Root
    for key in SIGNED_ROOT_KEYS:
        if key in root:
            del root[key]
    names, form = root.get("/Names"), root.get("/AcroForm")
    if isinstance(names, Dictionary):
        for tree in ACTIVE_TREES:
            if tree in names:
                del names[tree]
    if not isinstance(form, Dictionary):
        return
    if "/XFA" in form:
        if root.get("/NeedsRendering") or not _has_items(form.get("/Fields")):
            raise Unacceptable("active_content")  # its pages are drawn by the form's program alone
        del form["/XFA"]
    if "/SigFlags" in form:
        del form["/SigFlags"]


def _remove_overlays(pdf: "Pdf") -> None:
    """Fields and annotations would show what no scanner saw, and take names of our signatures."""
    if "/AcroForm" in pdf.Root:
        del pdf.Root["/AcroForm"]
    for page in pdf.pages:
        if "/Annots" in page.obj:
            del page.obj["/Annots"]


def _clean_annotations(page: Any) -> None:
    from pikepdf import Array, Dictionary

    annotations = page.get("/Annots")
    if not isinstance(annotations, Array):
        return
    remaining = [
        annotation
        for annotation in annotations
        if isinstance(annotation, Dictionary) and str(annotation.get("/Subtype", "")) not in MEDIA
    ]
    if len(remaining) < len(annotations):
        page["/Annots"] = Array(remaining)


def _has_items(value: Any) -> bool:
    from pikepdf import Array, Dictionary

    return isinstance(value, Dictionary | Array) and len(value) > 0
