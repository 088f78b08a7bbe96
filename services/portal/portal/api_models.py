"""The responses of the public routes, as far as the pages show them."""

from datetime import date, datetime
from typing import Literal

from front.api_models import FeeLine, LocalizedText
from front.api_problem import ApiModel

FeeState = Literal["due", "settled", "waived", "void"]
Method = Literal["card", "transfer", "platform"]
PaymentState = Literal["created", "pending", "processing", "paid", "expired", "cancelled", "failed"]


class NamedCode(ApiModel):
    """A procedure or an agency."""

    code: str
    name: str


class StatusChange(ApiModel):
    """A national status code, its name in both languages, and since when it shows."""

    code: int
    vi: str
    en: str
    at: datetime


class Due(ApiModel):
    """The due date, and how it was calculated."""

    at: datetime
    provisional: bool
    explanation: tuple[LocalizedText, ...] = ()


class Handling(ApiModel):
    """An official at work on a dossier, by name where one is known."""

    official: str | None = None


class Document(ApiModel):
    """A sealed document; `sha256` is the digest of its file in hexadecimal digits, `recalled`:
    its agency took it back, `replaced`: a corrected one took its place.
    """

    document: str
    kind: str = ""
    recalled: bool = False
    replaced: bool = False
    name: str
    sha256: str
    sealed_at: datetime


class FeeSummary(ApiModel):
    """A fee as the dossier shows it; `refunded` in đồng."""

    fee: str
    refunded: int


class Dossier(ApiModel):
    """A dossier with its national status and timeline."""

    code: str
    procedure: NamedCode
    agency: NamedCode
    filed_at: datetime
    status: StatusChange
    timeline: tuple[StatusChange, ...]
    due: Due | None
    received: Handling | None = None
    processing: Handling | None = None
    fees: tuple[FeeSummary, ...] = ()
    result_after_payment: bool
    documents: tuple[Document, ...]


class PaymentMethod(ApiModel):
    """A payment method; `text` says why it is not available."""

    method: str
    available: bool
    text: str | None = None


class ReceiptReference(ApiModel):
    """The number of a fee's receipt; `registered`: it is an electronic receipt by law."""

    number: str
    registered: bool = False


class Fee(ApiModel):
    """A fee; `total` in đồng.

    `payment` is the payment attempt that settled it, `open_payment` one that may still be paid.
    """

    fee: str
    state: FeeState
    lines: tuple[FeeLine, ...]
    total: int
    pay_by: date | None
    settled_at: datetime | None = None
    payment: str | None = None
    receipt: ReceiptReference | None = None
    methods: tuple[PaymentMethod, ...] = ()
    open_payment: str | None = None
    open_payment_state: PaymentState | None = None

    @property
    def shown_state(self) -> str:
        """As its tag says it: a due fee whose money a provider is working on is neither."""
        is_processing = self.state == "due" and self.open_payment_state == "processing"
        return "processing" if is_processing else self.state


class Fees(ApiModel):
    """The fees of a dossier, oldest first."""

    items: tuple[Fee, ...]


class BankAccount(ApiModel):
    """The account to which a transfer goes."""

    name: str
    holder: str
    account: str


class Payment(ApiModel):
    """A payment attempt; `amount` in đồng.

    The card page is at `url`; `declined_at` is when a card was last declined. A transfer goes to
    `bank` with `reference` as its text; `qr` is the text of its VietQR code.
    """

    payment: str
    fee: str
    method: str
    state: PaymentState
    amount: int
    url: str | None
    expires: datetime
    declined_at: datetime | None = None
    reference: str | None = None
    qr: str | None = None
    bank: BankAccount | None = None


class Receipt(ApiModel):
    """A receipt (biên lai); amounts in đồng. A synthetic tax code is not shown.

    Where its collecting body is not `registered`, it is an acknowledgement of payment.
    """

    number: str
    registered: bool = False
    replaces: str | None = None
    form: str | None = None
    sign: str | None = None
    collector: str
    tax_code: str | None = None
    tax_code_synthetic: bool = False
    lines: tuple[FeeLine, ...]
    total: int
    total_in_words: str
    at: datetime
    method: str
    document: str | None = None
    sha256: str | None = None
