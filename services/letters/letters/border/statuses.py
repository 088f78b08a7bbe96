"""What an agency outside says of a letter of ours."""

from datetime import datetime

from kit.core.events import Change
from kit.persistence.repository import retry_on_conflict
from letters.border.canonical import outgoing_wire
from letters.domain.arrival import Arrival, as_read, as_refused, as_waiting
from letters.domain.delivery import hear
from letters.edxml.letter import StatusMessage
from letters.repository import LettersRepository


@retry_on_conflict
def hear_status(
    repository: LettersRepository, arrival: Arrival, message: StatusMessage, *, at: datetime
) -> Arrival:
    """The copy after the status, with what came of the package: one transaction. A status of a
    letter that nobody knows yet waits.
    """
    stored = repository.letter_of_wire(outgoing_wire(message.letter.document_id))
    if not stored:
        changed = as_waiting(arrival, "unknown_letter", at)
        repository.commit([Change(changed, None)], at=at)
        return changed.committed()
    letter = stored.strip('"')
    delivery = repository.delivery(letter, message.sender.id)
    if delivery is None:
        changed = as_refused(arrival, "not_a_recipient").evolve(letter=letter)
        repository.commit([Change(changed, None)], at=at)
        return changed.committed()
    heard = hear(delivery, message.status, message.at, message.description or None)
    is_new = heard is not delivery
    changed = as_read(arrival, letter, "" if is_new else "repeated")
    changes = [Change(changed, None), *([Change(heard, None)] if is_new else [])]
    repository.commit(changes, at=at)
    return changed.committed()
