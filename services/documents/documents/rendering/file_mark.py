"""The mark on the first page of a file that was not made here: what it is, whose, when signed."""

from datetime import datetime
from typing import Final

from documents.domain.document import DocumentRequest
from documents.domain.dossier import Dossier
from documents.rendering.contents import Paper
from kit.core.time import VIETNAM

COPY: Final = "SAO Y"


class FileMark(Paper):
    """`signed_at` is ISO 8601 with Vietnam's offset, as NĐ 30/2020/NĐ-CP wants it; without a
    `heading` its number in the agency's book stands first.
    """

    heading: str | None
    signed_at: str


def file_mark(
    dossier: Dossier, request: DocumentRequest, *, at: datetime, heading: str | None = None
) -> FileMark:
    """The mark of a file that the dossier's agency signs."""
    return FileMark(
        heading=heading,
        document=request.document,
        code=dossier.id,
        agency=dossier.agency_name,
        dateline="",
        signed_at=at.astimezone(VIETNAM).isoformat(timespec="seconds"),
    )
