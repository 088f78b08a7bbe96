"""What the service letters answers, as the pages show it."""

from datetime import datetime

from front.api_problem import ApiModel


class Request(ApiModel):
    """What the writer asks of those that have a letter."""

    kind: str
    reason: str
    at: datetime
    letter: str | None = None
    reply: str | None = None


class Step(ApiModel):
    """An act."""

    act: str
    at: datetime
    by: str | None = None
    note: str | None = None
    to: str | None = None


class LetterFile(ApiModel):
    """A file of a letter."""

    sha256: str
    name: str
    media_type: str = "application/pdf"
    size: int
    sealed: str | None = None
    signature_check: str | None = None

    @property
    def as_sent(self) -> dict[str, object]:
        """As a draft names it."""
        return self.model_dump(include={"sha256", "name", "media_type", "size"})


class LetterLine(ApiModel):
    """A letter in the list of the agency that writes it."""

    id: str
    agency: str
    type: str
    document: str
    dated: str | None = None
    subject: str
    urgency: str
    state: str
    recipients: tuple[str, ...] = ()


class LetterPage(ApiModel):
    """A page of them."""

    items: tuple[LetterLine, ...]
    next: str | None = None


class Letter(LetterLine):
    """A letter as its writer has it."""

    reply_by: str | None = None
    files: tuple[LetterFile, ...] = ()
    dossier: str | None = None
    answers: str | None = None
    signer: str | None = None
    sent_at: datetime | None = None
    request: Request | None = None
    steps: tuple[Step, ...] = ()


class TraceLine(ApiModel):
    """What became of a letter at one agency."""

    agency: str
    state: str
    number: int | None = None
    due: datetime | None = None
    requests: tuple[Request, ...] = ()
    steps: tuple[Step, ...] = ()


class Trace(ApiModel):
    """What became of a letter at each agency."""

    items: tuple[TraceLine, ...]


class DeliveryLine(ApiModel):
    """A letter in the list of the agency that got it."""

    letter: str
    agency: str
    sender: str
    type: str
    document: str
    dated: str
    subject: str
    urgency: str
    state: str
    arrived_at: datetime
    due: datetime | None = None
    overdue: bool = False
    number: int | None = None
    handler: str | None = None
    request: Request | None = None


class DeliveryPage(ApiModel):
    """A page of them."""

    items: tuple[DeliveryLine, ...]
    next: str | None = None


class Delivery(DeliveryLine):
    """A letter as the agency has it that got it."""

    files: tuple[LetterFile, ...] = ()
    dossier: str | None = None
    signer: str | None = None
    requests: tuple[Request, ...] = ()
    steps: tuple[Step, ...] = ()


class BookLine(ApiModel):
    """A line of a register."""

    number: int
    at: datetime
    letter: str
    document: str
    dated: str
    of: str
    to: tuple[str, ...] = ()
    subject: str
    signer: str | None = None
    void: str | None = None


class BookPage(ApiModel):
    """A page of a register."""

    agency: str
    year: int
    direction: str
    last: int
    items: tuple[BookLine, ...]
    next: str | None = None


class BookFile(ApiModel):
    """A part of a register as a file, in base64."""

    content: str
    lines: int
    next: int | None = None


class Link(ApiModel):
    """Where a file is downloaded."""

    url: str


class StoredFile(ApiModel):
    """A file that was stored."""

    sha256: str
    media_type: str
    size: int


class NewLetter(ApiModel):
    """A letter that was drafted."""

    id: str
