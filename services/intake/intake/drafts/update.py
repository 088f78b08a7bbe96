"""Update of a draft: its answers are replaced whole."""

from datetime import datetime

from intake.domain.draft import Answers, Draft
from intake.repository import IntakeRepository
from kit.core.events import Change
from kit.core.model import Model
from kit.persistence.repository import retry_on_conflict
from kit.security.people import PersonLink


class UpdateDraft(Model):
    draft: str
    owner: PersonLink
    answers: Answers


@retry_on_conflict
def update_draft(intake: IntakeRepository, command: UpdateDraft, *, at: datetime) -> Draft:
    """Raises NotFound, AnswersTooLarge, AnswersMalformed, NotInThisState."""
    draft = intake.draft_of(command.owner, command.draft)

    updated = draft.replace_answers(command.answers)

    intake.commit([Change(updated, None)], at=at)
    return updated
