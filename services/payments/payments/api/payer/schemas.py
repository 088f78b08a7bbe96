"""What payers get: fees, payment methods, payment attempts and receipts."""

from datetime import date

from pydantic import Field

from contracts.payments import Method
from contracts.terms import Dong, DossierCode, Pay, Payer, QuoteLine, Sha256
from kit.core.amount_in_words import in_words
from kit.core.errors import ServiceError
from kit.core.local_time import LocalTime
from kit.core.model import Model, SealedValue
from payments.api.schemas import Currency, Id, last_day_before
from payments.checkout.limits import SELF_SERVICE_METHODS, why_not
from payments.domain.fee import EndingAct, Fee, FeeState, ProposedEnding
from payments.domain.payment_attempt import AttemptState, PaymentAttempt, PaymentProcessing
from payments.domain.receipt import Receipt
from payments.domain.receipt_file import ReceiptFile

REGISTERED = (
    "Whether it is an electronic receipt: the collecting body is registered with the tax "
    "authority. Else it is an acknowledgement of payment."
)


class FeeLine(Model):
    """One line of a fee."""

    name: str = Field(description="What the line is for, in Vietnamese.")
    amount: Dong = Field(description="đồng.")


class ReceiptSummary(Model):
    """The receipt of a settled fee."""

    number: str = Field(description="`<form>/<sign>/<number>`.")
    registered: bool = Field(description=REGISTERED)
    collector: str = Field(description="The name of the collecting body.")


class PaymentMethod(Model):
    """A method of payment, and whether it carries the fee."""

    method: Method = Field(description="`card` or `transfer`.")
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


def fee_view(
    fee: Fee, active: PaymentAttempt | None, language: str, *, official: bool = False
) -> FeeView:
    """`active` is the attempt that may still be paid; `language` "vi" or "en" that of sentences.

    `official`: whether an official asks.
    """
    is_due = fee.state == "due"
    open_payment = active if is_due else None
    processing = open_payment is not None and open_payment.state == "processing"
    return FeeView(
        fee=fee.id,
        dossier=fee.dossier or "",
        state=fee.state,
        pay=fee.pay,
        lines=tuple(FeeLine(name=line.name, amount=line.amount) for line in fee.lines),
        total=fee.total,
        pay_by=fee.pay_by and last_day_before(fee.pay_by),
        settled_at=fee.until if fee.state == "settled" else None,
        method=fee.method,
        payment=fee.payment,
        receipt=fee.receipt
        and ReceiptSummary(
            number=fee.receipt.number,
            registered=fee.receipt.registered,
            collector=fee.receipt.collector,
        ),
        methods=tuple(
            _method(method, _why_not(method, fee, processing=processing), language)
            for method in SELF_SERVICE_METHODS
            if is_due
        ),
        open_payment=open_payment and open_payment.id,
        open_payment_state=open_payment and open_payment.state,
        proposed=_proposed_view(fee.proposed) if is_due and official else None,
    )


def _proposed_view(proposed: ProposedEnding | None) -> ProposedEndingView | None:
    if proposed is None:
        return None
    return ProposedEndingView(
        act=proposed.act, by=proposed.by, why=proposed.why, since=proposed.since
    )


def payment_view(payment: PaymentAttempt) -> PaymentView:
    """The code and the account of a transfer are shown only while it may be paid."""
    payee = payment.payee if payment.state == "pending" else None
    return PaymentView(
        payment=payment.id,
        fee=payment.fee,
        method=payment.method,
        state=payment.state,
        amount=payment.amount,
        url=payment.url,
        expires=payment.expires,
        declined_at=payment.declined_at,
        reference=payment.reference,
        qr=payment.qr if payee else None,
        bank=payee and BankAccountView(name=payee.bank, holder=payee.holder, account=payee.account),
    )


def receipt_view(receipt: Receipt, file: ReceiptFile | None, *, personal: bool) -> ReceiptView:
    """`personal`: the caller may read who paid; whose data key is gone stays unread."""
    paid_by = None if isinstance(receipt.paid_by, SealedValue) else receipt.paid_by
    return ReceiptView(
        fee=receipt.fee,
        number=receipt.number,
        registered=receipt.registered,
        form=receipt.form,
        sign=receipt.sign,
        replaces=receipt.replaces,
        collector=receipt.collector,
        agency=receipt.agency,
        tax_code=receipt.tax_code,
        tax_code_synthetic=receipt.synthetic,
        lines=receipt.lines,
        total=receipt.total,
        total_in_words=in_words(receipt.total),
        at=receipt.at,
        method=receipt.method,
        desk=receipt.desk,
        document=file and file.document,
        sha256=file and file.sha256,
        paid_by=paid_by if personal else None,
    )


def _why_not(method: Method, fee: Fee, *, processing: bool) -> ServiceError | None:
    """While a provider works on an attempt, a second one could charge twice."""
    return PaymentProcessing(field="fee") if processing else why_not(method, fee.total)


def _method(method: Method, problem: ServiceError | None, language: str) -> PaymentMethod:
    return PaymentMethod(
        method=method,
        available=problem is None,
        why=problem and problem.code,
        text=problem and problem.message(language),
    )
