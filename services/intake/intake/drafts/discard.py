"""Giving up a draft: it is gone for its owner at once, its files within two hours."""

from datetime import datetime
from typing import NamedTuple

from intake.repositories.drafter import Drafter
from intake.repository import IntakeRepository
from kit.persistence.repository import retry_on_conflict


class DiscardDraft(NamedTuple):
    draft: str
    owner: Drafter


@retry_on_conflict
def discard_draft(intake: IntakeRepository, command: DiscardDraft, *, at: datetime) -> None:
    """Raises NotFound, also the second time; NotInThisState."""
    draft = intake.draft_of(command.owner, command.draft)

    intake.commit_discarded(draft.discard(at), at=at)
