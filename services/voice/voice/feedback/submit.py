"""A citizen submits feedback, and supplements it."""

from datetime import datetime

from contracts.terms import AgencyCode, DossierCode
from contracts.terms.feedback import FeedbackKind
from contracts.voice import FeedbackSubmitted
from kit.core.model import Model
from voice.domain.feedback import Feedback, vault_of
from voice.domain.feedback_acts import due_of
from voice.repository import VoiceRepository


class SubmitFeedback(Model):
    """What a person writes to an agency; `id` is the same over repeats."""

    id: str
    kind: FeedbackKind
    agency: AgencyCode
    about: DossierCode | None
    text: str
    owner: str


def submit_feedback(
    repository: VoiceRepository, command: SubmitFeedback, *, at: datetime
) -> Feedback:
    """Raises Conflict."""
    feedback = Feedback(
        **dict(command),
        vault=vault_of(command.id),
        submitted_at=at,
        since=at,
        due=due_of("received", at),
    )
    event = FeedbackSubmitted(kind=feedback.kind, agency=feedback.agency, due=feedback.due)
    repository.submit_feedback(feedback, event, at)
    return feedback.committed()
