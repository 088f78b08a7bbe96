"""What the doors take and answer: fees, tries to pay, receipts."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from contracts.payments import Method
from contracts.terms import Dong, DossierCode, Moment, Pay
from kit.ids import ULID_PATTERN
from kit.model import Body, Model
from payments.fee import Fee, FeeState
from payments.payment import Payment, PaymentState
from payments.rules import LONGEST_URL

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


class FeeView(Model):
    """A fee as its payer sees it; `total` in đồng. `payment` is the try that settled it."""

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


class FeesView(Model):
    """The fees of a dossier, oldest first."""

    items: tuple[FeeView, ...]


class PaymentView(Model):
    """A try to pay; `url` is where to pay while it is pending."""

    payment: Id
    fee: Id
    method: Method
    state: PaymentState
    amount: Dong
    currency: Currency = "VND"
    url: str | None
    expires: Moment


class StartBody(Body):
    """How to pay, and where the payer comes back to (an address of an allowed site)."""

    method: Literal["card"]
    return_url: Annotated[str, Field(max_length=LONGEST_URL)]


class Received(Model):
    """The notification is stored."""

    received: Literal[True] = True


def fee_view(fee: Fee) -> FeeView:
    """A fee for its payer."""
    receipt = fee.receipt and ReceiptView(number=fee.receipt.number, collector=fee.receipt.collector)
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
        receipt=receipt,
    )


def payment_view(payment: Payment) -> PaymentView:
    """A try for its payer."""
    return PaymentView(
        payment=payment.id,
        fee=payment.fee,
        method=payment.method,
        state=payment.state,
        amount=payment.amount,
        url=payment.url,
        expires=payment.expires,
    )
