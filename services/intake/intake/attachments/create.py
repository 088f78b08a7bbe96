"""Announcement of an attachment: its owner may upload the file afterwards.

A filed draft takes attachments while its agency waits for supplements.
"""

from datetime import datetime
from typing import Literal

from intake.catalogue.offer import existing_agency, offered_procedure
from intake.domain.attachment import Announcement, Attachment, announce
from intake.domain.draft import Draft
from intake.domain.filed_dossier import open_request
from intake.repositories.drafter import Drafter
from intake.repository import IntakeRepository
from kit.core.events import Change
from kit.core.model import Model
from kit.persistence.repository import retry_on_conflict
from kit.security.staff_directory import Directory


class CreateAttachment(Model):
    """`id` is the request's: a repeat finds the attachment that it made."""

    id: str
    draft: str
    owner: Drafter
    announcement: Announcement


@retry_on_conflict
def create_attachment(
    intake: IntakeRepository, directory: Directory, command: CreateAttachment, *, at: datetime
) -> Attachment:
    """Raises NotFound, the refusals of `offer`, of `announce` and of `Draft.attach`."""
    draft = intake.draft_of(command.owner, command.draft)
    existing = intake.attachment(command.id)
    if existing and existing.draft == draft.id:
        return existing

    procedure = offered_procedure(intake, draft.procedure, at=at)
    existing_agency(directory, draft.agency, at=at)
    attachment = announce(
        command.announcement,
        procedure.content.documents,
        id=command.id,
        draft=draft.id,
        owner=draft.owner,
        at=at,
    )
    changed = draft.attach(attachment.id, _act(intake, draft))

    intake.commit([Change(attachment, None), Change(changed, None)], at=at)
    return attachment


def _act(intake: IntakeRepository, draft: Draft) -> Literal["attach", "attach_supplement"]:
    if draft.code is None:
        return "attach"
    dossier = intake.dossier(draft.code)
    return "attach_supplement" if dossier and open_request(dossier) else "attach"
