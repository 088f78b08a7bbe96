"""Change of a part of a draft: its agency, case and quantities, or the answers of one page."""

from datetime import datetime

from intake.catalogue.offer import existing_agency, offered_procedure
from intake.domain.draft import Draft, quote_of, require_offered
from intake.forms.answer_page import PageAnswers, answer_page
from intake.forms.general import form_of
from intake.repository import IntakeRepository
from kit.core.events import Change
from kit.core.model import Model
from kit.persistence.repository import retry_on_conflict
from kit.security.people import PersonLink
from kit.security.staff_directory import Directory


class Aim(Model):
    """Which agency the dossier is for, in which case, of how many units."""

    agency: str
    case: str | None
    counts: dict[str, int]

    @classmethod
    def of(cls, draft: Draft) -> "Aim":
        """The present one."""
        return cls(agency=draft.agency, case=draft.case, counts=draft.counts)


class ChangeDraft(Model):
    """`aim` holds the fields of `Aim` that change; `seen`: the versions of which the draft has to
    have one, (): whichever it has.
    """

    draft: str
    owner: PersonLink
    aim: dict[str, object]
    page: PageAnswers | None = None
    seen: tuple[int, ...] = ()


@retry_on_conflict
def change_draft(
    intake: IntakeRepository, directory: Directory, command: ChangeDraft, *, at: datetime
) -> Draft:
    """Raises NotFound, DraftChanged, UnknownProcedure, UnknownAgency and the refusals of
    `require_offered`, `quote_of` and `answer_page`.
    """
    draft = intake.draft_of(command.owner, command.draft)
    draft.require_unchanged(command.seen)
    procedure = offered_procedure(intake, draft.procedure, at=at)

    changed = draft
    if command.aim:
        changed = changed.aim(**dict(Aim.of(draft).evolve(**command.aim)))
        existing_agency(directory, changed.agency, at=at)
        require_offered(procedure, changed.case, changed.channel)
        quote_of(changed, procedure, at=at)
    if command.page:
        form = form_of(procedure.content)
        person = intake.person_for(form, draft.owner)
        changed = answer_page(changed, form, command.page, person, at=at)

    intake.commit([Change(changed, None)], at=at)
    return changed.committed()
