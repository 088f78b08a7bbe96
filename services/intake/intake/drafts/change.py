"""Change of a part of a draft: its agency, case and quantities, or the answers of one page."""

from datetime import datetime

from pydantic import Field

from intake.catalogue.offer import existing_agency, offered_procedure
from intake.domain.draft import Draft, quote_of
from intake.domain.offered_terms import require_offered
from intake.forms.answer_page import PageAnswers, answer_page
from intake.forms.general import form_of
from intake.repositories.drafter import Drafter
from intake.repository import IntakeRepository
from kit.core.events import Change
from kit.core.model import Model
from kit.persistence.repository import retry_on_conflict
from kit.security.staff_directory import Directory


class ChangeDraft(Model):
    """`agency` is another one, `terms` holds the fields of QuoteTerms that change; `seen`: the
    versions of which the draft has to have one, (): whichever it has.
    """

    draft: str
    owner: Drafter
    agency: str | None = None
    terms: dict[str, object] = Field(default_factory=dict)
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
    if command.agency or command.terms:
        terms = draft.terms.evolve(**command.terms)
        changed = draft.aim(command.agency or draft.agency, terms)
        existing_agency(directory, changed.agency, at=at)
        require_offered(procedure, terms)
        quote_of(changed, procedure, at=at)
    person = intake.person_of(draft)
    if command.page:
        changed = answer_page(changed, form_of(procedure.content), command.page, person, at=at)
    changed = changed.reached_by(person.contact if person else None)

    intake.commit([Change(changed, None)], at=at)
    return changed.committed()
