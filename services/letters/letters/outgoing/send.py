"""A clerk sends a letter: each recipient has its copy with the same transaction."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from kit.core.events import Change
from kit.core.model import Event
from kit.persistence.repository import required, retry_on_conflict
from letters.domain.deadlines import end_of, first_reminder
from letters.domain.delivery import Delivery, DeliveryStep, delivery_id
from letters.domain.document_id import document_id
from letters.domain.lane import LaneMessage, with_message
from letters.domain.letter import (
    Letter,
    LetterStep,
    act_on_letter,
    has_done,
    require_sendable,
)
from letters.domain.ports import AgencyPlaces
from letters.outgoing.ask import ask_recipients, request_of_supersession
from letters.outgoing.draft import Authorize
from letters.repository import LettersRepository

NO_EVENT: Final[Event | None] = None


def send_letter(
    repository: LettersRepository,
    places: AgencyPlaces,
    id: str,
    *,
    by: str | None,
    at: datetime,
    authorize: Authorize,
) -> Letter:
    """The letter as sent; what it updates or replaces is asked for at once.

    Raises NotFound, LetterActNotAllowed, LetterRecipientRequired, LetterFileRequired.
    """
    letter = _send(repository, places, id, by=by, at=at, authorize=authorize)
    if letter.supersedes is not None:
        ask_recipients(
            repository,
            letter.supersedes.letter,
            request_of_supersession(letter, letter.supersedes, by or "", at),
            at=at,
            authorize=lambda _: None,
        )
    return letter


@retry_on_conflict
def _send(
    repository: LettersRepository,
    places: AgencyPlaces,
    id: str,
    *,
    by: str | None,
    at: datetime,
    authorize: Authorize,
) -> Letter:
    letter = required(repository.letter(id))
    authorize(letter)
    if by is not None and has_done(letter, "send", by):
        return letter
    require_sendable(letter)
    step = LetterStep(act="send", at=at, by=by)
    sent = act_on_letter(letter, "send", step).evolve(sent_at=at)
    outside = {each: places.axis_of(each) for each in letter.recipients}
    copies = [copy_at(sent, each, outside[each], at) for each in letter.recipients]
    changes = [Change(sent, None), *[Change(each, None) for each in copies]]
    lanes = _lanes(repository, sent, outside, at)
    wire = document_id(sent.sender, sent.dated or "", sent.printed)
    wires = [repository.wire_write(wire, sent.id)] if lanes else []
    repository.commit([*changes, *lanes], at=at, extra_writes=wires)
    return sent.committed()


def copy_at(letter: Letter, agency: str, axis: str | None, at: datetime) -> Delivery:
    """The copy of a letter at an agency: there at once inside the province, else on its way."""
    delivery = Delivery(
        id=delivery_id(letter.id, agency),
        vault=letter.vault,
        dossier=letter.dossier,
        letter=letter.id,
        sender=letter.sender,
        recipient=agency,
        type=letter.type,
        printed=letter.printed,
        dated=letter.dated or "",
        subject=letter.subject,
        urgency=letter.urgency,
        state="sending" if axis else "arrived",
        arrived_at=at,
        due=end_of(letter.reply_by) if letter.reply_by else None,
        steps=() if axis else (DeliveryStep(act="arrive", at=at),),
        axis=axis,
        reports_to=letter.axis,
    )
    return delivery.evolve(remind_at=first_reminder(delivery))


def _lanes(
    repository: LettersRepository, letter: Letter, outside: dict[str, str | None], at: datetime
) -> Sequence[Change]:
    changes = []
    for axis in sorted({each for each in outside.values() if each}):
        to = tuple(agency for agency, by_axis in outside.items() if by_axis == axis)
        lane = repository.lane(axis, letter.id).evolve(vault=letter.vault)
        message = LaneMessage(number=1, kind="letter", at=at, to=to)
        changes.append(Change(with_message(lane, message), NO_EVENT))
    return changes
