"""Events of results: sealed, returned, recalled."""

from contracts.casework import CaseResultRecalled
from contracts.documents import DocumentSealed
from intake.repository import IntakeRepository
from kit.core.events import Envelope
from kit.persistence.items import Put


def is_result(message: Envelope) -> bool:
    """Whether it is a result that was sealed."""
    return message.type == DocumentSealed.TYPE and message.data.get("kind") == "result"


def recalled(intake: IntakeRepository, message: Envelope) -> list[Put]:
    """What is noted with a recall."""
    if message.type != CaseResultRecalled.TYPE:
        return []
    documents = [each.document for each in message.read(CaseResultRecalled).results]
    return intake.recalled_results(message.correlation_key, documents)
