"""Creation of a draft, and with it of the data key of the dossier to come."""

from datetime import datetime

from intake.catalogue.offer import FilingPlace, open_offer
from intake.domain.account_level import require_account_level
from intake.domain.daily_limits import DailyLimits
from intake.domain.draft import Draft
from intake.domain.draft_content import DraftContent
from intake.domain.new_draft import new_draft, own_channel
from intake.domain.written_mandate import DraftMandate
from intake.forms.answer_page import done_by
from intake.forms.general import form_of
from intake.repository import IntakeRepository
from kit.core.model import Model
from kit.persistence.repository import retry_on_conflict
from kit.security.people import PersonLink
from kit.security.staff_directory import Directory


class CreateDraft(Model):
    """`id` is the request's: a repeat finds the draft that it made. Under a `mandate` it is the
    principal's, who is the `owner`. `level` is that of the account that signed in.
    """

    id: str
    owner: PersonLink
    content: DraftContent
    mandate: DraftMandate | None = None
    level: str = ""


@retry_on_conflict
def create_draft(
    intake: IntakeRepository,
    directory: Directory,
    command: CreateDraft,
    *,
    limits: DailyLimits,
    at: datetime,
) -> Draft:
    """Raises NotFound, TooManyDrafts, AccountLevelTooLow and the refusals of `open_offer` and
    `new_draft`.
    """
    if intake.draft(command.id):
        return intake.draft_of(command.owner, command.id)

    place = FilingPlace(
        procedure=command.content.procedure,
        agency=command.content.agency,
        channel=own_channel(command.content),
    )
    procedure, agency = open_offer(intake, directory, place, at=at)
    require_account_level(procedure.content, command.level)
    owner = command.owner.person
    person = intake.person(owner)
    content = command.content.evolve(agency=agency.code)
    draft = new_draft(content, procedure, id=command.id, owner=owner, at=at, under=command.mandate)
    if draft.answers:
        done = done_by(form_of(procedure.content), draft.answers, person, at=at)
        draft = draft.answer(draft.answers, done)
    draft = draft.reached_by(person.contact if person else None)

    limits.require("drafts", intake.count_today("drafts", owner, at), at)
    intake.create_data_key(draft.id)
    intake.commit_draft(draft, procedure=procedure.content.name, at=at)
    return draft.committed()
