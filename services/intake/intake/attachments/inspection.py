"""The inspection of a file: what it really is, and the copy of it that people are shown.

Whatever the bytes are, it answers with a finding; what it costs is bounded by who calls it
(`attachments.ports.Inspector`).
"""

from typing import Final

from intake.attachments.finding import Finding, Unacceptable
from intake.attachments.pdf_copy import pdf_copy
from intake.attachments.picture_copy import picture_copy
from intake.attachments.ports import SignatureJudge

PDF: Final = "application/pdf"
PICTURES: Final = (("image/jpeg", b"\xff\xd8\xff"), ("image/png", b"\x89PNG\r\n\x1a\n"))
PDF_HEADER: Final = b"%PDF-"
HEADER_WITHIN: Final = 1024
"""Where readers look for a PDF's header: some programs write a newline or a mark before it."""


def inspect(
    media_type: str,
    content: bytes,
    judge: SignatureJudge | None = None,
    *,
    sheets: int | None = None,
) -> Finding:
    """Of a file that is of this type by its first bytes; without a judge nobody is trusted.

    `sheets`: it is a scan of an original with so many pages.
    """
    try:
        if media_type != PDF:
            return Finding(pages=1, shown=picture_copy(content))
        copy = pdf_copy(content, is_scan=sheets is not None)
        if sheets is not None:
            _require_scan(copy.content, sheets)
    except Unacceptable as refused:
        return Finding(why=refused.why)
    if not copy.is_signed:
        return Finding(pages=copy.pages, shown=copy.content)
    from intake.attachments.pdf_signatures import signature_state

    state = (judge or signature_state)(content)
    return Finding(pages=copy.pages, shown=copy.content, signature=state)


def _require_scan(content: bytes, sheets: int) -> None:
    """Raises Unacceptable."""
    from intake.attachments.scan_quality import require_quality

    try:
        require_quality(content, sheets)
    except Unacceptable:
        raise
    except Exception:  # noqa: BLE001 - a crafted file may lead the reader to anything
        raise Unacceptable("unreadable") from None


HEIC_BRANDS: Final = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")


def is_heic(content: bytes) -> bool:
    """Whether its first bytes are those of a HEIC picture (ISO/IEC 23008-12)."""
    return content[4:8] == b"ftyp" and content[8:12] in HEIC_BRANDS


def media_type(content: bytes) -> str | None:
    """The type by the first bytes; None for a type that is not taken."""
    for name, start in PICTURES:
        if content.startswith(start):
            return name
    return PDF if PDF_HEADER in content[:HEADER_WITHIN] else None
