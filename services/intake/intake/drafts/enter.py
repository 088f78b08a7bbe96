"""Entry of a draft at a desk, for somebody who files without an account."""

from datetime import datetime

from intake.catalogue.offer import FilingPlace, open_offer
from intake.domain.desk_entry import DeskEntry
from intake.domain.draft import Draft
from intake.domain.draft_content import DraftContent
from intake.domain.new_draft import new_draft
from intake.repository import IntakeRepository
from kit.core.errors import NotFound
from kit.core.events import Change
from kit.core.model import Model
from kit.persistence.repository import retry_on_conflict
from kit.security.staff_directory import Directory, Staff


class EnterDraft(Model):
    """`id` is the request's: a repeat finds the draft that it made."""

    id: str
    official: Staff
    content: DraftContent
    entry: DeskEntry


@retry_on_conflict
def enter_draft(
    intake: IntakeRepository, directory: Directory, command: EnterDraft, *, at: datetime
) -> Draft:
    """Raises NotFound for an agency that is not the official's; the refusals of `open_offer` and
    `new_draft`.
    """
    if not command.official.covers(command.content.agency):
        raise NotFound
    if intake.draft(command.id):
        return intake.draft_of(command.official, command.id)

    place = FilingPlace(
        procedure=command.content.procedure,
        agency=command.content.agency,
        channel=command.entry.channel,
        received_at=command.entry.received_at,
    )
    procedure, agency = open_offer(intake, directory, place, at=at)
    content = command.content.evolve(agency=agency.code)
    draft = new_draft(content, procedure, id=command.id, owner=None, at=at, under=command.entry)

    intake.create_data_key(draft.id)
    intake.commit([Change(draft, None)], at=at)
    return draft
