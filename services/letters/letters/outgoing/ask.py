"""The writer asks those that have a letter to give it back, or to take another in its place."""

from datetime import datetime

from kit.core.events import Change
from kit.persistence.repository import required, retry_on_conflict
from letters.domain.deadlines import first_reminder
from letters.domain.delivery import Delivery, ask
from letters.domain.delivery_acts import AGREES
from letters.domain.lane import LaneMessage, with_message
from letters.domain.letter import Letter, LetterStep, Supersession, with_request
from letters.domain.requests_of_writer import WriterRequest
from letters.incoming.act import outside_changes, status_message
from letters.outgoing.draft import Authorize
from letters.repository import LettersRepository


def request_of_supersession(
    letter: Letter, earlier: Supersession, by: str, at: datetime
) -> WriterRequest:
    """What is asked of those that have the letter which this one updates or replaces."""
    return WriterRequest(
        id=letter.id,
        kind=earlier.kind,
        reason=letter.printed,
        at=at,
        by=by,
        letter=letter.id,
    )


def ask_recipients(
    repository: LettersRepository,
    id: str,
    request: WriterRequest,
    *,
    at: datetime,
    authorize: Authorize,
) -> Letter:
    """The letter of which something is asked; every copy has the request, or the sweeper brings it.

    Raises NotFound, LetterRecallNotAllowed.
    """
    letter = _note(repository, id, request, at=at, authorize=authorize)
    return letter if letter.is_requested else finish_asking(repository, id, at=at)


def finish_asking(repository: LettersRepository, id: str, *, at: datetime) -> Letter:
    """Bring the request to every copy that does not have it: safe to do twice."""
    letter = required(repository.letter(id))
    if letter.request is None or letter.is_requested:
        return letter
    for agency in letter.recipients:
        _ask_one(repository, letter, agency, letter.request, at=at)
    return _complete_request(repository, id, letter.request.id, at=at)


@retry_on_conflict
def _note(
    repository: LettersRepository,
    id: str,
    request: WriterRequest,
    *,
    at: datetime,
    authorize: Authorize,
) -> Letter:
    letter = required(repository.letter(id))
    authorize(letter)
    step = LetterStep(act="ask", at=at, by=request.by, note=request.reason)
    changed = with_request(letter, request, step)
    if changed is letter:
        return letter
    repository.save_letter(changed, at)
    return changed.committed()


@retry_on_conflict
def _ask_one(
    repository: LettersRepository,
    letter: Letter,
    agency: str,
    request: WriterRequest,
    *,
    at: datetime,
) -> Delivery:
    """Against an act of the recipient one of both comes first: the copy has one version."""
    delivery = required(repository.delivery(letter.id, agency))
    changed = ask(delivery, request, at)
    if changed is delivery:
        return delivery
    changed = changed.evolve(remind_at=first_reminder(changed))
    changes = [Change(changed, None)]
    if delivery.axis is not None:
        lane = repository.lane(delivery.axis, letter.id)
        message = LaneMessage(
            number=1, kind="request", at=at, to=(agency,), code=request.kind, note=request.reason
        )
        changes.append(Change(with_message(lane, message), None))
    if changed.open_request is None:  # a copy on which nobody acted agrees at once
        reply = status_message(changed, AGREES, at)
        changes.extend(outside_changes(repository, changed, reply))
    repository.save_delivery(changes, at)
    return changed.committed()


@retry_on_conflict
def _complete_request(
    repository: LettersRepository, id: str, request: str, *, at: datetime
) -> Letter:
    letter = required(repository.letter(id))
    if letter.is_requested or letter.request is None or letter.request.id != request:
        return letter
    changed = letter.evolve(is_requested=True)
    repository.save_letter(changed, at)
    return changed.committed()
