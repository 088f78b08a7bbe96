"""What a writer outside asks of a letter that came before: to give it back, or to take another."""

from datetime import datetime

from kit.core.events import Change
from kit.persistence.repository import required, retry_on_conflict
from letters.domain.deadlines import first_reminder
from letters.domain.delivery import ask
from letters.domain.delivery_acts import AGREES
from letters.domain.requests_of_writer import WriterRequest
from letters.incoming.act import status_message, told_outside
from letters.repository import LettersRepository


def ask_copies(
    repository: LettersRepository, letter: str, request: WriterRequest, at: datetime
) -> None:
    """Every copy in the province has the request; a repeat changes nothing."""
    for agency in required(repository.sealed_letter(letter)).recipients:
        _ask_one(repository, letter, agency, request, at)


@retry_on_conflict
def _ask_one(
    repository: LettersRepository, letter: str, agency: str, request: WriterRequest, at: datetime
) -> None:
    """A copy on which nobody acted agrees at once, and the writer is told so."""
    delivery = required(repository.delivery(letter, agency))
    changed = ask(delivery, request, at)
    if changed is delivery:
        return
    changed = changed.evolve(remind_at=first_reminder(changed))
    told = []
    if changed.open_request is None:
        told = told_outside(repository, changed, status_message(changed, AGREES, at))
    repository.save_delivery([Change(changed, None), *told], at)
