"""What voice says of a question: there is a reply to send, or one of ours was published."""

from datetime import datetime

from contracts.voice import FeedbackChanged
from exchange.domain.question import Question, ReplyToSend, with_reply
from exchange.repository import ExchangeRepository
from kit.core.events import Envelope
from kit.persistence.repository import retry_on_conflict


@retry_on_conflict
def record_reply(repository: ExchangeRepository, message: Envelope, *, at: datetime) -> None:
    """Of other feedback nothing is stored; a repeat changes nothing. Raises ContractBroken.

    What is said stays sealed on its way, under the key of the feedback.
    """
    changed = message.read(FeedbackChanged)
    if changed.national is not None and changed.reply is not None:
        number = changed.national
    elif changed.national is None and changed.published is not None:
        number = message.subject
    else:
        return
    reply = ReplyToSend(
        sequence=message.sequence,
        agency=changed.agency,
        agency_name=changed.agency_name,
        by_name=changed.by_name,
        at=message.time,
        text=changed.reply,
        question=changed.published.question
        if changed.national is None and changed.published
        else None,
    )
    question = repository.sealed_question(number) or Question(
        id=number, vault=message.vault, feedback=message.subject
    )
    after = with_reply(question, reply, at)
    if after != question:
        repository.save(after, at)
