"""The handlers of refunds (hoàn phí): cashiers pay out what accountants request and approve."""

from dataclasses import dataclass

from kit.core.errors import Invalid
from kit.http.context import RequestContext
from kit.http.pagination import Cursors
from payments.api.official.requests import WhyBody
from payments.api.refunds.requests import RefundBody, RefundsQuery
from payments.api.refunds.schemas import RefundsView, RefundView, refund_view
from payments.api.schemas import EmptyBody, Id
from payments.backoffice import search
from payments.backoffice.reach import Reach
from payments.backoffice.search import RefundsInState
from payments.domain.refund import Refund, SecondApproverRequired
from payments.providers.registry import Providers
from payments.refunds.approve import ApproveRefund, RefuseRefund, approve_refund, refuse_refund
from payments.refunds.cash_payout import PayOutRefund, pay_out
from payments.refunds.request import RequestRefund, request_refund
from payments.repository import PaymentRepository


@dataclass(frozen=True, slots=True)
class RefundHandlers:
    """Every object that an official names must lie within their reach."""

    payments: PaymentRepository
    providers: Providers
    cursors: Cursors

    def request_refund(self, request: RequestContext, payment: Id, body: RefundBody) -> RefundView:
        """Request a refund

        Above 1,000,000 đồng of one payment, and whenever an official sends the money, a second
        official must approve.
        """
        self._reach(request).payment(payment)
        self._require_discrepancy_of(payment, body.discrepancy)
        command = RequestRefund(
            request.seed,
            payment,
            body.amount,
            body.why,
            request.sub,
            body.refundable_seen,
            body.discrepancy,
        )
        requested = request_refund(self.payments, self.providers, command, request.now)
        return self._refund_view(request, requested)

    def list_refunds(self, request: RequestContext, query: RefundsQuery) -> RefundsView:
        """List refunds

        Those that wait for approval, that a cashier is to pay out, or that have ended.
        """
        scope = f"refunds:{request.sub}:{query.state}:{query.method}"
        page = search.refunds(
            self.payments,
            RefundsInState(
                query.state,
                query.method,
                after=self.cursors.open(scope, query.cursor),
                limit=query.limit,
            ),
            self._reach(request),
        )
        return RefundsView(
            items=tuple(refund_view(each, None) for each in page.items),
            next=self.cursors.seal(scope, page.after),
        )

    def get_refund(self, request: RequestContext, refund: Id) -> RefundView:
        """Get a refund"""
        return self._refund_view(request, self._reach(request).refund(refund))

    def approve_refund(
        self,
        request: RequestContext,
        refund: Id,
        body: EmptyBody,  # noqa: ARG002
    ) -> RefundView:
        """Approve a refund

        By another official than the one who requested it.
        """
        self._reach(request).refund(refund)
        command = ApproveRefund(refund, request.sub)
        approved = approve_refund(self.payments, command, request.now)
        return self._refund_view(request, approved)

    def refuse_refund(self, request: RequestContext, refund: Id, body: WhyBody) -> RefundView:
        """Refuse a refund

        By another official than the one who requested it.
        """
        requested = self._reach(request).refund(refund)
        if request.sub in (requested.by, *requested.approvals):
            raise SecondApproverRequired(field="refund")
        command = RefuseRefund(refund, request.sub, body.why)
        refused = refuse_refund(self.payments, command, request.now)
        return self._refund_view(request, refused)

    def pay_out_refund(
        self,
        request: RequestContext,
        refund: Id,
        body: EmptyBody,  # noqa: ARG002
    ) -> RefundView:
        """Pay out a refund in cash

        By a cashier who did not approve it, once enough officials have.
        """
        self._reach(request).refund(refund)
        command = PayOutRefund(refund, request.seed, request.sub)
        paid = pay_out(self.payments, command, request.now)
        return self._refund_view(request, paid)

    def _reach(self, request: RequestContext) -> Reach:
        return Reach(self.payments, request.staff)

    def _require_discrepancy_of(self, payment: str, discrepancy: str | None) -> None:
        """Raises Invalid where a discrepancy is named that is of other money."""
        existing = self.payments.discrepancy_if_any(discrepancy) if discrepancy else None
        if discrepancy and (existing is None or existing.payment != payment):
            raise Invalid(field="discrepancy")

    def _refund_view(self, request: RequestContext, refund: Refund) -> RefundView:
        if not refund.manual or not self._reach(request).bank_details:
            return refund_view(refund, None)
        transaction = search.bank_transaction_of(self.payments, refund)
        details = self.payments.bank_details(transaction) if transaction else None
        if details is not None:
            request.disclose(refund.dossier)
        return refund_view(refund, details)
