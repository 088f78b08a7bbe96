"""Verification: whether a file or a document code is one of ours."""

from documents.domain.document import Document
from documents.repository import DocumentsRepository


def verify_file(documents: DocumentsRepository, sha256: str) -> Document | None:
    """The sealed document whose file has this SHA-256, or None."""
    return documents.document_with_digest(sha256)


def verify_code(documents: DocumentsRepository, code: str) -> Document | None:
    """The sealed document with this code (mã tra cứu), or None; a failed one has no file."""
    document = documents.document_or_none(code)
    return document if document and document.seal else None
