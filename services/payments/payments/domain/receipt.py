"""Receipts (biên lai thu phí, lệ phí điện tử): numbers without gaps, one for each settled fee, never edited."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Final, Literal

from contracts.documents import DocumentSealed
from contracts.payments import Method
from contracts.terms import Dong, Moment, Payer, QuoteLine, ReceiptFacts, Sha256
from kit.core.events import Change
from kit.core.model import Aggregate, Model, Sealed, SealedValue
from kit.core.time import VIETNAM
from payments.domain.amount_in_words import in_words
from payments.domain.collecting_body import Collector
from payments.domain.fee import Fee
from payments.domain.payment_attempt import PaymentAttempt

FORM: Final = "01BLP0-001"
"""Ký hiệu mẫu biên lai. Assumed, with the sign below: no legal text at hand, a lawyer must confirm."""


class Series(Aggregate):
    """A run of numbers of one collecting body, form, sign and year; `last` is the last number issued."""

    KIND: ClassVar[str] = "SERIES"

    last: int = 0


class Receipt(Aggregate):
    """One issued receipt. `id` is `<series>#<number>`, so that a number can't be given twice.

    `payer` is the name in `paid_by`. A refund changes nothing of it: only a further document replaces or cancels it.
    """

    KIND: ClassVar[str] = "RECEIPT"

    fee: str
    number: str
    form: str = FORM
    sign: str = ""
    lines: tuple[QuoteLine, ...]
    total: Dong
    collector: str
    agency: str | None = None
    tax_code: str | None = None
    synthetic: bool = False
    desk: str | None = None
    payer: Sealed[str | None]
    paid_by: Sealed[Payer | None] = None
    payment: str
    method: Method
    at: Moment

    @property
    def facts(self) -> ReceiptFacts:
        """What `fee.settled` says of it."""
        return ReceiptFacts(
            id=self.id,
            number=self.number,
            form=self.form,
            sign=self.sign,
            lines=self.lines,
            total=self.total,
            total_in_words=in_words(self.total),
            collector=self.collector,
            agency=self.agency,
            tax_code=self.tax_code,
            synthetic=self.synthetic,
            at=self.at,
            desk=self.desk,
        )


class ReceiptFile(Aggregate):
    """The sealed paper of a receipt, kept apart because a receipt is never edited. `id` is the fee's.

    `document` is its id at documents, `sha256` the digest of its PDF, `at` when we heard of it.
    """

    KIND: ClassVar[str] = "RECEIPTFILE"

    document: str
    sha256: Sha256
    at: Moment


@dataclass(frozen=True, slots=True)
class Parties:
    """Who collects, who pays (personal), and the desk that took the money, where one did."""

    collector: Collector
    payer: Payer | None
    desk: str | None = None


class ReceiptDetails(Model):
    """A receipt as its API gives it: `lines` and `total` in đồng, `number` as `<form>/<sign>/<seven digits>`.

    `document` and `sha256` are there once its paper is sealed; `paid_by` for the owner and staff only.
    """

    fee: str
    number: str
    form: str
    sign: str
    collector: str
    agency: str | None
    tax_code: str | None
    tax_code_synthetic: bool
    lines: tuple[QuoteLine, ...]
    total: Dong
    currency: Literal["VND"] = "VND"
    total_in_words: str
    at: Moment
    method: Method
    desk: str | None
    document: str | None
    sha256: Sha256 | None
    paid_by: Payer | None


def sign(at: datetime) -> str:
    """Ký hiệu biên lai of the year of `at` in Vietnam: AA-26E (E: electronic)."""
    return f"AA-{at.astimezone(VIETNAM):%y}E"


def series_id(agency: str, at: datetime) -> str:
    """The series from which a collecting body takes its numbers at this moment."""
    return f"{agency}#{FORM}#{sign(at)}"


def issue(
    series: Series, fee: Fee, payment: PaymentAttempt, parties: Parties, at: datetime
) -> tuple[Receipt, tuple[Change, Change]]:
    """The next receipt of the series, and the changes that issue it: two at once meet the series' version."""
    number = series.last + 1
    body = parties.collector
    receipt = Receipt(
        id=f"{series.id}#{number:07d}",
        dossier=fee.dossier,
        vault=fee.vault,
        fee=fee.id,
        number=f"{FORM}/{sign(at)}/{number:07d}",
        sign=sign(at),
        lines=fee.lines,
        total=fee.total,
        collector=body.name,
        agency=body.agency,
        tax_code=body.tax_code,
        synthetic=body.synthetic,
        desk=parties.desk,
        payer=parties.payer and parties.payer.name,
        paid_by=parties.payer,
        payment=payment.id,
        method=payment.method,
        at=at,
    )
    counted = series.evolve(last=number)
    return receipt, (Change(counted, None), Change(receipt, None))


def sealed(fee: Fee, told: DocumentSealed, document: str, at: datetime) -> Change | None:
    """What to keep of the sealed paper of a fee's receipt; None where the paper is no receipt of this fee."""
    if told.kind != "receipt" or told.fee != fee.id or fee.receipt is None:
        return None
    file = ReceiptFile(
        id=fee.id,
        dossier=fee.dossier,
        vault=fee.vault,
        document=document,
        sha256=told.sha256,
        at=at,
    )
    return Change(file, None)


def receipt_details(
    receipt: Receipt, file: ReceiptFile | None, *, personal: bool
) -> ReceiptDetails:
    """A receipt for its reader; who paid only where `personal` is allowed and the data can still be read."""
    paid_by = None if isinstance(receipt.paid_by, SealedValue) else receipt.paid_by
    return ReceiptDetails(
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
