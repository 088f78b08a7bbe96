"""What payers get: fees, payment methods, payment attempts and receipts."""

from datetime import date

from pydantic import Field

from contracts.payments import Method
from contracts.receipts import Payer
from contracts.terms import Dong, DossierCode, FeeMark, Pay, QuoteLine, Sha256
from kit.core.local_time import LocalTime
from kit.core.model import Model
from payments.api.schemas import Currency, Id
from payments.domain.fee import EndingAct, FeeState
from payments.domain.payment_attempt import AttemptState

REGISTERED = (
    "Whether it is an electronic receipt: the collecting body is registered with the tax "
    "authority. Else it is an acknowledgement of payment."
)


class FeeLine(Model):
    """One line of a fee."""

    name: str = Field(description="What the line is for, in Vietnamese.")
    amount: Dong = Field(description="đồng.")
    mark: FeeMark | None = Field(
        default=None, description="What is to be shown beside it: made up (`demo`), or unconfirmed."
    )


class ReceiptSummary(Model):
    """The receipt of a settled fee."""

    number: str = Field(description="`<form>/<sign>/<number>`.")
    registered: bool = Field(description=REGISTERED)
    collector: str = Field(description="The name of the collecting body.")


class PaymentMethod(Model):
    """A method of payment, and whether it carries the fee."""

    method: Method = Field(description="`card`, `transfer` or `platform`.")
    available: bool = Field(description="Whether the fee can be paid by this method.")
    why: str | None = Field(description="The problem code where it can not.")
    text: str | None = Field(description="The reason as a sentence in the caller's language.")


class ProposedEndingView(Model):
    """The decision of one official that a second one has yet to agree to."""

    act: EndingAct = Field(description="Whether the fee is to be waived or voided.")
    by: str = Field(description="The official who decided first.")
    why: str = Field(description="The reason.")
    since: LocalTime = Field(description="When.")


class FeeView(Model):
    """A fee as its payer sees it."""

    fee: Id = Field(description="The fee's id.")
    dossier: DossierCode = Field(description="The dossier that owes it.")
    state: FeeState = Field(description="Only a fee that is `due` can be paid.")
    pay: Pay = Field(description="When the procedure asks for it.")
    lines: tuple[FeeLine, ...] = Field(description="What the total is made of.")
    total: Dong = Field(description="đồng.")
    currency: Currency = "VND"
    pay_by: date | None = Field(description="The last day to pay, in Vietnam; null: none is set.")
    settled_at: LocalTime | None = Field(description="When it was paid.")
    method: Method | None = Field(description="How it was paid.")
    payment: Id | None = Field(description="The payment attempt that settled it.")
    receipt: ReceiptSummary | None = Field(description="Present once the fee is settled.")
    methods: tuple[PaymentMethod, ...] = Field(description="How it can be paid while it is due.")
    open_payment: Id | None = Field(description="The attempt that may still be paid, while due.")
    open_payment_state: AttemptState | None = Field(
        description="Its state; while it is `processing` no other attempt can begin."
    )
    proposed: ProposedEndingView | None = Field(
        description="For officials only: what a second official has yet to agree to, while due."
    )


class FeesView(Model):
    """The fees of a dossier, oldest first."""

    items: tuple[FeeView, ...] = Field(description="All of them: there are no pages.")


class BankAccountView(Model):
    """The account to which a transfer goes."""

    name: str = Field(description="The bank's name.")
    holder: str = Field(description="The name of the account's holder.")
    account: str = Field(description="The account's number.")


class PaymentView(Model):
    """A payment attempt as its payer sees it."""

    payment: Id = Field(description="The attempt's id.")
    fee: Id = Field(description="The fee that it pays.")
    method: Method = Field(description="`card`, `transfer`, or `cash` at the desk.")
    state: AttemptState = Field(
        description="`pending`: the payer can pay; `processing`: the provider works on it."
    )
    amount: Dong = Field(description="đồng.")
    currency: Currency = "VND"
    url: str | None = Field(description="The card provider's page, while the attempt is pending.")
    expires: LocalTime = Field(description="Until when it can be paid.")
    declined_at: LocalTime | None = Field(
        description="When a card was last declined; null: none was, the payer only left the page."
    )
    reference: str | None = Field(description="What the text of a transfer must name.")
    qr: str | None = Field(
        description="The text of the VietQR code of a transfer, while the attempt is pending."
    )
    bank: BankAccountView | None = Field(
        description="Where a transfer goes, while the attempt is pending."
    )


class ReceiptView(Model):
    """A receipt, or an acknowledgement of payment. A refund changes nothing of it."""

    fee: Id = Field(description="The fee that it settles.")
    number: str = Field(description="`<form>/<sign>/<number>`, without gaps in a series.")
    registered: bool = Field(description=REGISTERED)
    form: str = Field(description="Ký hiệu mẫu biên lai: `EBL01` of an electronic receipt.")
    sign: str = Field(description="Ký hiệu biên lai, of a year: like `26TAA`.")
    replaces: str | None = Field(description="The number of the mistaken receipt it stands for.")
    collector: str = Field(description="The name of the collecting body.")
    agency: str | None = Field(description="The agency code of the collecting body.")
    tax_code: str | None = Field(description="The collecting body's tax code, if one is known.")
    tax_code_synthetic: bool = Field(description="Whether the tax code is invented test data.")
    lines: tuple[QuoteLine, ...] = Field(description="What was paid for.")
    total: Dong = Field(description="đồng.")
    currency: Currency = "VND"
    total_in_words: str = Field(description="The total in Vietnamese words.")
    at: LocalTime = Field(description="When it was issued.")
    method: Method = Field(description="How the fee was paid.")
    desk: str | None = Field(description="The one-stop desk that took cash.")
    document: str | None = Field(description="The id of its signed PDF, once there is one.")
    sha256: Sha256 | None = Field(description="The digest of that PDF.")
    paid_by: Payer | None = Field(
        description="Who paid, while it can be opened: for the owner and for those who handle it."
    )
