"""A letter at one agency that gets it: its number there, who works on it, and what was replied."""

from datetime import datetime
from typing import ClassVar

from contracts.terms import Day, Moment
from contracts.terms.letters import DeliveryAct, DeliveryState, LetterType, Reply, Urgency
from kit.core.model import Aggregate, Model, Sealed
from letters.domain.delivery_acts import (
    AGREES,
    DECLINES,
    OPEN,
    WIRE,
    furthest,
    next_delivery_state,
)
from letters.domain.requests_of_writer import (
    LetterRequestOpen,
    LetterRequestReplied,
    RequestRecord,
    WriterRequest,
)


class DeliveryStep(Model):
    """An act; `by` is the official's subject, None: the system, or somebody outside.

    `note` is a reason or what the leader says, `to` who is to work on it.
    """

    act: DeliveryAct | str
    at: Moment
    by: str | None = None
    note: Sealed[str | None] = None
    to: str | None = None


class Delivery(Aggregate):
    """`id` is `<letter>#<agency>`; what is printed on the letter is repeated, so that a list needs
    no other item.

    `number` is that in the incoming register of `book_year`. `axis`: by which way it goes out of
    the province, `statuses` what was heard from there. `due`: until when it is to be finished.
    `remind_at`: when somebody is reminded next. `handler` is the official who works on it.
    """

    KIND: ClassVar[str] = "DELIVERY"

    letter: str
    sender: str
    recipient: str
    type: LetterType
    printed: str
    dated: Day
    subject: Sealed[str]
    urgency: Urgency = "normal"
    state: DeliveryState
    arrived_at: Moment
    due: Moment | None = None
    number: int | None = None
    book_year: int | None = None
    handler: str | None = None
    requests: tuple[RequestRecord, ...] = ()
    steps: tuple[DeliveryStep, ...] = ()
    remind_at: Moment | None = None
    axis: str | None = None
    reports_to: str | None = None
    statuses: tuple[str, ...] = ()

    @property
    def open_request(self) -> RequestRecord | None:
        """What the writer asks and nobody replied to."""
        return next((each for each in self.requests if each.reply is None), None)

    @property
    def is_open(self) -> bool:
        """Whether the agency has something to do."""
        return self.state in OPEN


def delivery_id(letter: str, agency: str) -> str:
    """The id of the copy of a letter at an agency."""
    return f"{letter}#{agency}"


def act_on_delivery(delivery: Delivery, act: DeliveryAct, step: DeliveryStep) -> Delivery:
    """The delivery after an act.

    Raises LetterWithdrawn, DeliveryActNotAllowed, and LetterRequestOpen while the writer waits for
    a reply.
    """
    state = next_delivery_state(act, delivery.state)
    if act != "arrive" and delivery.open_request is not None:
        raise LetterRequestOpen
    return delivery.evolve(state=state, steps=(*delivery.steps, step))


def done_before(delivery: Delivery, act: DeliveryAct, by: str, to: str | None = None) -> bool:
    """Whether the last act was this one, by the same official: a repeat changes nothing."""
    last = delivery.steps[-1] if delivery.steps else None
    return last is not None and (last.act, last.by, last.to) == (act, by, to)


def ask(delivery: Delivery, request: WriterRequest, at: datetime) -> Delivery:
    """The delivery of which the writer asks something; the same one where it was asked already.

    A copy on which nobody acted yet is given back, or replaced, at once; of any other one the
    clerk decides. One that was refused or given back has nothing to reply.
    """
    if any(each.request.id == request.id for each in delivery.requests):
        return delivery
    if delivery.state in ("refused", "withdrawn"):
        return _with_request(
            delivery, RequestRecord(request=request, reply="agreed", replied_at=at)
        )
    if delivery.state != "arrived" or delivery.axis is not None:
        return _with_request(delivery, RequestRecord(request=request))
    replied = _with_request(delivery, RequestRecord(request=request, reply="agreed", replied_at=at))
    return _returned(replied, request, at, None)


def reply_to_request(delivery: Delivery, reply: Reply, by: str | None, at: datetime) -> Delivery:
    """The clerk agrees or declines; the same delivery where they said so already.

    Raises LetterRequestReplied.
    """
    waiting = delivery.open_request
    if waiting is None:
        last = delivery.requests[-1] if delivery.requests else None
        if last is not None and (last.reply, last.by) == (reply, by) and by is not None:
            return delivery
        raise LetterRequestReplied
    replied = waiting.evolve(reply=reply, replied_at=at, by=by)
    changed = delivery.evolve(
        requests=tuple(replied if each is waiting else each for each in delivery.requests)
    )
    if reply == "declined":
        return changed.evolve(steps=(*changed.steps, DeliveryStep(act="decline", at=at, by=by)))
    return _returned(changed, waiting.request, at, by)


def with_status(delivery: Delivery, code: str, at: datetime, note: str | None) -> Delivery:
    """A status that an agency outside reports, in any order; the same delivery where it was heard.

    The furthest stands; of two replies to a request the first. Unknown codes change nothing.
    """
    if code in delivery.statuses or code not in {*WIRE, AGREES, DECLINES}:
        return delivery
    changed = delivery.evolve(statuses=(*delivery.statuses, code))
    if code in (AGREES, DECLINES):
        if changed.open_request is None:
            return changed
        reply: Reply = "agreed" if code == AGREES else "declined"
        return reply_to_request(changed, reply, None, at)
    step = DeliveryStep(act=f"status_{code}", at=at, note=note)
    changed = changed.evolve(steps=(*changed.steps, step))
    if delivery.state == "withdrawn":
        return changed
    reported = tuple(WIRE[each] for each in changed.statuses if each in WIRE)
    return changed.evolve(state=furthest(reported))


def _with_request(delivery: Delivery, record: RequestRecord) -> Delivery:
    return delivery.evolve(requests=(*delivery.requests, record))


def _returned(delivery: Delivery, request: WriterRequest, at: datetime, by: str | None) -> Delivery:
    """A recalled or replaced copy is withdrawn and kept in the register; an updated one goes on."""
    step = DeliveryStep(act="agree", at=at, by=by)
    changed = delivery.evolve(steps=(*delivery.steps, step))
    if request.kind == "update":
        return changed
    return changed.evolve(state="withdrawn", remind_at=None)
