"""Mistakes of receipts: the payer gets a notice, what is more than words gets a replacing receipt,
and of an electronic receipt the tax authority gets a notice too.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from contracts.receipts import Payer
from contracts.terms import QuoteLine
from kit.core.errors import Invalid
from kit.core.events import Change
from kit.persistence.repository import retry_on_conflict
from payments.domain import receipt as receipts
from payments.domain.fee import Fee
from payments.domain.receipt import Receipt
from payments.domain.receipt_correction import ReceiptCorrection, ReceiptReplaced, correct
from payments.domain.tax_report import MISTAKE, TaxReport, mistake_report_id
from payments.repository import PaymentRepository


@dataclass(frozen=True, slots=True)
class CorrectedLine:
    """A fee line as it should have been; `amount` in đồng."""

    name: str
    amount: int


@dataclass(frozen=True, slots=True)
class CorrectReceipt:
    """An accountant (`by`) says what is wrong with the `receipt` (its number) that they saw.

    `replace`: a new receipt stands for it, with the collecting body as it is registered now, and
    with other `lines` of the same total or another identity number of the payer where given.
    `request` is the same over repeats.
    """

    request: str
    fee: str
    receipt: str
    why: str
    by: str
    replace: bool
    lines: Sequence[CorrectedLine] | None = None
    identity: str | None = None


@retry_on_conflict
def correct_receipt(payments: PaymentRepository, command: CorrectReceipt, at: datetime) -> Receipt:
    """The latest receipt of the fee, with its payer opened. A repeat changes nothing.

    Raises NotFound, ReceiptReplaced; Invalid where the lines are not those of the receipt.
    """
    fee = payments.fee(command.fee)
    latest = payments.receipt_of(fee)
    if payments.receipt_correction(command.request) is not None:
        return latest
    if latest.number != command.receipt:
        raise ReceiptReplaced(field="receipt")

    replacement, issued = _replacement(payments, fee, latest, command, at)
    correction = ReceiptCorrection(
        id=command.request,
        dossier=fee.dossier,
        vault=fee.vault,
        fee=fee.id,
        mistaken=latest.number,
        replacement=replacement and replacement.number,
        why=command.why,
        by=command.by,
        at=at,
    )

    facts, paid_by = (replacement.facts, replacement.paid_by) if replacement else (None, None)
    corrected = correct(fee, correction, facts, paid_by, latest.method)
    reported = [_report(correction, latest)] if latest.registered else []
    payments.commit([*corrected, *issued, *reported], at=at)
    return payments.receipt_of(payments.fee(fee.id))


def _replacement(
    payments: PaymentRepository,
    fee: Fee,
    mistaken: Receipt,
    command: CorrectReceipt,
    at: datetime,
) -> tuple[Receipt | None, Sequence[Change]]:
    if not command.replace:
        return None, ()
    dossier = payments.dossier_of(fee)
    collector = payments.collector_for(dossier, at)
    collection = receipts.Collection(
        collector,
        _payer(mistaken, command.identity),
        mistaken.payment,
        mistaken.method,
        mistaken.paid_at or mistaken.at,
        mistaken.desk,
        replaces=mistaken.number,
    )
    series = payments.series(receipts.series_id(collector, at))
    corrected = fee.evolve(lines=_lines(mistaken, command.lines))
    return receipts.issue(series, corrected, collection, at)


def _report(correction: ReceiptCorrection, mistaken: Receipt) -> Change:
    """Mẫu 04/SS-CTĐT to the tax authority (TT 91/2026/TT-BTC Điều 20)."""
    report = TaxReport(
        id=mistake_report_id(correction.id),
        dossier=correction.dossier,
        vault=correction.vault,
        about=MISTAKE,
        receipt=mistaken.id,
        number=mistaken.number,
        replacement=correction.replacement,
        why=correction.why,
        since=correction.at,
    )
    return Change(report, None)


def _payer(mistaken: Receipt, identity: str | None) -> Payer | None:
    """Who paid as the mistaken receipt says; None where the data key is gone."""
    if not isinstance(mistaken.paid_by, Payer):
        return None
    return mistaken.paid_by.evolve(identity=identity) if identity else mistaken.paid_by


def _lines(mistaken: Receipt, lines: Sequence[CorrectedLine] | None) -> tuple[QuoteLine, ...]:
    """As many lines as the mistaken receipt has, of the same total: the money did not change."""
    if lines is None:
        return mistaken.lines
    is_of_receipt = len(lines) == len(mistaken.lines)
    if not is_of_receipt or sum(line.amount for line in lines) != mistaken.total:
        raise Invalid(field="lines")
    return tuple(
        line.evolve(name=corrected.name, amount=corrected.amount)
        for line, corrected in zip(mistaken.lines, lines, strict=True)
    )
