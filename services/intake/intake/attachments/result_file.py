"""The file that an official uploads as a result (kết quả) of a dossier: a PDF, checked as any."""

from datetime import datetime
from typing import Final

from contracts.terms import DossierCode, Sha256
from intake.attachments.create import require_way
from intake.digitisation.steps import dossier_of_agency
from intake.domain.announcement import (
    LARGEST_FILE,
    LARGEST_UPLOAD,
    UNMEASURED,
    FileNotDescribed,
    FileTooLarge,
)
from intake.domain.attachment import Attachment
from intake.repository import IntakeRepository
from kit.core.errors import NotFound
from kit.core.events import Change
from kit.core.model import Model
from kit.persistence.repository import retry_on_conflict
from kit.security.staff_directory import Staff

ASSESSORS: Final = ("officer",)
"""Who proposes a result, and so uploads one."""
READERS: Final = ("officer", "approver", "head")
"""Who sees how far its check is."""
MEDIA_TYPE: Final = "application/pdf"
COMPONENT: Final = "result"
"""It is for no component of the procedure."""


class AnnounceResultFile(Model):
    """`id` is the attachment's: that of the request, so that a repeat finds what it made. Either
    size and digest are stated, or where the browser returns to, which is of one of `origins`.
    """

    code: DossierCode
    official: Staff
    id: str
    size: int | None = None
    sha256: Sha256 | None = None
    return_to: str | None = None
    origins: tuple[str, ...] = ()


@retry_on_conflict
def announce_result_file(
    intake: IntakeRepository, command: AnnounceResultFile, *, at: datetime
) -> Attachment:
    """Raises NotFound unless the official's agency has the case at this moment; FileTooLarge,
    FileNotDescribed, ReturnToNotAllowed.
    """
    dossier = dossier_of_agency(intake, command.code, command.official)
    existing = intake.attachment(command.id)
    if existing is not None:
        return _of_dossier(existing, dossier.id)
    size, digest = _measures(command)

    attachment = Attachment(
        id=command.id,
        dossier=dossier.id,
        vault=dossier.vault,
        draft=dossier.draft,
        owner=dossier.owner,
        component=COMPONENT,
        name=f"{COMPONENT}.pdf",
        media_type=MEDIA_TYPE,
        size=size,
        sha256=digest,
        is_result=True,
        is_loose=command.return_to is not None,
        announced_at=at,
    )

    intake.commit([Change(attachment, None)], at=at)
    return attachment


def result_file_of(intake: IntakeRepository, code: str, id: str, official: Staff) -> Attachment:
    """Raises NotFound, also for a paper and for a file of another dossier."""
    dossier = dossier_of_agency(intake, code, official)
    attachment = intake.sealed_attachment(id)
    if attachment is None:
        raise NotFound
    return _of_dossier(attachment, dossier.id)


def _measures(command: AnnounceResultFile) -> tuple[int, Sha256]:
    """Those of the file, or what an upload may have whose check measures it."""
    require_way(command.return_to, command.origins, is_described=command.sha256 is not None)
    if command.return_to is not None:
        return LARGEST_UPLOAD, UNMEASURED
    if command.size is None or command.sha256 is None:
        raise FileNotDescribed(field="sha256")
    if command.size > LARGEST_FILE:
        raise FileTooLarge(field="size")
    return command.size, command.sha256


def _of_dossier(attachment: Attachment, code: str) -> Attachment:
    if not attachment.is_result or attachment.dossier != code:
        raise NotFound
    return attachment
