"""The handlers of those who pay: the owner of a dossier, and whoever holds its look-up key."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from contracts.terms import DossierCode, Language
from kit.core.errors import Invalid
from kit.http.context import RequestContext
from payments.api.fields import EmptyBody, Id
from payments.api.payer.access import DossierAccess
from payments.api.payer.receipt_schemas import ReceiptView, receipt_view
from payments.api.payer.requests import StartPaymentBody
from payments.api.payer.schemas import FeesView, FeeView, PaymentView, fee_view, payment_view
from payments.checkout import limits, start
from payments.checkout.close import close_attempt
from payments.domain.fee import Fee
from payments.providers.registry import Providers
from payments.repository import PaymentRepository


@dataclass(frozen=True, slots=True)
class PayerHandlers:
    """`allowed_returns` answers the origins to which a payer may be sent back."""

    payments: PaymentRepository
    providers: Providers
    access: DossierAccess
    allowed_returns: Callable[[], Sequence[str]]

    def list_fees(self, request: RequestContext, code: DossierCode) -> FeesView:
        """List the fees of a dossier"""
        dossier = self.access.dossier(request, code).dossier
        fees = self.payments.fees_of(dossier)
        return FeesView(items=tuple(self._fee_view(fee, request) for fee in fees))

    def get_fee(self, request: RequestContext, fee: Id) -> FeeView:
        """Get a fee

        While it is due, the answer names the methods that carry its amount.
        """
        return self._fee_view(self.access.fee(request, fee)[0], request)

    def get_receipt(self, request: RequestContext, fee: Id) -> ReceiptView:
        """Get the receipt of a fee

        Who paid is shown to the dossier's owner and to officials of its agency.
        """
        settled, access = self.access.fee(request, fee)
        receipt = self.payments.receipt_of(settled)
        file = self.payments.receipt_file(fee)
        return receipt_view(receipt, file, personal=access.personal)

    def start_payment(
        self, request: RequestContext, fee: Id, body: StartPaymentBody
    ) -> PaymentView:
        """Start a payment attempt

        Anybody may pay who holds the dossier's look-up key. One attempt at a time is active for a
        fee: an earlier one is closed at its provider first.
        """
        if body.return_url is not None:
            limits.require_return_allowed(body.return_url, self.allowed_returns())
        elif body.method == "card":
            raise Invalid(field="return_url")
        language: Language = "en" if request.language == "en" else "vi"
        command = start.StartPayment(
            request.seed, fee, body.return_url or "", language, body.method
        )
        return payment_view(
            start.start_payment(self.payments, self.providers, command, request.now)
        )

    def get_payment(self, request: RequestContext, payment: Id) -> PaymentView:
        """Get a payment attempt"""
        return payment_view(self.access.payment(request, payment))

    def cancel_payment(
        self,
        request: RequestContext,
        payment: Id,
        body: EmptyBody,  # noqa: ARG002
    ) -> PaymentView:
        """Cancel a payment attempt

        Its provider closes it first; an attempt that was paid meanwhile stays paid.
        """
        return payment_view(close_attempt(self.payments, self.providers, payment, request.now))

    def require_fee_access(self, request: RequestContext, fee: Id) -> None:
        """Raises NotFound, TooManyTries."""
        self.access.fee(request, fee)

    def require_payment_access(self, request: RequestContext, payment: Id) -> None:
        """Raises NotFound, TooManyTries."""
        self.access.payment(request, payment)

    def _fee_view(self, fee: Fee, request: RequestContext) -> FeeView:
        return fee_view(fee, self.payments.active_attempt(fee.id).attempt, request.language)
