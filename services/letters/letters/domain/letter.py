"""A letter at the agency that writes it: draft, number, signature, and to whom it was sent."""

from datetime import datetime
from typing import Annotated, ClassVar, Final, Literal

from pydantic import Field

from contracts.terms import Day, Moment, Sha256
from contracts.terms.letters import LetterAct, LetterState, LetterType, RequestKind, Urgency
from kit.core.errors import Conflicting, Invalid
from kit.core.model import Aggregate, Model, Sealed
from kit.core.time import vietnam_day
from letters.domain.letter_acts import next_letter_state
from letters.domain.letter_types import require_notation
from letters.domain.requests_of_writer import WriterRequest

MOST_RECIPIENTS: Final = 60
MOST_FILES: Final = 50
SignatureCheck = Literal[
    "valid", "unsigned", "broken", "untrusted", "revoked", "expired", "legacy", "unchecked"
]


class LetterFileRequired(Invalid):
    """A letter that is signed has a file."""

    code = "letter_file_required"
    vi = "Văn bản cần có ít nhất một tệp trước khi ký."
    en = "A letter needs at least one file before it is signed."


class LetterRecipientRequired(Invalid):
    """A letter that is sent has recipients."""

    code = "letter_recipient_required"
    vi = "Văn bản cần có ít nhất một nơi nhận."
    en = "A letter needs at least one recipient."


class LetterRecallNotAllowed(Conflicting):
    """Only a letter that was sent and not recalled yet is recalled."""

    code = "letter_recall_not_allowed"
    vi = "Văn bản chưa gửi đi, hoặc đã có đề nghị thu hồi."
    en = "The letter was not sent, or its recall was asked for already."


class LetterFile(Model):
    """A file by its SHA-256; `sealed` is that of the same file with the agency's signature, in the
    store of documents. `signature_check`: what was found on receipt, None: nobody looked.
    """

    sha256: Sha256
    name: Sealed[str]
    media_type: str
    size: Annotated[int, Field(ge=0)]
    sealed: Sha256 | None = None
    signature_check: SignatureCheck | None = None


class Signer(Model):
    """Who signed, as the letter names them."""

    sub: str | None = None
    name: Sealed[str]
    office: str | None = None


class LetterStep(Model):
    """An act: `by` is the official's subject, None: the system, or somebody outside."""

    act: LetterAct | Literal["draft", "ask", "receive"]
    at: Moment
    by: str | None = None
    note: Sealed[str | None] = None


class Supersession(Model):
    """Which earlier letter this one updates or replaces."""

    kind: RequestKind
    letter: str


class Letter(Aggregate):
    """`answers` is the letter that this one replies to, `dossier` the dossier that it is about.

    `number` is that in the register of the year in `dated`; `notation` follows it in print.
    `request` is what is asked of the recipients, `is_requested` whether all of them have it.
    `axis`: by which way it came from outside; None: it was written here. `wire` is the digest of
    the package in which it came.
    """

    KIND: ClassVar[str] = "LETTER"

    sender: str
    type: LetterType
    notation: str
    subject: Sealed[str]
    urgency: Urgency = "normal"
    reply_by: Day | None = None
    recipients: tuple[str, ...] = ()
    files: tuple[LetterFile, ...] = ()
    answers: str | None = None
    supersedes: Supersession | None = None
    state: LetterState = "draft"
    drafted_by: str | None = None
    drafted_at: Moment
    number: int | None = None
    dated: Day | None = None
    signer: Signer | None = None
    sent_at: Moment | None = None
    request: WriterRequest | None = None
    is_requested: bool = True
    steps: tuple[LetterStep, ...] = ()
    axis: str | None = None
    wire: str | None = None

    @property
    def printed(self) -> str:
        """Number and notation as the letter bears them; the notation alone before its number."""
        return f"{self.number}/{self.notation}" if self.number is not None else self.notation


def act_on_letter(letter: Letter, act: LetterAct, step: LetterStep) -> Letter:
    """The letter after an act; raises LetterActNotAllowed."""
    state = next_letter_state(act, letter.state)
    steps = letter.steps if act == "edit" else (*letter.steps, step)
    return letter.evolve(state=state, steps=steps)


def has_done(letter: Letter, act: LetterAct, by: str) -> bool:
    """Whether the last act was this one, by the same official: a repeat changes nothing."""
    last = letter.steps[-1] if letter.steps else None
    return last is not None and (last.act, last.by) == (act, by)


def numbered(letter: Letter, number: int, step: LetterStep) -> Letter:
    """The draft with its number and day; raises LetterActNotAllowed, NotationInvalid."""
    require_notation(letter.type, letter.notation)
    changed = act_on_letter(letter, "number", step)
    return changed.evolve(number=number, dated=vietnam_day(step.at))


def require_sendable(letter: Letter) -> None:
    """Raises LetterRecipientRequired, LetterFileRequired."""
    if not letter.recipients:
        raise LetterRecipientRequired(field="recipients")
    if not letter.files:
        raise LetterFileRequired(field="files")


def with_request(letter: Letter, request: WriterRequest, step: LetterStep) -> Letter:
    """The letter of which something is asked; the same one where it is asked already.

    Raises LetterRecallNotAllowed.
    """
    if letter.request is not None and letter.request.id == request.id:
        return letter
    open_recall = letter.request is not None and letter.request.kind == "recall"
    if letter.state != "sent" or open_recall:
        raise LetterRecallNotAllowed
    return letter.evolve(request=request, is_requested=False, steps=(*letter.steps, step))


def is_overdue(due: datetime | None, at: datetime) -> bool:
    """Whether a moment has passed."""
    return due is not None and due < at
