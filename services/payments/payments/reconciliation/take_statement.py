"""The reading of an uploaded statement, as the queue announces it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from kit.core.budget import UNLIMITED, Budget
from kit.core.errors import ServiceError
from kit.core.events import Change
from kit.persistence.repository import retry_on_conflict
from kit.platform import log
from payments.domain import statement_upload as uploads
from payments.domain.statement_upload import StatementUpload, UnreadMark, UploadProblem
from payments.providers.bank.statement.problems import (
    StatementTooLarge,
    StatementUnreadable,
    UnreadLine,
)
from payments.providers.bank.statement.read import Statement, read
from payments.reconciliation.import_statement import StatementRun, store_statement
from payments.reconciliation.statement_files import StatementFiles
from payments.repository import PaymentRepository

if TYPE_CHECKING:
    from payments.providers.bank.transfer import BankAccount


@dataclass(frozen=True, slots=True)
class StatementReader:
    """`account` answers our account at the bank."""

    payments: PaymentRepository
    files: StatementFiles
    account: Callable[[], "BankAccount"]

    def take(
        self, upload_id: str, at: datetime, budget: Budget = UNLIMITED
    ) -> StatementUpload | None:
        """None for a file that nobody brought; one that is over stays as it is.

        A file that can't be read is refused, whole. Else every line is stored, in transactions that
        count them; a run that ends early is carried on by the next. Raises StatementUnfinished.
        """
        upload = self.payments.statement_upload_if_any(upload_id)
        if upload is None or upload.is_over:
            return upload
        statement = self._read(upload, at)
        if statement is None:
            return self.payments.statement_upload(upload_id)

        self._record(upload_id, lambda it: _begun(it, statement), at)
        run = StatementRun(
            self.account(), upload.by, upload.at, at, self._counting(upload_id), budget
        )
        days = store_statement(self.payments, statement, run).days
        self._record(upload_id, lambda it: uploads.take(it, days, at), at)
        log.info("statement_taken", upload=upload_id, lines=len(statement.lines))
        return self.payments.statement_upload(upload_id)

    def _read(self, upload: StatementUpload, at: datetime) -> Statement | None:
        """Judged as of the day on which it came, so that a later run understands the same."""
        raw = self.payments.opened_under(upload.vault, self.files.read(upload.id))
        try:
            return read(raw, self.account().account, upload.at)
        except (StatementUnreadable, StatementTooLarge) as error:
            problem = _problem(error)
            self._record(upload.id, lambda it: uploads.refuse(it, problem, at), at)
            log.info("statement_refused", upload=upload.id, code=problem.code)
            return None

    def _counting(self, upload_id: str) -> Callable[[int], Sequence[Change]]:
        """What counts the new lines of a transaction in the same transaction."""
        return lambda new: [uploads.count(self.payments.statement_upload(upload_id), new)]

    @retry_on_conflict
    def _record(
        self, upload_id: str, decide: Callable[[StatementUpload], Change], at: datetime
    ) -> None:
        """Another run of the same statement may have ended it meanwhile."""
        upload = self.payments.statement_upload(upload_id)
        if not upload.is_over:
            self.payments.commit([decide(upload)], at=at)


def _begun(upload: StatementUpload, statement: Statement) -> Change:
    unread = [_mark(line) for line in statement.unread]
    return uploads.read(upload, lines=len(statement.lines), unread=unread)


def _mark(line: UnreadLine) -> UnreadMark:
    return UnreadMark(line=line.line, column=line.column, reason=line.reason)


def _problem(error: ServiceError) -> UploadProblem:
    return UploadProblem(code=error.code, vi=error.message("vi"), en=error.message("en"))
