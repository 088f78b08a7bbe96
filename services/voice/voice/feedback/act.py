"""An official, or its owner, acts on feedback."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from contracts.terms import AgencyCode
from contracts.terms.feedback import FeedbackAct
from contracts.voice import FeedbackChanged, PublishedWords
from kit.core.model import Model
from kit.persistence.repository import required, retry_on_conflict
from voice.domain.feedback import Feedback, FeedbackEntry, PublicText, act_on
from voice.repository import VoiceRepository

REPLIES: Final = ("resolve", "refuse")
"""Acts by which whoever asked gets a reply."""


class ActOnFeedback(Model):
    """`text` is what is said with the act; `agency` where it is forwarded. `question` and `reply`
    are what everybody is to read. `by` None: its owner acts; else `by_name` is the official's
    name.
    """

    id: str
    act: FeedbackAct
    text: str | None = None
    agency: AgencyCode | None = None
    question: str | None = None
    reply: str | None = None
    by: str | None = None
    by_name: str = ""


@retry_on_conflict
def act_on_feedback(
    repository: VoiceRepository,
    command: ActOnFeedback,
    *,
    at: datetime,
    authorize: Callable[[Feedback], object],
    name_of_agency: Callable[[str], str] = str,
) -> Feedback:
    """Raises NotFound, FeedbackActNotAllowed, SecondReaderRequired, AskerNotHere, what `authorize`
    raises.
    """
    feedback = required(repository.feedback(command.id))
    authorize(feedback)

    entry = FeedbackEntry(
        act=command.act, at=at, by=command.by, text=command.text, agency=command.agency
    )
    changed = act_on(feedback, entry, _public(command, at))

    repository.save_feedback(changed, _event(changed, command, name_of_agency), at)
    return changed.committed()


def _event(
    changed: Feedback, command: ActOnFeedback, name_of_agency: Callable[[str], str]
) -> FeedbackChanged:
    event = FeedbackChanged(
        act=command.act,
        state=changed.state,
        agency=changed.agency,
        due=changed.due,
        late=changed.entries[-1].late,
        by=command.by,
        kind=changed.kind,
        owner=changed.owner,
        national=changed.national,
    )
    if changed.kind != "question":
        return event
    if command.act in REPLIES and changed.national is not None:
        event = event.evolve(reply=command.text, by_name=command.by_name)
    if command.act == "publish" and changed.public is not None:
        words = PublishedWords(question=changed.public.question, reply=changed.public.reply)
        event = event.evolve(published=words)
    return event.evolve(agency_name=name_of_agency(changed.agency))


def _public(command: ActOnFeedback, at: datetime) -> PublicText | None:
    if command.act != "publish" or command.question is None or command.reply is None:
        return None
    return PublicText(question=command.question, reply=command.reply, at=at)
