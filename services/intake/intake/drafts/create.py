"""Creation of a draft, and with it of the data key of the dossier to come."""

from datetime import datetime

from intake.catalogue.offer import existing_agency, offered_procedure
from intake.domain.daily_limits import DailyLimits
from intake.domain.draft import Draft, DraftContent, new_draft
from intake.domain.procedure import Procedure
from intake.forms.answer_page import done_by
from intake.forms.general import form_of
from intake.repository import IntakeRepository
from kit.core.events import Change
from kit.core.model import Model
from kit.persistence.repository import retry_on_conflict
from kit.security.people import PersonLink
from kit.security.staff_directory import Directory


class CreateDraft(Model):
    """`id` is the request's: a repeat finds the draft that it made."""

    id: str
    owner: PersonLink
    content: DraftContent


@retry_on_conflict
def create_draft(
    intake: IntakeRepository,
    directory: Directory,
    command: CreateDraft,
    *,
    limits: DailyLimits,
    at: datetime,
) -> Draft:
    """Raises NotFound, UnknownProcedure, UnknownAgency, TooManyDrafts and the refusals of
    `new_draft`.
    """
    if intake.draft(command.id):
        return intake.draft_of(command.owner, command.id)

    procedure = offered_procedure(intake, command.content.procedure, at=at)
    existing_agency(directory, command.content.agency, at=at)
    owner = command.owner.person
    draft = new_draft(command.content, procedure, id=command.id, owner=owner, at=at)
    if draft.answers:
        draft = draft.answer(draft.answers, _pages_done(intake, procedure, draft, at))

    limits.require("drafts", intake.count_today("drafts", owner, at), at)
    intake.create_data_key(draft.id)
    intake.commit([Change(draft, None)], at=at)
    return draft.committed()


def _pages_done(
    intake: IntakeRepository, procedure: Procedure, draft: Draft, at: datetime
) -> dict[str, str]:
    form = form_of(procedure.content)
    return done_by(form, draft.answers, intake.person_for(form, draft.owner), at=at)
