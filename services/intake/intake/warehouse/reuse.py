"""A paper of the warehouse in a draft, by reference: nothing is uploaded again."""

from datetime import datetime

from intake.attachments.create import attaching_act
from intake.catalogue.offer import existing_agency, offered_procedure
from intake.domain.attachment import Attachment
from intake.domain.components import UnknownComponent
from intake.domain.warehouse import reused_attachment
from intake.repository import IntakeRepository
from intake.warehouse.papers import own_paper
from kit.core.events import Change
from kit.core.model import Model
from kit.persistence.repository import retry_on_conflict
from kit.security.people import PersonLink
from kit.security.staff_directory import Directory


class ReusePaper(Model):
    """`id` is the request's: a repeat finds the attachment that it made. Draft and paper are the
    caller's own.
    """

    id: str
    draft: str
    owner: PersonLink
    component: str
    dossier: str
    document: str


@retry_on_conflict
def reuse_paper(
    intake: IntakeRepository, directory: Directory, command: ReusePaper, *, at: datetime
) -> Attachment:
    """Raises NotFound, UnknownComponent, StoredPaperNotValid, StoredPaperWithoutFile, the refusals
    of `offer` and of `Draft.attach`.
    """
    draft = intake.draft_of(command.owner, command.draft)
    existing = intake.attachment(command.id)
    if existing and existing.draft == draft.id:
        return existing
    procedure = offered_procedure(intake, draft.procedure, at=at)
    existing_agency(directory, draft.agency, at=at)
    if command.component not in {each.id for each in procedure.content.documents}:
        raise UnknownComponent(field="component")
    paper = own_paper(intake, command.owner, command.dossier, command.document, at=at)

    attachment = reused_attachment(paper, draft, id=command.id, component=command.component, at=at)
    changed = draft.attach(attachment.id, attaching_act(intake, draft))

    changes = [Change(attachment, None), Change(changed, None)]
    intake.commit(changes, at=at, extra_writes=intake.uses_by(attachment))
    return attachment
