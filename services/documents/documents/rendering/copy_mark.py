"""The mark on the first page of an electronic copy: what it is, whose, and when it was signed."""

from datetime import datetime

from documents.domain.document import DocumentRequest
from documents.domain.dossier import Dossier
from documents.rendering.contents import Paper
from kit.core.time import VIETNAM


class CopyMark(Paper):
    """`signed_at` is ISO 8601 with Vietnam's offset, as NĐ 30/2020/NĐ-CP wants it."""

    signed_at: str


def copy_mark(dossier: Dossier, request: DocumentRequest, *, at: datetime) -> CopyMark:
    """The mark of a copy that the dossier's agency signs."""
    return CopyMark(
        document=request.document,
        code=dossier.id,
        agency=dossier.agency_name,
        dateline="",
        signed_at=at.astimezone(VIETNAM).isoformat(timespec="seconds"),
    )
