"""What the tax authority refused is sent again: an accountant confirms that the cause is gone."""

from datetime import datetime

from kit.core.events import Change
from kit.persistence.repository import retry_on_conflict
from payments.backoffice.money_owed import DiscrepancyNotThisWay
from payments.backoffice.resolve_discrepancy import ResolveDiscrepancy, resolved_by
from payments.domain import tax_report as reports
from payments.domain.discrepancy import Discrepancy
from payments.domain.tax_report import RECEIPT, TaxReport
from payments.repository import PaymentRepository


@retry_on_conflict
def send_report_again(
    payments: PaymentRepository, command: ResolveDiscrepancy, at: datetime
) -> Discrepancy:
    """The discrepancy ends, and opens again if it is refused again.

    Raises NotFound, DiscrepancyOver, DiscrepancyNotThisWay, TaxReportOver.
    """
    discrepancy = payments.discrepancy(command.discrepancy)
    if discrepancy.report is None:
        raise DiscrepancyNotThisWay(field="how")

    resolved = resolved_by(discrepancy, command, at)
    again = _again(payments, discrepancy.report, at)

    payments.commit([resolved, again], at=at)
    return payments.discrepancy(discrepancy.id)


def _again(payments: PaymentRepository, report_id: str, at: datetime) -> Change:
    report = payments.tax_report_if_any(report_id)
    if report is not None:
        return reports.send_again(report, at)
    receipt = payments.receipt(report_id.removeprefix(f"{RECEIPT}."))
    alone = TaxReport(
        id=report_id,
        dossier=receipt.dossier,
        vault=receipt.vault,
        about=RECEIPT,
        receipt=receipt.id,
        number=receipt.number,
        since=at,
        sending=2,  # the first was its batch
    )
    return Change(alone, None)
