"""Officials of an agency act on a letter that it got."""

from collections.abc import Callable
from datetime import datetime

from contracts.terms import Day
from contracts.terms.letters import DeliveryAct, Reply
from kit.core.events import Change
from kit.core.items import Write
from kit.core.model import Model
from kit.persistence.repository import required, retry_on_conflict
from letters.domain.book import BookEntry, book_of
from letters.domain.deadlines import end_of, first_reminder
from letters.domain.delivery import (
    Delivery,
    DeliveryStep,
    act_on_delivery,
    done_before,
    reply_to_request,
)
from letters.domain.delivery_acts import AGREES, DECLINES, DELIVERY_RULES
from letters.domain.lane import LaneMessage, with_message
from letters.repository import LettersRepository

Authorize = Callable[[Delivery], object]


class ActOnDelivery(Model):
    """`note` is the reason or what the leader says; `to` who is to work on it, `due` until when."""

    letter: str
    agency: str
    act: DeliveryAct
    by: str | None
    by_name: str | None = None
    note: str | None = None
    to: str | None = None
    due: Day | None = None


class ReplyToWriter(Model):
    """The clerk agrees to give the letter back or to take the other one, or declines."""

    letter: str
    agency: str
    reply: Reply
    by: str


@retry_on_conflict
def act_on_incoming(
    repository: LettersRepository,
    command: ActOnDelivery,
    *,
    at: datetime,
    authorize: Authorize,
) -> Delivery:
    """The delivery after the act; an acceptance gives the next number of the incoming register.

    Raises NotFound, LetterWithdrawn, DeliveryActNotAllowed, LetterRequestOpen.
    """
    delivery = required(repository.delivery(command.letter, command.agency))
    authorize(delivery)
    if command.by is not None and done_before(delivery, command.act, command.by, command.to):
        return delivery
    step = DeliveryStep(act=command.act, at=at, by=command.by, note=command.note, to=command.to)
    changed = act_on_delivery(delivery, command.act, step)
    if command.to is not None:
        changed = changed.evolve(handler=command.to)
    if command.due is not None:
        changed = changed.evolve(due=end_of(command.due))
    changes, writes = [], []
    if command.act == "accept":
        changed, register, line = _entered(repository, changed, command.by or "", at)
        changes, writes = [register], [line]
    changed = changed.evolve(remind_at=first_reminder(changed))
    code = DELIVERY_RULES[command.act].code
    message = status_message(changed, code, at).evolve(official=command.by_name, note=command.note)
    outside = outside_changes(repository, changed, message)
    repository.save_delivery([Change(changed, None), *changes, *outside], at, writes)
    return changed.committed()


@retry_on_conflict
def reply_to_writer(
    repository: LettersRepository,
    command: ReplyToWriter,
    *,
    at: datetime,
    authorize: Authorize,
) -> Delivery:
    """The clerk agrees to give the letter back or to take the other one, or declines.

    Raises NotFound, LetterRequestReplied.
    """
    delivery = required(repository.delivery(command.letter, command.agency))
    authorize(delivery)
    changed = reply_to_request(delivery, command.reply, command.by, at)
    if changed is delivery:
        return delivery
    changed = changed.evolve(remind_at=first_reminder(changed))
    code = AGREES if command.reply == "agreed" else DECLINES
    outside = outside_changes(repository, changed, status_message(changed, code, at))
    repository.save_delivery([Change(changed, None), *outside], at)
    return changed.committed()


def status_message(delivery: Delivery, code: str, at: datetime) -> LaneMessage:
    """What the agency that wrote the letter is outside."""
    return LaneMessage(
        number=1,
        kind="status",
        at=at,
        code=code,
        to=(delivery.sender,),
        by_agency=delivery.recipient,
    )


def outside_changes(
    repository: LettersRepository, delivery: Delivery, message: LaneMessage
) -> list[Change]:
    """The status for the agency outside that wrote the letter; none for one of the province's."""
    if delivery.reports_to is None:
        return []
    lane = repository.lane(delivery.reports_to, delivery.letter).evolve(vault=delivery.vault)
    return [Change(with_message(lane, message), None)]


def _entered(
    repository: LettersRepository, delivery: Delivery, by: str, at: datetime
) -> tuple[Delivery, Change, Write]:
    key = book_of(delivery.recipient, "in", at)
    book = repository.book(key)
    entered = delivery.evolve(number=book.last + 1, book_year=key.year)
    entry = BookEntry(
        number=book.last + 1,
        at=at,
        letter=delivery.letter,
        type=delivery.type,
        document=delivery.printed,
        dated=delivery.dated,
        of=delivery.sender,
        to=(delivery.recipient,),
        subject=delivery.subject,
        by=by,
        vault=delivery.vault or "",
    )
    register, line = repository.numbered(key, book, entry)
    return entered, register, line
