"""Several pictures of a draft become one PDF, which takes their place.

Who asks gets the attachment at once; the PDF is made where pictures of pages are made, and the
pictures stay in the draft until it is there.
"""

from datetime import datetime

from intake.attachments.create import attaching_act
from intake.attachments.ports import PictureQueue
from intake.domain.attachment import Attachment
from intake.domain.combination import combine
from intake.domain.draft import MOST_REMOVED, Draft, TooManyPapers
from intake.domain.required_documents import PaperForeign
from intake.repositories.drafter import Drafter
from intake.repository import IntakeRepository
from kit.core.events import Change
from kit.core.model import Model
from kit.persistence.repository import retry_on_conflict


class CombinePhotos(Model):
    """`id` is the request's: a repeat finds the attachment that it made. `photos` are the ids of
    attachments, in the order of the pages; None: all checked pictures of the component.
    """

    id: str
    draft: str
    owner: Drafter
    component: str
    photos: tuple[str, ...] | None
    name: str


def combine_photos(
    intake: IntakeRepository, queue: PictureQueue, command: CombinePhotos, *, at: datetime
) -> Attachment:
    """Raises NotFound, PaperForeign, the refusals of `combine` and of `Draft.attach`."""
    attachment = _combined(intake, command, at)
    if attachment.state == "awaiting_upload":  # also in a repeat: the request may have been lost
        queue.request(attachment.id)
    return attachment


@retry_on_conflict
def _combined(intake: IntakeRepository, command: CombinePhotos, at: datetime) -> Attachment:
    draft = intake.draft_of(command.owner, command.draft)
    existing = intake.attachment(command.id)
    if existing and existing.draft == draft.id:
        return existing
    photos = _photos(intake, draft, command)
    dossier = intake.dossier(draft.code) if draft.code else None
    filed = {paper.id for paper in dossier.attachments} if dossier else frozenset[str]()
    if len(draft.removed) + len(photos) > MOST_REMOVED:
        raise TooManyPapers

    attachment = combine(
        photos, command.component, id=command.id, name=command.name, filed=filed, at=at
    )
    changed = draft.attach(attachment.id, attaching_act(intake, draft))

    intake.commit([Change(attachment, None), Change(changed, None)], at=at)
    return attachment


def _photos(intake: IntakeRepository, draft: Draft, command: CombinePhotos) -> list[Attachment]:
    present = {each.id: each for each in intake.attachments_of(draft)}
    if command.photos is None:
        own = (each for each in present.values() if each.component == command.component)
        return [each for each in own if each.is_photo and each.state == "checked"]
    for place, photo in enumerate(command.photos):
        if photo not in present:
            raise PaperForeign(field=f"papers.{place}")
    return [present[photo] for photo in command.photos]
