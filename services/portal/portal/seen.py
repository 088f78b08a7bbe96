"""What the public routes answer, as far as the pages show it."""

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict

FeeState = Literal["due", "settled", "waived", "void"]
Method = Literal["card", "transfer"]
PaymentState = Literal["created", "pending", "processing", "paid", "expired", "cancelled", "failed"]


class Seen(BaseModel):
    """A part of an answer: fields that no page shows are left aside."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Named(Seen):
    """A procedure or an agency."""

    code: str
    name: str


class Code(Seen):
    """A national status code, its name in both languages, and since when it shows."""

    code: int
    vi: str
    en: str
    at: datetime


class Sentence(Seen):
    """A sentence, perhaps in Vietnamese only."""

    vi: str
    en: str | None = None


class Due(Seen):
    """When the result is due, and how that was found."""

    at: datetime
    provisional: bool
    explanation: tuple[Sentence, ...] = ()


class Document(Seen):
    """A sealed document; `sha256` is the digest of its file in hexadecimal digits."""

    name: str
    sha256: str
    sealed_at: datetime


class Back(Seen):
    """What went back of a fee, in đồng."""

    fee: str
    refunded: int


class Dossier(Seen):
    """Where a dossier stands."""

    code: str
    procedure: Named
    agency: Named
    filed_at: datetime
    status: Code
    timeline: tuple[Code, ...]
    due: Due | None
    fees: tuple[Back, ...] = ()
    result_after_payment: bool
    documents: tuple[Document, ...]


class Line(Seen):
    """A line of a fee or receipt; `amount` in đồng."""

    name: str
    amount: int


class Way(Seen):
    """A way to pay; `text` says why it is not available."""

    method: str
    available: bool
    text: str | None = None


class ReceiptRef(Seen):
    """The number of a fee's receipt."""

    number: str


class Fee(Seen):
    """A fee; `total` in đồng, `payment` the try that settled it, `open_payment` one that may still be paid."""

    fee: str
    state: FeeState
    lines: tuple[Line, ...]
    total: int
    pay_by: date | None
    settled_at: datetime | None = None
    payment: str | None = None
    receipt: ReceiptRef | None = None
    methods: tuple[Way, ...] = ()
    open_payment: str | None = None


class Fees(Seen):
    """The fees of a dossier, oldest first."""

    items: tuple[Fee, ...]


class Bank(Seen):
    """The account to which a transfer goes."""

    name: str
    holder: str
    account: str


class Payment(Seen):
    """A try to pay `amount` đồng.

    A card is entered at `url`; a transfer goes to `bank` and names `reference`, and `qr` is the text of its picture.
    """

    payment: str
    fee: str
    method: str
    state: PaymentState
    amount: int
    url: str | None
    expires: datetime
    reference: str | None = None
    qr: str | None = None
    bank: Bank | None = None


class Receipt(Seen):
    """A receipt (biên lai); amounts in đồng. A tax code that is made up is not shown."""

    number: str
    form: str | None = None
    sign: str | None = None
    collector: str
    tax_code: str | None = None
    tax_code_synthetic: bool = False
    lines: tuple[Line, ...]
    total: int
    total_in_words: str
    at: datetime
    method: str
    document: str | None = None
    sha256: str | None = None
