"""How fees, payment attempts and receipts are shown to payers."""

from collections.abc import Sequence

from contracts.payments import Method
from kit.core.amount_in_words import in_words
from kit.core.errors import ServiceError
from kit.core.model import SealedValue
from payments.api.payer.schemas import (
    BankAccountView,
    FeeLine,
    FeeView,
    PaymentMethod,
    PaymentView,
    ProposedEndingView,
    ReceiptSummary,
    ReceiptView,
)
from payments.api.schemas import last_day_before
from payments.checkout.limits import why_not
from payments.domain.fee import Fee, ProposedEnding
from payments.domain.payment_attempt import PaymentAttempt, PaymentProcessing
from payments.domain.receipt import Receipt
from payments.domain.receipt_file import ReceiptFile


def fee_view(
    fee: Fee,
    active: PaymentAttempt | None,
    language: str,
    *,
    methods: Sequence[Method],
    official: bool = False,
) -> FeeView:
    """`active` is the attempt that may still be paid; `language` "vi" or "en" that of sentences,
    `methods` those that payers are offered.

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
        lines=tuple(
            FeeLine(name=line.name, amount=line.amount, mark=line.mark) for line in fee.lines
        ),
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
            for method in methods
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
