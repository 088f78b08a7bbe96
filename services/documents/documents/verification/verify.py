"""Verification: whether a file or a document code is one of ours, and whether it still holds."""

from documents.domain.document import Document
from documents.domain.standing import Standing, standing_of
from documents.repository import DocumentsRepository
from kit.core.model import Model


class Verification(Model):
    """A sealed document of ours, and how it stands."""

    document: Document
    standing: Standing


def verify_file(documents: DocumentsRepository, sha256: str) -> Verification | None:
    """The sealed document whose file has this SHA-256, or None."""
    return _verified(documents, documents.document_with_digest(sha256))


def verify_code(documents: DocumentsRepository, code: str) -> Verification | None:
    """The sealed document with this code (mã tra cứu), or None; a failed one has no file."""
    return _verified(documents, documents.document_or_none(code))


def _verified(documents: DocumentsRepository, document: Document | None) -> Verification | None:
    if document is None or document.seal is None:
        return None
    others = documents.documents_of(document.dossier or "")
    standing = standing_of(document, others, documents.agency_seals())
    return Verification(document=document, standing=standing)
