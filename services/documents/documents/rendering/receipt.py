"""The contents of a receipt, or of an acknowledgement of payment, ready to print."""

from contracts.payments import FeeSettled
from contracts.receipts import Payer, ReceiptFacts
from contracts.terms import Moment
from documents.domain.document import DocumentRequest
from documents.domain.dossier import Dossier
from documents.rendering import formatting, labels
from documents.rendering.contents import Contents, common_fields
from documents.rendering.people import Erased
from documents.rendering.receipt_xml import receipt_xml
from kit.core.model import Model, SealedValue


class FeeLine(Model):
    """A fee line of a receipt: its name and amount."""

    name: str
    amount: str


class ReceiptContents(Contents):
    """Biên lai thu phí, lệ phí điện tử; `serial` is the part of `number` within form and sign.

    Where the collecting body is not `registered`: giấy xác nhận đã thu phí, lệ phí.
    """

    registered: bool
    number: str

    serial: str
    form: str | None
    sign: str | None
    replaces: str | None
    tax_code: str | None
    payer: Payer | None
    lines: tuple[FeeLine, ...]
    total: str
    total_in_words: str | None
    method: str
    paid: str
    place_of_payment: str

    @property
    def qr_text(self) -> str:
        """The text of the QR code: where everybody can verify the receipt, else its code."""
        return self.address or self.document


def receipt_contents(
    dossier: Dossier, settled: FeeSettled, request: DocumentRequest, *, at: Moment
) -> ReceiptContents:
    """The receipt of a settled fee, also of an event that has few of its fields; raises Erased."""
    receipt, payer = settled.receipt, _payer(settled)
    return ReceiptContents(
        **common_fields(dossier, at, request) | {"agency": receipt.collector},
        registered=receipt.registered,
        number=receipt.number,
        serial=receipt.number.rpartition("/")[2],
        form=receipt.form,
        sign=receipt.sign,
        replaces=receipt.replaces,
        tax_code=_tax_code(receipt),
        payer=payer,
        data=receipt_xml(settled, payer, code=dossier.id, document=request.document, at=at)
        if receipt.registered
        else None,
        lines=tuple(
            FeeLine(name=labels.fee_line(line), amount=formatting.dong(line.amount))
            for line in receipt.lines
        ),
        total=formatting.dong(settled.amount),
        total_in_words=receipt.total_in_words,
        method=labels.PAYMENT_METHODS[settled.method],
        paid=formatting.moment_or_day(receipt.paid_at or at),
        place_of_payment=labels.place_of_payment(settled.method, receipt.desk),
    )


def _tax_code(receipt: ReceiptFacts) -> str | None:
    if receipt.tax_code and receipt.synthetic:
        return f"{receipt.tax_code} ({labels.SYNTHETIC_TAX_CODE})"
    return receipt.tax_code


def _payer(settled: FeeSettled) -> Payer | None:
    if isinstance(settled.paid_by, SealedValue) or isinstance(settled.payer, SealedValue):
        raise Erased
    return settled.paid_by or (Payer(name=settled.payer) if settled.payer else None)
