"""The inspection of a file: its size, digest and type, active content, viruses."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from intake.attachments.pdf_inspection import Unreadable, read_pdf
from intake.attachments.ports import Scanner
from intake.domain.attachment import Attachment

PDF: Final = "application/pdf"
SIGNATURES: Final = (
    (PDF, b"%PDF-"),
    ("image/jpeg", b"\xff\xd8\xff"),
    ("image/png", b"\x89PNG\r\n\x1a\n"),
)


@dataclass(frozen=True, slots=True)
class Finding:
    """`why` a file is rejected, as a stable code (None: it is not), and its pages if it is not."""

    why: str | None
    pages: int | None = None


def inspect(attachment: Attachment, content: bytes, scanner: Scanner) -> Finding:
    """Whatever the bytes are, only the scanner can raise."""
    why = _difference(attachment, content)
    if why:
        return Finding(why)
    pages = 1
    if attachment.media_type == PDF:
        try:
            pdf = read_pdf(content)
        except Unreadable:
            return Finding("unreadable")
        if pdf.is_active:
            return Finding("active_content")
        pages = pdf.pages
    return Finding(None, pages) if scanner.is_clean(content) else Finding("infected")


def media_type(content: bytes) -> str | None:
    """The type by the first bytes; None for a type that is not taken."""
    return next((name for name, start in SIGNATURES if content.startswith(start)), None)


def _difference(attachment: Attachment, content: bytes) -> str | None:
    """How the file differs from the announced one, as a stable code."""
    if len(content) > attachment.size:
        return "file_too_large"
    if sha256(content).hexdigest() != attachment.sha256:
        return "wrong_digest"
    if media_type(content) != attachment.media_type:
        return "wrong_type"
    return None
