"""The handlers of bank statements (sao kê)."""

from collections.abc import Callable
from dataclasses import dataclass

from kit.http.context import RequestContext
from payments.api.statements.schemas import StatementImportView, StatementPreview
from payments.repository import PaymentRepository


@dataclass(frozen=True, slots=True)
class StatementHandlers:
    """`account` answers the number of our bank account; it raises PaymentProviderRefused where none
    is set.
    """

    payments: PaymentRepository
    account: Callable[[], str]

    def import_statement(self, request: RequestContext) -> StatementImportView:
        """Import a bank statement

        A CSV as the bank or a spreadsheet writes it, at most 4 MB and 20,000 lines; send one that
        is not UTF-8 as `application/octet-stream`. A line that can't be read becomes a discrepancy,
        and the others are taken. The same statement again changes nothing.
        """
        from payments.api.statements.views import statement_import_view
        from payments.reconciliation.import_statement import ImportStatement, import_statement

        command = ImportStatement(request.raw, self.account(), request.sub)
        result = import_statement(self.payments, command, request.now)
        return statement_import_view(result, request.language)

    def preview_statement(self, request: RequestContext) -> StatementPreview:
        """Preview a bank statement

        What would be understood of it: layout, lines, sums, lines that a person must read. Nothing
        is taken.
        """
        from payments.api.statements.views import statement_preview
        from payments.providers.bank.statement.read import read

        understood = read(request.raw, self.account(), request.now)
        return statement_preview(understood, request.language)
