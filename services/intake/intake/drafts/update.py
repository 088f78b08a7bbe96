"""Update of a draft: its answers are replaced whole, and judged without a refusal."""

from datetime import datetime
from typing import NamedTuple

from intake.catalogue.offer import offered_procedure
from intake.domain.answers import valid_answers
from intake.domain.draft import Draft
from intake.domain.form import Answers
from intake.forms.answer_page import done_by
from intake.forms.general import form_of
from intake.repositories.drafter import Drafter
from intake.repository import IntakeRepository
from kit.core.events import Change
from kit.persistence.repository import retry_on_conflict


class UpdateDraft(NamedTuple):
    """`seen`: the versions of which the draft has to have one; (): whichever it has."""

    draft: str
    owner: Drafter
    answers: Answers
    seen: tuple[int, ...] = ()


@retry_on_conflict
def update_draft(intake: IntakeRepository, command: UpdateDraft, *, at: datetime) -> Draft:
    """Raises NotFound, UnknownProcedure, DraftChanged, AnswersTooLarge, AnswersMalformed,
    NotInThisState.
    """
    draft = intake.draft_of(command.owner, command.draft)
    draft.require_unchanged(command.seen)
    form = form_of(offered_procedure(intake, draft.procedure, at=at).content)

    answers = valid_answers(command.answers)
    person = intake.person_of(draft)
    updated = draft.answer(answers, done_by(form, answers, person, at=at))
    updated = updated.reached_by(person.contact if person else None)

    intake.commit([Change(updated, None)], at=at)
    return updated.committed()
