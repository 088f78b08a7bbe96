"""Refusals of the tax authority: each is a discrepancy that an accountant sees."""

from datetime import datetime
from typing import Final

from kit.core.events import Change
from kit.platform import log
from payments.domain import discrepancy as discrepancies
from payments.domain.discrepancy import MoneyInQuestion, discrepancy_id, open_discrepancy
from payments.domain.receipt import Receipt
from payments.repository import PaymentRepository
from payments.tax_reports.tax_authority import TaxResult

PROVIDER: Final = "tax"
"""`provider` of these discrepancies: no provider holds money because of them."""
LONGEST_TEXT: Final = 300


def report_refusal(
    payments: PaymentRepository, receipt: Receipt, report: str, result: TaxResult, at: datetime
) -> Change:
    """Opened, or opened again where it was refused before. `report` is the id of what an accountant
    may have sent again.
    """
    log.metric("TaxReportRefused")
    refusal = f"{result.code or '-'}: {result.text or ''}"[:LONGEST_TEXT]
    existing = payments.discrepancy_if_any(discrepancy_id("report_refused", report))
    if existing is not None:
        return discrepancies.reopen(existing.evolve(refusal=refusal))
    money = MoneyInQuestion(
        provider=PROVIDER,
        amount=receipt.total,
        dossier=receipt.dossier,
        vault=receipt.vault,
        payment=receipt.payment,
        fee=receipt.fee,
        report=report,
        refusal=refusal,
    )
    return open_discrepancy("report_refused", report, money, at)
