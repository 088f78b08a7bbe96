"""The handlers of those who pay: the owner of a dossier, and whoever holds its look-up key."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from contracts.terms import Language, TypedDossierCode
from kit.core.errors import Invalid, NotFound
from kit.http.context import RequestContext
from kit.http.lookup_attempt import LookupRateLimit, lookup_attempt
from payments.api.payer.requests import StartPaymentBody
from payments.api.payer.schemas import FeesView, FeeView, PaymentView, ReceiptView
from payments.api.payer.views import fee_view, payment_view, receipt_view
from payments.api.schemas import EmptyBody, Id
from payments.checkout import limits, start
from payments.checkout.close import close_attempt
from payments.domain.dossier import Dossier
from payments.domain.fee import Fee
from payments.domain.payment_attempt import PaymentAttempt
from payments.providers.registry import Providers
from payments.repository import PaymentRepository

PAYERS_BUSINESS: Final = ("cashier", "accountant", "receptionist")
"""The roles of officials who learn who paid."""


@dataclass(frozen=True, slots=True)
class ReadAccess:
    """A caller may read what belongs to `dossier`; `personal`: who paid too, as its owner or an
    official who handles money or papers in the agency that has the case.
    """

    dossier: Dossier
    personal: bool


class DossierAccess:
    """Checks callers. An unknown object costs a look-up key the same work as a wrong key."""

    def __init__(self, payments: PaymentRepository, rate_limit: LookupRateLimit) -> None:
        self._payments = payments
        self._rate_limit = rate_limit

    def dossier(self, request: RequestContext, code: str) -> ReadAccess:
        """Raises NotFound, TooManyAttempts."""
        return self._authorize(request, self._payments.dossier_if_filed(code), code)

    def fee(self, request: RequestContext, fee_id: str) -> tuple[Fee, ReadAccess]:
        """Raises NotFound, TooManyAttempts."""
        fee = self._payments.fee_if_any(fee_id)
        access = self._authorize(request, self._dossier_of(fee), fee_id)
        if fee is None:
            raise NotFound
        return fee, access

    def payment(self, request: RequestContext, payment_id: str) -> PaymentAttempt:
        """Raises NotFound, TooManyAttempts."""
        payment = self._payments.payment_if_any(payment_id)
        self._authorize(request, self._dossier_of(payment), payment_id)
        if payment is None:
            raise NotFound
        return payment

    def _dossier_of(self, owed: Fee | PaymentAttempt | None) -> Dossier | None:
        return self._payments.dossier_if_filed(owed.dossier) if owed and owed.dossier else None

    def _authorize(
        self, request: RequestContext, dossier: Dossier | None, object_id: str
    ) -> ReadAccess:
        if dossier is not None and _may_read(request, dossier):
            return ReadAccess(dossier, personal=_may_read_payer(request, dossier))
        if not request.lookup_key:
            raise NotFound
        self._rate_limit.check(
            lookup_attempt(request, dossier.id if dossier else object_id),
            dossier.lookup if dossier else None,
        )
        if dossier is None:
            raise NotFound
        return ReadAccess(dossier, personal=False)


@dataclass(frozen=True, slots=True)
class PayerHandlers:
    """`allowed_returns` answers the origins to which a payer may be sent back."""

    payments: PaymentRepository
    providers: Providers
    access: DossierAccess
    allowed_returns: Callable[[], Sequence[str]]

    def list_fees(self, request: RequestContext, code: TypedDossierCode) -> FeesView:
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

        Who paid is shown to the dossier's owner, and to cashiers, accountants and receptionists of
        the agency that has the case.
        """
        settled, access = self.access.fee(request, fee)
        receipt = self.payments.receipt_of(settled)
        if access.personal and receipt.paid_by is not None:
            request.disclose(access.dossier.id)
        file = self.payments.receipt_file(settled)
        return receipt_view(receipt, file, personal=access.personal)

    def start_payment(
        self, request: RequestContext, fee: Id, body: StartPaymentBody
    ) -> PaymentView:
        """Start a payment attempt

        Anybody may pay who holds the dossier's look-up key. One attempt at a time is active for a
        fee: an earlier one is closed at its provider first. A cashier starts transfers, whose code
        the payer scans at the desk.
        """
        if request.staff is not None and body.method != "transfer":
            raise Invalid(field="method")
        if body.return_url is not None:
            limits.require_return_allowed(body.return_url, self.allowed_returns())
        elif body.method != "transfer":
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

    def require_start_access(self, request: RequestContext, fee: Id) -> None:
        """A cashier needs the case, or the fee, in their agency; a consulted one's only reads it.

        Raises NotFound, TooManyAttempts.
        """
        dossier = self.access.fee(request, fee)[1].dossier
        agencies = (dossier.agency, dossier.working_agency)
        if request.staff is not None and not any(map(request.staff.covers, agencies)):
            raise NotFound

    def require_payment_access(self, request: RequestContext, payment: Id) -> None:
        """Raises NotFound, TooManyAttempts."""
        self.access.payment(request, payment)

    def _fee_view(self, fee: Fee, request: RequestContext) -> FeeView:
        attempt = self.payments.active_payment(fee)
        methods = limits.offered_methods(self.providers)
        official = request.staff is not None
        return fee_view(fee, attempt, request.language, methods=methods, official=official)


def _may_read(request: RequestContext, dossier: Dossier) -> bool:
    for agency in dossier.visible_to(request.now):
        try:
            request.require_read_access(owner=dossier.owner, agency=agency, dossier=dossier.id)
        except NotFound:
            continue
        return True
    return False


def _may_read_payer(request: RequestContext, dossier: Dossier) -> bool:
    """A consulted agency answers about the case: who paid is not its business."""
    if request.staff is None:
        return True
    return request.has_role(*PAYERS_BUSINESS) and request.staff.covers(dossier.working_agency)
