"""What is to be reported to the tax authority."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from kit.core.time import stamp
from kit.persistence.query import Query
from kit.persistence.repository import Repository, required
from payments.domain.receipt import Receipt, Series
from payments.domain.receipt_reporting import ReceiptReporting, receipt_id
from payments.domain.tax_report import TaxReport

REPORTING: Final = "receipt_reporting"
TAX_REPORT: Final = "tax_report"
"""What waits in the index `waiting`."""
AT_ONCE: Final = 100


class TaxReports(Repository):
    """Questions about series, receipts and mistakes that the tax authority gets."""

    def receipt(self, id: str) -> Receipt:
        """A receipt, its payer sealed; raises NotFound."""
        return required(self.load_sealed(Receipt, id))

    def receipts_numbered(self, series: str, first: int, last: int) -> Sequence[Receipt]:
        """The receipts of a series from one number to another, their payers sealed."""
        return [self.receipt(receipt_id(series, number)) for number in range(first, last + 1)]

    def receipt_reporting(self, series: str) -> ReceiptReporting:
        """How far a series is reported; raises NotFound."""
        return required(self.load_sealed(ReceiptReporting, series))

    def receipt_reportings(self) -> Sequence[ReceiptReporting]:
        """Of every series of electronic receipts, oldest first: one a body and year."""
        items = self._table.all(Query(partition=REPORTING, index="waiting"))
        return [self.receipt_reporting(item.pk.partition("#")[2]) for item in items]

    def is_reported(self, receipt: Receipt) -> bool:
        """Whether the authority has answered for a receipt in its turn."""
        series, _, number = receipt.id.rpartition("#")
        reporting = self.load_sealed(ReceiptReporting, series)
        return reporting is not None and int(number) <= reporting.upto

    def tax_report_if_any(self, id: str) -> TaxReport | None:
        """A report that goes alone; None for an unknown id."""
        return self.load_sealed(TaxReport, id)

    def tax_reports_waiting(self, at: datetime) -> Sequence[TaxReport]:
        """The first hundred that may be sent now, oldest first."""
        query = Query(partition=TAX_REPORT, index="waiting", upto=stamp(at), limit=AT_ONCE)
        ids = [item.pk.partition("#")[2] for item in self._table.query(query).items]
        return [required(self.tax_report_if_any(id_)) for id_ in ids]

    def oldest_unreported(self) -> datetime | None:
        """Since when the oldest receipt or report waits that the authority has not answered for."""
        query = Query(partition=TAX_REPORT, index="waiting")
        ids = [item.pk.partition("#")[2] for item in self._table.all(query)]
        waiting = [required(self.tax_report_if_any(id_)).since for id_ in ids]
        for reporting in self.receipt_reportings():
            series = self.load_sealed(Series, reporting.id)
            if series is not None and series.last > reporting.upto:
                waiting.append(self.receipt(receipt_id(series.id, reporting.upto + 1)).at)
        return min(waiting, default=None)
