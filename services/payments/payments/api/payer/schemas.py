"""What the doors take and answer: fees, ways and tries to pay them."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from contracts.payments import Method
from contracts.terms import Dong, DossierCode, Moment, Pay
from kit.core.errors import Invalid
from kit.core.ids import ULID_PATTERN
from kit.core.model import Body, Model
from payments.checkout.limits import LONGEST_URL, SELF_SERVICE_METHODS, why_not
from payments.domain.fee import Fee, FeeState
from payments.domain.payment_attempt import AttemptState, PaymentAttempt
from payments.repository import Store

Id = Annotated[str, StringConstraints(pattern=ULID_PATTERN)]
Currency = Literal["VND"]


class FeeLine(Model):
    """A line of a fee; `amount` in đồng."""

    name: str
    amount: Dong


class ReceiptView(Model):
    """The receipt's number and who collected."""

    number: str
    collector: str


class WayView(Model):
    """A way to pay a due fee; where it does not carry the amount, `why` is the code and `text` the sentence."""

    method: Method
    available: bool
    why: str | None
    text: str | None


class FeeView(Model):
    """A fee as its payer sees it; `total` in đồng. `payment` is the try that settled it.

    While it is due, `methods` are the ways to pay it and `open_payment` the try that may still be paid.
    """

    fee: Id
    dossier: DossierCode
    state: FeeState
    pay: Pay
    lines: tuple[FeeLine, ...]
    total: Dong
    currency: Currency = "VND"
    pay_by: Moment | None
    settled_at: Moment | None
    method: Method | None
    payment: Id | None
    receipt: ReceiptView | None
    methods: tuple[WayView, ...]
    open_payment: Id | None


class FeesView(Model):
    """The fees of a dossier, oldest first."""

    items: tuple[FeeView, ...]


class BankView(Model):
    """Whose account a transfer goes to: the bank's name, the account's holder and number."""

    name: str
    holder: str
    account: str


class PaymentView(Model):
    """A try to pay; `url` is where to pay by card while it is pending.

    Of a transfer, `reference` is what its text must name; while it is pending, `qr` is the text of the code that a
    bank's app scans, and `bank` the account.
    """

    payment: Id
    fee: Id
    method: Method
    state: AttemptState
    amount: Dong
    currency: Currency = "VND"
    url: str | None
    expires: Moment
    reference: str | None
    qr: str | None
    bank: BankView | None


class StartBody(Body):
    """How to pay; by card also where the payer comes back to (an address of an allowed site)."""

    method: Literal["card", "transfer"]
    return_url: Annotated[str, Field(max_length=LONGEST_URL)] | None = None


class EmptyBody(Body):
    """Nothing needs to be said."""


class Received(Model):
    """The notification is stored."""

    received: Literal[True] = True


def fee_view(store: Store, fee: Fee, language: str) -> FeeView:
    """A fee for its payer, who reads `language` ("vi" or "en")."""
    due = fee.state == "due"
    return FeeView(
        fee=fee.id,
        dossier=fee.dossier or "",
        state=fee.state,
        pay=fee.pay,
        lines=tuple(FeeLine(name=line.name, amount=line.amount) for line in fee.lines),
        total=fee.total,
        pay_by=fee.pay_by,
        settled_at=fee.until if fee.state == "settled" else None,
        method=fee.method,
        payment=fee.payment,
        receipt=fee.receipt
        and ReceiptView(number=fee.receipt.number, collector=fee.receipt.collector),
        methods=tuple(
            _way(method, why_not(method, fee.total), language) for method in SELF_SERVICE_METHODS
        )
        if due
        else (),
        open_payment=store.active_attempt(fee.id).attempt if due else None,
    )


def payment_view(payment: PaymentAttempt) -> PaymentView:
    """A try for its payer."""
    payee = payment.payee if payment.state == "pending" else None
    return PaymentView(
        payment=payment.id,
        fee=payment.fee,
        method=payment.method,
        state=payment.state,
        amount=payment.amount,
        url=payment.url,
        expires=payment.expires,
        reference=payment.reference,
        qr=payment.qr if payee else None,
        bank=payee and BankView(name=payee.bank, holder=payee.holder, account=payee.account),
    )


def _way(method: Method, refused: Invalid | None, language: str) -> WayView:
    if refused is None:
        return WayView(method=method, available=True, why=None, text=None)
    return WayView(method=method, available=False, why=refused.code, text=refused.message(language))
