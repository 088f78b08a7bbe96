"""The receipt (biên lai thu phí, lệ phí điện tử) as payers and officials get it."""

from pydantic import Field

from contracts.payments import Method
from contracts.terms import Dong, Payer, QuoteLine, Sha256
from kit.core.local_time import LocalTime
from kit.core.model import Model, SealedValue
from payments.api.fields import Currency, Id
from payments.domain.amount_in_words import in_words
from payments.domain.receipt import Receipt, ReceiptFile


class ReceiptView(Model):
    """A receipt. A refund changes nothing of it."""

    fee: Id = Field(description="The fee that it settles.")
    number: str = Field(description="`<form>/<sign>/<seven digits>`, without gaps in a series.")
    form: str = Field(description="Ký hiệu mẫu biên lai.")
    sign: str = Field(description="Ký hiệu biên lai.")
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
        description="Who paid: for the owner and for officials only, while it can be opened."
    )


def receipt_view(receipt: Receipt, file: ReceiptFile | None, *, personal: bool) -> ReceiptView:
    """`personal`: the caller may read who paid; whose data key is gone stays unread."""
    paid_by = None if isinstance(receipt.paid_by, SealedValue) else receipt.paid_by
    return ReceiptView(
        fee=receipt.fee,
        number=receipt.number,
        form=receipt.form,
        sign=receipt.sign,
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
