"""A question of the National Portal waits for the agency's reply."""

from datetime import datetime

from contracts.national import QuestionReceived
from contracts.voice import FeedbackSubmitted
from kit.core.events import Envelope
from kit.persistence.repository import Duplicate, retry_on_conflict
from voice.domain.feedback import Feedback
from voice.domain.feedback_acts import due_of
from voice.repository import VoiceRepository


@retry_on_conflict
def receive_question(repository: VoiceRepository, message: Envelope, *, at: datetime) -> None:
    """Its words stay sealed under the key that the exchange made; the limits run from the moment at
    which the exchange had it.

    Raises ContractBroken, Duplicate.
    """
    submitted = message.read(QuestionReceived)
    if repository.sealed_feedback(submitted.feedback) is not None:
        raise Duplicate
    question = Feedback(
        id=submitted.feedback,
        vault=message.vault,
        kind="question",
        agency=submitted.agency,
        national=message.subject,
        text=submitted.text,
        submitted_at=message.time,
        since=message.time,
        due=due_of("received", message.time),
    )
    event = FeedbackSubmitted(kind="question", agency=question.agency, due=question.due)
    repository.receive_question(question, event, message, at)
