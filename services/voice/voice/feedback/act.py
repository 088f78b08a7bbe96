"""An official, or its owner, acts on feedback."""

from collections.abc import Callable
from datetime import datetime

from contracts.terms import AgencyCode
from contracts.terms.feedback import FeedbackAct
from contracts.voice import FeedbackChanged
from kit.core.model import Model
from kit.persistence.repository import required, retry_on_conflict
from voice.domain.feedback import Feedback, FeedbackEntry, PublicText, act_on
from voice.repository import VoiceRepository


class ActOnFeedback(Model):
    """`text` is what is said with the act; `agency` where it is forwarded. `question` and `reply`
    are what everybody is to read. `by` None: its owner acts.
    """

    id: str
    act: FeedbackAct
    text: str | None = None
    agency: AgencyCode | None = None
    question: str | None = None
    reply: str | None = None
    by: str | None = None


@retry_on_conflict
def act_on_feedback(
    repository: VoiceRepository,
    command: ActOnFeedback,
    *,
    at: datetime,
    authorize: Callable[[Feedback], object],
) -> Feedback:
    """Raises NotFound, FeedbackActNotAllowed, SecondReaderRequired, what `authorize` raises."""
    feedback = required(repository.feedback(command.id))
    authorize(feedback)

    entry = FeedbackEntry(
        act=command.act, at=at, by=command.by, text=command.text, agency=command.agency
    )
    changed = act_on(feedback, entry, _public(command, at))
    event = FeedbackChanged(
        act=command.act,
        state=changed.state,
        agency=changed.agency,
        due=changed.due,
        late=changed.entries[-1].late,
        by=command.by,
    )

    repository.save_feedback(changed, event, at)
    return changed.committed()


def _public(command: ActOnFeedback, at: datetime) -> PublicText | None:
    if command.act != "publish" or command.question is None or command.reply is None:
        return None
    return PublicText(question=command.question, reply=command.reply, at=at)
