"""The canonical form of a letter and of a status message: the same, whatever dialect carried it.

Fields are those of QCVN 102:2016/BTTTT in our words; an absent text is "". Dates are days in
Vietnam, moments have its offset and whole seconds.
"""

from datetime import date
from hashlib import sha256
from typing import Final, Literal, NamedTuple

from pydantic import ConfigDict, Field

from kit.core.local_time import LocalTime
from kit.core.model import Model

Business = Literal["new", "recall", "update", "replace"]
"""What a letter is for (BussinessDocType 0 to 3): mới, thu hồi, cập nhật, thay thế."""

Status = Literal["01", "02", "03", "04", "05", "06", "13", "15", "16"]
"""01 arrived, the clerk has not acted; 02 refused; 03 accepted and in the book; 04 assigned; 05 in
work; 06 finished; 13 the clerk wants to take the letter back; 15 agrees to that, or to an update;
16 declines it."""

STATUSES: Final[tuple[Status, ...]] = ("01", "02", "03", "04", "05", "06", "13", "15", "16")


class Part(Model):
    """A part of the canonical form: its texts neither begin nor end with blanks."""

    model_config = ConfigDict(str_strip_whitespace=True)


class Organ(Part):
    """An agency as sender or recipient."""

    id: str
    in_charge: str = ""
    name: str
    address: str = ""
    email: str = ""
    telephone: str = ""
    fax: str = ""
    website: str = ""


class DocumentKey(NamedTuple):
    """What a DocumentId says: the promulgating agency, its day, number and notation."""

    organ: str
    day: date
    number: str


class Signer(Part):
    """Who signed: `competence` is their power to sign, such as TM. or KT."""

    competence: str = ""
    position: str = ""
    name: str = ""


class DocumentType(Part):
    """`kind` 1 is a legal document, 2 an administrative one; `detail` the kind of it by number."""

    kind: int = 2
    detail: int | None = None
    name: str = ""


class OtherInfo(Part):
    """Marks of urgency and of how a letter was made; a number that is absent is None."""

    priority: int = 0
    sphere: str = ""
    typist: str = ""
    copies: int | None = None
    pages: int | None = None
    direction: str = ""
    appendixes: tuple[str, ...] = ()


class Reference(Part):
    """The letter that a letter or a status message responds to."""

    organ: str
    code: str = ""
    document_id: str = ""
    promulgated: date | None = None


class Staff(Part):
    """Who handles it at the sender; personal."""

    department: str = ""
    name: str = ""
    email: str = ""
    mobile: str = ""


class Trace(Part):
    """A system that passed the letter on, and when."""

    organ: str
    at: LocalTime


class Receiver(Part):
    """A recipient that an update adds or removes; what `kind` means is not published."""

    organ: str
    kind: int


class Update(Part):
    """What an update changes: the document, the recipients, or both."""

    document: bool = False
    recipients: bool = False
    receivers: tuple[Receiver, ...] = ()


class Replacement(Part):
    """A letter that is replaced, and for whom."""

    document_id: str
    organs: tuple[str, ...] = ()


class Purpose(Part):
    """What the letter is for. `document_id` names the letter that is recalled or updated."""

    business: Business = "new"
    document_id: str = ""
    reason: str = ""
    paper_follows: bool = False
    update: Update | None = None
    replacements: tuple[Replacement, ...] = ()
    staff: Staff = Field(default_factory=Staff)


class Attachment(Part):
    """One file of a letter; `name` has no folder."""

    name: str
    content_type: str = "application/octet-stream"
    description: str = ""
    content: bytes = Field(repr=False)

    @property
    def sha256(self) -> str:
        """Of the content, in hexadecimal digits."""
        return sha256(self.content).hexdigest()


class Letter(Part):
    """A letter between agencies (văn bản điện tử)."""

    sender: Organ
    recipients: tuple[Organ, ...]
    document_id: str
    number: str
    notation: str
    place: str = ""
    promulgated: date
    type: DocumentType
    subject: str
    content: str = ""
    signer: Signer
    due: date | None = None
    other: OtherInfo = Field(default_factory=OtherInfo)
    responds_to: tuple[Reference, ...] = ()
    steering: int = 0
    application: str = ""
    places: tuple[str, ...] = ()
    traces: tuple[Trace, ...] = ()
    purpose: Purpose = Field(default_factory=Purpose)
    attachments: tuple[Attachment, ...] = ()


class StatusMessage(Part):
    """What a recipient says of a letter that it got."""

    sender: Organ
    letter: Reference
    staff: Staff = Field(default_factory=Staff)
    status: Status
    description: str = ""
    at: LocalTime
    traces: tuple[Trace, ...] = ()


Package = Letter | StatusMessage


def document_id_of(organ: str, promulgated: date, number: str, notation: str) -> str:
    """`000.00.00.G22,2015/09/30,7816/VPCP-TTĐT`: the form of QCVN 102:2016."""
    return f"{organ},{promulgated:%Y/%m/%d},{number}/{notation}"


def document_key(document_id: str) -> DocumentKey | None:
    """The parts of a DocumentId in the form of QCVN 102:2016; None for another form, such as the
    UUIDs of some provincial systems.
    """
    parts = document_id.split(",", 2)
    if len(parts) != 3 or not all(part.strip() for part in parts):
        return None
    try:
        year, month, day = map(int, parts[1].split("/"))
        return DocumentKey(parts[0], date(year, month, day), parts[2])
    except ValueError:
        return None
