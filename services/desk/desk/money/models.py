"""What payments answers about fees, payment attempts and receipts, as far as the pages show it."""

from datetime import date, datetime

from front.api_problem import ApiModel


class FeeLine(ApiModel):
    """A line of a fee or a receipt."""

    name: str
    amount: int
    mark: str | None = None


class ReceiptSummary(ApiModel):
    """The receipt of a settled fee."""

    number: str
    registered: bool


class PaymentMethod(ApiModel):
    """A method of payment; `text` is why it is not available."""

    method: str
    available: bool
    text: str | None = None


class ProposedEnding(ApiModel):
    """What one official decided and a second one has yet to agree to."""

    act: str
    by: str
    why: str
    since: datetime


class Fee(ApiModel):
    """A fee of a dossier."""

    fee: str
    dossier: str
    state: str
    lines: tuple[FeeLine, ...]
    total: int
    pay_by: date | None = None
    settled_at: datetime | None = None
    method: str | None = None
    payment: str | None = None
    receipt: ReceiptSummary | None = None
    methods: tuple[PaymentMethod, ...] = ()
    open_payment: str | None = None
    open_payment_state: str | None = None
    proposed: ProposedEnding | None = None

    def method_of(self, name: str) -> PaymentMethod | None:
        """How the fee can be paid by a method; None once it is not due."""
        return next((each for each in self.methods if each.method == name), None)


class Fees(ApiModel):
    """The fees of a dossier, oldest first."""

    items: tuple[Fee, ...]


class BankAccount(ApiModel):
    """The account to which a transfer goes."""

    name: str
    holder: str
    account: str


class Payment(ApiModel):
    """A payment attempt as its payer sees it."""

    payment: str
    fee: str
    method: str
    state: str
    amount: int
    expires: datetime
    reference: str | None = None
    qr: str | None = None
    bank: BankAccount | None = None

    @property
    def is_scannable(self) -> bool:
        """Whether its code can be paid now."""
        return self.state == "pending" and bool(self.qr)


class Payer(ApiModel):
    """Who paid, as a receipt names them. Personal."""

    name: str | None = None
    organisation: str | None = None
    identity: str | None = None
    address: str | None = None


class Receipt(ApiModel):
    """A receipt, or an acknowledgement of payment."""

    fee: str
    number: str
    registered: bool
    form: str
    sign: str
    replaces: str | None = None
    collector: str
    tax_code: str | None = None
    tax_code_synthetic: bool = False
    lines: tuple[FeeLine, ...]
    total: int
    total_in_words: str
    at: datetime
    method: str
    desk: str | None = None
    sha256: str | None = None
    paid_by: Payer | None = None
