"""Links that download a document's file."""

from datetime import datetime, timedelta
from typing import Final

from contracts.terms import Moment, Sha256
from documents.domain.document import Document
from documents.domain.dossier import Dossier
from documents.domain.ports import FileStore
from kit.core.errors import Conflicting
from kit.core.model import Model

LINK_LIFETIME: Final = timedelta(minutes=5)


class DocumentNotSealed(Conflicting):
    """The document failed, so it has no file."""

    code = "document_not_sealed"
    vi = "Văn bản này chưa lập được nên chưa có tệp để tải về."
    en = "This document could not be made, so there is no file to download."


class FeeUnpaid(Conflicting):
    """The owner gets a result after the fee that is due before it is paid."""

    code = "fee_unpaid"
    vi = "Hồ sơ còn khoản phí, lệ phí chưa nộp nên chưa tải được kết quả."
    en = "A fee of this dossier is still unpaid, so its result cannot be downloaded."


class FileErased(Conflicting):
    """The files of the dossier were deleted with its personal data."""

    code = "file_erased"
    vi = "Tệp của văn bản này đã được xóa cùng dữ liệu cá nhân của hồ sơ."
    en = "The file of this document was deleted with the personal data of its dossier."


class Link(Model):
    """A URL that downloads a file until `expires`."""

    document: str
    url: str
    expires: Moment
    filename: str
    sha256: Sha256


def create_link(
    document: Document, dossier: Dossier, files: FileStore, *, for_owner: bool, at: datetime
) -> Link:
    """Raises DocumentNotSealed, FileErased, and FeeUnpaid for the owner of a result (officials may
    see it).
    """
    key = document.file_key
    if document.seal is None or key is None:
        raise DocumentNotSealed
    if dossier.erased_at is not None:
        raise FileErased
    if document.kind == "result" and dossier.owes_fee and for_owner:
        raise FeeUnpaid
    filename = f"{document.dossier}-{document.kind}-{document.id[-4:]}.pdf"
    return Link(
        document=document.id,
        url=files.link(key, filename, LINK_LIFETIME),
        # a second early: S3 counts from the second in which it signed
        expires=(at + LINK_LIFETIME - timedelta(seconds=1)).replace(microsecond=0),
        filename=filename,
        sha256=document.seal.sha256,
    )
