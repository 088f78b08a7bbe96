"""The sending of what the tax authority has not got: receipts in batches, then mistakes alone.

What is sent is stored before, under its key. A dead or slow authority ends the run, and the next
one sends the same under the same key. What the authority refuses is a discrepancy.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from kit.core.budget import UNLIMITED, Budget
from kit.core.events import Change
from kit.persistence.repository import Conflict
from kit.platform import log
from payments.domain import receipt_reporting as reportings
from payments.domain import tax_report as reports
from payments.domain.receipt import Receipt
from payments.domain.receipt_reporting import ReceiptReporting
from payments.domain.tax_report import TaxReport, receipt_report_id
from payments.repository import PaymentRepository
from payments.tax_reports.refusals import report_refusal
from payments.tax_reports.report_xml import mistake_xml, receipts_xml
from payments.tax_reports.tax_authority import (
    MISTAKES,
    RECEIPTS,
    BodySigner,
    Submission,
    SubmissionRefused,
    TaxAuthority,
    TaxAuthorityUnavailable,
    TaxResult,
)

LONGEST_WAIT: Final = timedelta(hours=4)
"""Until an operator is woken. The law gives 3 working days from the end of a technical failure (NĐ
254/2026/NĐ-CP Điều 27).
"""


@dataclass(frozen=True, slots=True)
class TaxReporter:
    """One run; without an `authority`, where a stage has no connection, it reports what waits."""

    payments: PaymentRepository
    authority: TaxAuthority | None
    signer: BodySigner

    def run(self, at: datetime, budget: Budget = UNLIMITED) -> None:
        """Send what is due, then say how old the oldest is that the authority has not got."""
        reportings_ = self.payments.receipt_reportings()
        if self.authority is not None:
            try:
                self._send(self.authority, reportings_, at, budget)
            except TaxAuthorityUnavailable as error:
                log.failure("tax_authority_unavailable", error)
                log.metric("TaxAuthorityUnavailable")
        self._report_waiting(at)

    def _send(
        self,
        authority: TaxAuthority,
        series: Sequence[ReceiptReporting],
        at: datetime,
        budget: Budget,
    ) -> None:
        for reporting in series:
            self._send_series(authority, reporting, at, budget)
        for report in self.payments.tax_reports_waiting(at):
            if budget.is_spent:
                return
            self._send_report(authority, report, at)

    def _send_series(
        self, authority: TaxAuthority, reporting: ReceiptReporting, at: datetime, budget: Budget
    ) -> None:
        """Batch by batch; raises TaxAuthorityUnavailable."""
        last = self.payments.series(reporting.id).last
        while reporting.upto < last and not budget.is_spent:
            if reporting.next_at is not None and at < reporting.next_at:
                return
            try:
                if not self._send_batch(authority, reporting, last, at):
                    return
            except Conflict:  # another run sends this series
                return
            reporting = self.payments.receipt_reporting(reporting.id)

    def _send_batch(
        self, authority: TaxAuthority, reporting: ReceiptReporting, last: int, at: datetime
    ) -> bool:
        batch = reportings.next_batch(reporting, last, at)
        if reporting.batch is None:
            self.payments.commit([reportings.prepare(reporting, batch)], at=at)
            reporting = self.payments.receipt_reporting(reporting.id)
        receipts = self.payments.receipts_numbered(reporting.id, batch.first, batch.last)
        content = receipts_xml(batch.key, receipts)
        try:
            results = authority.submit(self._submission(RECEIPTS, batch.key, content, receipts[-1]))
            _require_all(results, [each.number for each in receipts])
        except SubmissionRefused as error:
            _log_refusal(batch.key, error)
            self.payments.commit([reportings.pause(reporting, at)], at=at)
            return False

        refused = self._refused(receipts, results, at)
        self.payments.commit([reportings.record_answer(reporting, batch), *refused], at=at)
        log.info("receipts_reported", batch=batch.key, refused=len(refused))
        return True

    def _refused(
        self, receipts: Sequence[Receipt], results: Sequence[TaxResult], at: datetime
    ) -> list[Change]:
        by_number = {result.subject: result for result in results}
        return [
            report_refusal(self.payments, receipt, receipt_report_id(receipt.id), result, at)
            for receipt in receipts
            if not (result := by_number[receipt.number]).accepted
        ]

    def _send_report(self, authority: TaxAuthority, report: TaxReport, at: datetime) -> None:
        """One that goes alone, once its receipt had its turn; raises TaxAuthorityUnavailable."""
        receipt = self.payments.receipt(report.receipt)
        if not self.payments.is_reported(receipt):
            self._record([reports.pause(report, at)], at)
            return
        if report.about == reports.MISTAKE:
            kind, content = MISTAKES, mistake_xml(report, receipt)
        else:
            kind, content = RECEIPTS, receipts_xml(report.key, [receipt])
        try:
            results = authority.submit(self._submission(kind, report.key, content, receipt))
            _require_all(results, [report.number])
        except SubmissionRefused as error:
            _log_refusal(report.key, error)
            self._record([reports.pause(report, at)], at)
            return
        result = results[0]
        if result.accepted:
            self._record([reports.accept(report)], at)
        else:
            refusal = report_refusal(self.payments, receipt, report.id, result, at)
            self._record([reports.refuse(report), refusal], at)

    def _record(self, changes: Sequence[Change], at: datetime) -> None:
        try:
            self.payments.commit(changes, at=at)
        except Conflict:  # another run has the same answer
            return

    def _submission(self, kind: str, key: str, content: bytes, receipt: Receipt) -> Submission:
        signing_key = receipt.key or ""
        signature = self.signer.sign(signing_key, content)
        return Submission(kind, key, content, signature, signing_key)

    def _report_waiting(self, at: datetime) -> None:
        since = self.payments.oldest_unreported()
        age = (at - since).total_seconds() if since else 0.0
        log.metric("OldestUnreportedSeconds", round(age, 1), "Seconds")
        if age > LONGEST_WAIT.total_seconds():
            log.metric("ReceiptsUnreported")


def _require_all(results: Sequence[TaxResult], subjects: Sequence[str]) -> None:
    """An answer that leaves a subject out counts as none; raises TaxAuthorityUnavailable."""
    if {result.subject for result in results} != set(subjects):
        raise TaxAuthorityUnavailable("incomplete")


def _log_refusal(key: str, error: SubmissionRefused) -> None:
    log.failure("tax_submission_refused", error, key=key)
    log.metric("TaxReportRefused")
