"""Removal of an attachment from its draft: a rejected file makes room for a better one."""

from datetime import datetime

from intake.repositories.drafter import Drafter
from intake.repository import IntakeRepository
from kit.core.errors import NotFound
from kit.core.events import Change
from kit.core.model import Model
from kit.persistence.repository import retry_on_conflict


class RemoveAttachment(Model):
    attachment: str
    draft: str
    owner: Drafter


@retry_on_conflict
def remove_attachment(intake: IntakeRepository, command: RemoveAttachment, *, at: datetime) -> None:
    """Removing it again changes nothing; raises NotFound, NotInThisState."""
    draft = intake.draft_of(command.owner, command.draft)
    attachment = intake.attachment(command.attachment)
    if attachment is None or attachment.draft != draft.id:
        raise NotFound
    changed = draft.detach(attachment.id, at)
    if attachment.id in draft.attachments:
        intake.commit([Change(changed, None)], at=at)
