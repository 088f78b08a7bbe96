"""The handlers of bank statements (sao kê)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kit.http.context import RequestContext
from payments.api.schemas import Id
from payments.api.statements.schemas import StatementPreview, StatementUploadView
from payments.providers.bank.statement.problems import MOST_BYTES, StatementTooLarge
from payments.reconciliation.statement_files import StatementFiles
from payments.repository import PaymentRepository

if TYPE_CHECKING:
    from payments.providers.bank.transfer import BankAccount


@dataclass(frozen=True, slots=True)
class StatementHandlers:
    """`account` answers our account at the bank; it raises PaymentProviderRefused where none is
    set. `files` is where uploads lie until they are read.
    """

    payments: PaymentRepository
    account: Callable[[], "BankAccount"]
    files: Callable[[], StatementFiles]

    def upload_statement(self, request: RequestContext) -> StatementUploadView:
        """Upload a bank statement

        A CSV as the bank or a spreadsheet writes it, at most 4 MB and 20,000 lines; send one that
        is not UTF-8 as `application/octet-stream`. It is read from a queue: ask for it until its
        state is `taken` or `refused`. A line that can't be read becomes a discrepancy, and the
        others are taken. The same lines again change nothing.
        """
        from payments.api.statements.views import statement_upload_view
        from payments.reconciliation.receive_statement import ReceiveStatement, receive_statement

        self.account()  # a stage without a bank account takes none
        if len(request.raw) > MOST_BYTES:
            raise StatementTooLarge(field="statement")
        command = ReceiveStatement(request.seed, request.raw, request.sub)
        upload = receive_statement(self.payments, self.files(), command, request.now)
        return statement_upload_view(upload, request.language)

    def get_statement(self, request: RequestContext, statement: Id) -> StatementUploadView:
        """Get an uploaded statement

        How far it is read, and the lines that a person must read.
        """
        from payments.api.statements.views import statement_upload_view

        return statement_upload_view(self.payments.statement_upload(statement), request.language)

    def preview_statement(self, request: RequestContext) -> StatementPreview:
        """Preview a bank statement

        What would be understood of it: layout, lines, sums, lines that a person must read. Nothing
        is taken.
        """
        from payments.api.statements.views import statement_preview
        from payments.providers.bank.statement.read import read

        understood = read(request.raw, self.account().account, request.now)
        return statement_preview(understood, request.language)
