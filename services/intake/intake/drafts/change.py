"""Change of a part of a draft: its agency, case and quantities, or the answers of one page."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, NamedTuple

from intake.catalogue.offer import offered_procedure, open_offer, place_of
from intake.domain.completeness import require_statement
from intake.domain.draft import Draft, quote_of
from intake.domain.offered_terms import require_offered
from intake.forms.answer_page import PageAnswers, answer_page
from intake.forms.general import form_of
from intake.repositories.drafter import Drafter
from intake.repository import IntakeRepository
from kit.core.events import Change
from kit.persistence.repository import retry_on_conflict
from kit.security.staff_directory import Directory


class ChangeDraft(NamedTuple):
    """`agency` is another one; `terms` and `papers`: fields of QuoteTerms and PaperStatement that
    change; `seen`: the versions of which the draft has to have one, (): whichever it has.
    """

    draft: str
    owner: Drafter
    agency: str | None = None
    terms: Mapping[str, Any] = MappingProxyType({})
    papers: Mapping[str, Any] = MappingProxyType({})
    page: PageAnswers | None = None
    seen: tuple[int, ...] = ()


@retry_on_conflict
def change_draft(
    intake: IntakeRepository, directory: Directory, command: ChangeDraft, *, at: datetime
) -> Draft:
    """Raises NotFound, DraftChanged; the refusals of `open_offer`, `require_offered`, `quote_of`,
    `require_statement` and `answer_page`.
    """
    draft = intake.draft_of(command.owner, command.draft)
    draft.require_unchanged(command.seen)
    changed = draft
    if command.agency or command.terms:
        changed = draft.aim(command.agency or draft.agency, draft.terms.evolve(**command.terms))
        procedure, agency = open_offer(intake, directory, place_of(changed), at=at)
        changed = changed.aim(agency.code, changed.terms)
        require_offered(procedure, changed.terms)
        quote_of(changed, procedure, at=at)
    else:
        procedure = offered_procedure(intake, draft.procedure, at=at)
    if command.papers:
        changed = changed.state_papers(changed.situation.statement.evolve(**command.papers))
        require_statement(procedure.content, changed.situation.statement)
    person = intake.person_of(draft)
    if command.page:
        changed = answer_page(changed, form_of(procedure.content), command.page, person, at=at)
    changed = changed.reached_by(person.contact if person else None)

    intake.commit([Change(changed, None)], at=at)
    return changed.committed()
