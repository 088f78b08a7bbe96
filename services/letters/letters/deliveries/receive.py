"""What comes from outside the province: letters, what their writers ask, and statuses of ours.

Everything may come several times and in any order. `letter_not_there_yet` is no failure: an adapter
keeps the message and hands it in again.
"""

from datetime import datetime

from contracts.terms import Day, Sha256
from contracts.terms.letters import LetterType, RequestKind, Urgency
from kit.core.errors import Conflicting, Invalid
from kit.core.events import Change
from kit.core.ids import new_ulid
from kit.core.model import Model
from kit.persistence.items import ConditionFailed
from kit.persistence.repository import Conflict, required, retry_on_conflict
from kit.platform import log
from letters.domain.delivery import Delivery, with_status
from letters.domain.delivery_acts import DELIVERY_RULES
from letters.domain.lane import with_message
from letters.domain.letter import MOST_RECIPIENTS, Letter, LetterFile, LetterStep, Signer
from letters.domain.requests_of_writer import WriterRequest
from letters.incoming.act import status_message
from letters.outgoing.ask import ask_recipients
from letters.outgoing.draft import month_key
from letters.outgoing.send import copy_at
from letters.repository import LettersRepository


class LetterNotThereYet(Conflicting):
    """What it is about did not come yet."""

    code = "letter_not_there_yet"
    vi = "Chưa nhận được văn bản được nhắc tới."
    en = "The letter that this is about has not come yet."


class NoRecipientHere(Invalid):
    """None of its recipients, or too many of them, are agencies of the province."""

    code = "no_recipient_here"
    vi = "Văn bản không có nơi nhận nào thuộc hệ thống này, hoặc có quá nhiều nơi nhận."
    en = "No agency of this system is among the recipients of the letter, or too many are."


class ReceivedLetter(Model):
    """A letter as an adapter read it: `wire` is its DocumentId, `digest` the SHA-256 of the package
    as it came, `recipients` the agencies of ours among those that it names.
    """

    axis: str
    wire: str
    digest: Sha256
    sender: str
    type: LetterType
    printed: str
    dated: Day
    subject: str
    urgency: Urgency = "normal"
    reply_by: Day | None = None
    signer: Signer | None = None
    recipients: tuple[str, ...]
    files: tuple[LetterFile, ...] = ()
    answers: str | None = None


class ReceivedRequest(Model):
    """The writer asks for the letter `wire` back, or for another one in its place (`by_wire`)."""

    axis: str
    id: str
    wire: str
    kind: RequestKind
    reason: str
    by_wire: str | None = None


class ReceivedStatus(Model):
    """What an agency outside did with our letter `wire`: a code of QCVN 102:2016/BTTTT."""

    wire: str
    agency: str
    code: str
    note: str | None = None


def receive_letter(
    repository: LettersRepository, received: ReceivedLetter, *, at: datetime
) -> Letter:
    """The one letter of this DocumentId, whichever time it came. What first came stands.

    Raises NoRecipientHere.
    """
    existing = repository.letter_of_wire(received.wire)
    if existing is None:
        if not 0 < len(received.recipients) <= MOST_RECIPIENTS:
            raise NoRecipientHere
        letter = _letter(repository, received, at)
        try:
            _store(repository, letter, received, at)
        except (ConditionFailed, Conflict):
            existing = repository.letter_of_wire(received.wire)
        else:
            return letter.committed()
    stored = required(repository.letter(existing or ""))
    if stored.wire != received.digest:
        log.warning("letter_differs", letter=stored.id)
        log.metric("LetterDiffers")
    return stored


def receive_request(
    repository: LettersRepository, received: ReceivedRequest, *, at: datetime
) -> Letter:
    """Every copy has the request; raises LetterNotThereYet, LetterRecallNotAllowed."""
    letter = repository.letter_of_wire(received.wire)
    by_letter = repository.letter_of_wire(received.by_wire) if received.by_wire else None
    if letter is None or (received.by_wire and by_letter is None):
        raise LetterNotThereYet
    request = WriterRequest(
        id=received.id,
        kind=received.kind,
        reason=received.reason,
        at=at,
        by=received.axis,
        letter=by_letter,
    )
    return ask_recipients(repository, letter, request, at=at, authorize=lambda _: None)


@retry_on_conflict
def receive_status(
    repository: LettersRepository, received: ReceivedStatus, *, at: datetime
) -> Delivery:
    """Our letter's copy at an agency outside; raises LetterNotThereYet, NotFound."""
    letter = repository.letter_of_wire(received.wire)
    if letter is None:
        raise LetterNotThereYet
    delivery = required(repository.delivery(letter, received.agency))
    if delivery.axis is None:
        return delivery
    changed = with_status(delivery, received.code, at, received.note)
    if changed is delivery:
        return delivery
    repository.save_delivery([Change(changed, None)], at)
    return changed.committed()


def _letter(repository: LettersRepository, received: ReceivedLetter, at: datetime) -> Letter:
    vault = month_key(at)
    repository.create_key(vault)
    return Letter(
        id=new_ulid(at),
        vault=vault,
        sender=received.sender,
        type=received.type,
        notation=received.printed,
        subject=received.subject,
        urgency=received.urgency,
        reply_by=received.reply_by,
        recipients=received.recipients,
        files=received.files,
        answers=repository.letter_of_wire(received.answers) if received.answers else None,
        state="sent",
        drafted_at=at,
        dated=received.dated,
        signer=received.signer,
        sent_at=at,
        steps=(LetterStep(act="receive", at=at),),
        axis=received.axis,
        wire=received.digest,
    )


def _store(
    repository: LettersRepository, letter: Letter, received: ReceivedLetter, at: datetime
) -> None:
    """Letter, copies, and what its writer is told of each: one transaction."""
    copies = [copy_at(letter, agency, None, at) for agency in letter.recipients]
    lane = repository.lane(received.axis, letter.id).evolve(vault=letter.vault)
    for copy in copies:
        lane = with_message(lane, status_message(copy, DELIVERY_RULES["arrive"].code, at))
    changes = [Change(letter, None), *[Change(copy, None) for copy in copies], Change(lane, None)]
    wire = repository.wire_write(received.wire, letter.id)
    repository.commit(changes, at=at, extra_writes=[wire])
