"""The handlers of cashiers (thu ngân) and accountants (kế toán): fees, attempts, receipts."""

from dataclasses import dataclass
from datetime import date

from kit.core.errors import Invalid
from kit.http.context import RequestContext
from kit.http.pagination import Cursors
from payments.api.official.requests import PaymentsQuery, ReceiptCorrectionBody, WhyBody
from payments.api.official.schemas import (
    LedgerView,
    PaymentsView,
    ledger_view,
    payment_summary,
)
from payments.api.payer.schemas import FeeView, PaymentView, ReceiptView
from payments.api.payer.views import fee_view, payment_view, receipt_view
from payments.api.schemas import EmptyBody, Id
from payments.backoffice import cash, search
from payments.backoffice.correct_receipt import CorrectedLine, CorrectReceipt, correct_receipt
from payments.backoffice.reach import Reach
from payments.backoffice.waive_or_void import VoidFee, WaiveFee, waive_or_void
from payments.checkout.limits import offered_methods
from payments.domain.payment_attempt import PaymentAttempt
from payments.providers.registry import Providers
from payments.repositories.slice import Slice
from payments.repository import PaymentRepository


@dataclass(frozen=True, slots=True)
class OfficialHandlers:
    """Every object that an official names must lie within their reach.

    Above `second_official_above` đồng two officials waive or void a fee.
    """

    payments: PaymentRepository
    providers: Providers
    cursors: Cursors
    second_official_above: int

    def take_cash(
        self,
        request: RequestContext,
        fee: Id,
        body: EmptyBody,  # noqa: ARG002
    ) -> PaymentView:
        """Take a fee in cash

        The whole fee is taken and its receipt issued; an active attempt is closed first.
        """
        desk = request.staff.desks[0] if request.staff and request.staff.desks else None
        command = cash.TakeCash(request.seed, self._reach(request).fee(fee).id, request.sub, desk)
        return payment_view(cash.take_cash(self.payments, self.providers, command, request.now))

    def waive_fee(self, request: RequestContext, fee: Id, body: WhyBody) -> FeeView:
        """Waive a fee

        An active attempt is closed first; what was paid meanwhile stays paid. Above the stage's
        limit the fee stays due until a second accountant calls the same.
        """
        fee_id = self._reach(request).fee(fee).id
        command = WaiveFee(request.seed, fee_id, body.why, request.sub)
        return self._end_fee(request, command)

    def void_fee(self, request: RequestContext, fee: Id, body: WhyBody) -> FeeView:
        """Void a fee

        For a fee that was claimed in error; an active attempt is closed first. Above the stage's
        limit the fee stays due until a second accountant calls the same.
        """
        fee_id = self._reach(request).fee(fee).id
        command = VoidFee(request.seed, fee_id, body.why, request.sub)
        return self._end_fee(request, command)

    def correct_receipt(
        self, request: RequestContext, fee: Id, body: ReceiptCorrectionBody
    ) -> ReceiptView:
        """Correct a receipt

        The mistaken receipt stays as it is. Its payer is told of the mistake; where more than words
        is wrong, a new receipt replaces it and names its number.
        """
        settled = self._reach(request).fee(fee)
        lines = [CorrectedLine(line.name, line.amount) for line in body.lines or ()] or None
        command = CorrectReceipt(
            request.seed,
            settled.id,
            body.receipt,
            body.why,
            request.sub,
            body.replace,
            lines,
            body.identity,
        )
        receipt = correct_receipt(self.payments, command, request.now)
        file = self.payments.receipt_file(self.payments.fee(settled.id))
        return receipt_view(receipt, file, personal=False)

    def list_payments(self, request: RequestContext, query: PaymentsQuery) -> PaymentsView:
        """List payment attempts

        By dossier, by the reference of a transfer, or by the day on which their money came.
        """
        criteria = [query.dossier, query.reference, query.day]
        if len([criterion for criterion in criteria if criterion is not None]) != 1:
            raise Invalid(field="dossier")
        if query.day is not None:
            return self._payments_of_day(request, query, query.day)
        reach = self._reach(request)
        if query.dossier is not None:
            payments = search.payments_of_dossier(self.payments, query.dossier, reach)
        else:
            payments = search.payments_by_reference(self.payments, query.reference or "", reach)
        return _payments_view(Slice(payments, None), next=None)

    def get_ledger(self, request: RequestContext, payment: Id) -> LedgerView:
        """Get the ledger of a payment

        What may still go back is `refundable`.
        """
        self._reach(request).payment(payment)
        return ledger_view(payment, self.payments.book(payment))

    def _end_fee(self, request: RequestContext, command: WaiveFee | VoidFee) -> FeeView:
        fee = waive_or_void(
            self.payments,
            self.providers,
            command,
            request.now,
            second_official_above=self.second_official_above,
        )
        attempt = self.payments.active_payment(fee)
        methods = offered_methods(self.providers)
        return fee_view(fee, attempt, request.language, methods=methods, official=True)

    def _payments_of_day(
        self, request: RequestContext, query: PaymentsQuery, day: str
    ) -> PaymentsView:
        scope = f"payments:{request.sub}:{day}"
        page = search.payments_of_day(
            self.payments,
            date.fromisoformat(day),
            self._reach(request),
            after=self.cursors.open(scope, query.cursor),
            limit=query.limit,
        )
        return _payments_view(page, next=self.cursors.seal(scope, page.after))

    def _reach(self, request: RequestContext) -> Reach:
        return Reach(self.payments, request.staff)


def _payments_view(page: Slice[PaymentAttempt], *, next: str | None) -> PaymentsView:
    return PaymentsView(items=tuple(map(payment_summary, page.items)), next=next)
