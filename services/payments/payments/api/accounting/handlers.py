"""The handlers of accountants: discrepancies (chênh lệch đối soát), bank statements and accounting
days.
"""

from dataclasses import dataclass
from datetime import date

from kit.core.errors import Invalid, NotFound
from kit.http.context import RequestContext
from kit.http.pagination import Cursors
from kit.http.responses import Response
from payments.api.accounting.requests import (
    ClosingBody,
    DaysQuery,
    DiscrepanciesQuery,
    ReasonBody,
    ResolutionBody,
)
from payments.api.accounting.responses import settlement_csv
from payments.api.accounting.schemas import (
    DaysView,
    DayView,
    DiscrepanciesView,
    DiscrepancyView,
)
from payments.api.accounting.views import (
    day_summary,
    day_view,
    discrepancy_summary,
    discrepancy_view,
)
from payments.api.refunds.requests import DiscrepancyId
from payments.api.schemas import DayText
from payments.backoffice import resolve_discrepancy as resolution
from payments.backoffice import search
from payments.backoffice.allocate_money import AllocateMoney, allocate
from payments.backoffice.book_refund import book_refund
from payments.backoffice.discrepancy_context import DiscrepancyContext, discrepancy_context
from payments.backoffice.reach import Reach
from payments.backoffice.search import DiscrepanciesInState
from payments.backoffice.send_report_again import send_report_again
from payments.domain.accounting_day import totals_of
from payments.domain.day_totals import AccountTotal
from payments.domain.discrepancy import Discrepancy
from payments.domain.ledger import day_of
from payments.providers.registry import Providers
from payments.reconciliation import close_day as closing
from payments.reconciliation.settlement_report import settlement_report
from payments.repository import PaymentRepository


@dataclass(frozen=True, slots=True)
class AccountingHandlers:
    """Bound to what they work with."""

    payments: PaymentRepository
    providers: Providers
    cursors: Cursors

    def list_discrepancies(
        self, request: RequestContext, query: DiscrepanciesQuery
    ) -> DiscrepanciesView:
        """List discrepancies"""
        scope = f"discrepancies:{request.sub}:{query.state}:{query.day}"
        page = search.discrepancies(
            self.payments,
            DiscrepanciesInState(
                query.state,
                date.fromisoformat(query.day) if query.day else None,
                after=self.cursors.open(scope, query.cursor),
                limit=query.limit,
            ),
            self._reach(request),
        )
        return DiscrepanciesView(
            items=tuple(map(discrepancy_summary, page.items)),
            next=self.cursors.seal(scope, page.after),
        )

    def get_discrepancy(
        self, request: RequestContext, discrepancy: DiscrepancyId
    ) -> DiscrepancyView:
        """Get a discrepancy"""
        return self._discrepancy_view(request, self._reach(request).discrepancy(discrepancy))

    def resolve_discrepancy(
        self, request: RequestContext, discrepancy: DiscrepancyId, body: ResolutionBody
    ) -> DiscrepancyView:
        """Resolve a discrepancy

        Its money pays a fee, was sent back, or needs no more than an explanation; what the tax
        authority refused may be sent again.
        """
        existing = self._reach(request).discrepancy(discrepancy)
        if body.how == "allocated":
            resolved = self._allocate(request, existing, body)
        elif body.how == "returned":
            resolved = self._match(request, discrepancy, body)
        elif body.how == "booked":
            command = resolution.ResolveDiscrepancy(discrepancy, request.sub, body.reason)
            resolved = book_refund(self.payments, command, request.now)
        elif body.how == "sent_again":
            command = resolution.ResolveDiscrepancy(discrepancy, request.sub, body.reason)
            resolved = send_report_again(self.payments, command, request.now)
        else:
            command = resolution.ResolveDiscrepancy(discrepancy, request.sub, body.reason)
            resolved = resolution.explain(self.payments, command, request.now)
        return self._discrepancy_view(request, resolved)

    def sign_discrepancy(
        self, request: RequestContext, discrepancy: DiscrepancyId, body: ReasonBody
    ) -> DiscrepancyView:
        """Sign a discrepancy

        The official answers for closing the day with the discrepancy as it is.
        """
        self._reach(request).discrepancy(discrepancy)
        command = resolution.ResolveDiscrepancy(discrepancy, request.sub, body.reason)
        return self._discrepancy_view(request, resolution.sign(self.payments, command, request.now))

    def list_days(self, request: RequestContext, query: DaysQuery) -> DaysView:
        """List accounting days

        Those that a comparison or a statement wrote about; a day before that is open too.
        """
        scope = f"days:{request.sub}:{query.state}"
        page = self.payments.days_in(
            query.state,
            newest_first=query.state == "closed",
            after=self.cursors.open(scope, query.cursor),
            limit=query.limit,
        )
        return DaysView(
            items=tuple(map(day_summary, page.items)), next=self.cursors.seal(scope, page.after)
        )

    def get_day(self, request: RequestContext, day: DayText) -> DayView:
        """Get an accounting day

        With its totals, and the discrepancies that keep it from closing.
        """
        return self._day_view(_past_day(request, day))

    def close_day(self, request: RequestContext, day: DayText, body: ClosingBody) -> DayView:
        """Close an accounting day

        For good: what comes later belongs to a later day.
        """
        totals_seen = tuple(
            AccountTotal(account=each.account, debit=each.debit, credit=each.credit)
            for each in body.totals_seen
        )
        command = closing.CloseDay(_past_day(request, day), totals_seen, request.sub)
        closing.close_day(self.payments, command, request.now)
        return self._day_view(command.day)

    def export_settlement(self, request: RequestContext, day: DayText) -> Response:
        """Get the settlement report

        A CSV with the provider transactions of the day beside our ledger entries.
        """
        rows = settlement_report(self.payments, _past_day(request, day))
        headers = {
            "Content-Type": "text/csv; charset=utf-8",
            "Content-Disposition": f'attachment; filename="settlement-{day}.csv"',
        }
        return Response(settlement_csv(rows), headers=headers)

    def _allocate(
        self, request: RequestContext, discrepancy: Discrepancy, body: ResolutionBody
    ) -> Discrepancy:
        fee = body.fee or discrepancy.fee
        if fee is None:
            raise Invalid(field="fee")
        reach = self._reach(request)
        reach.fee(fee)
        together = tuple(reach.discrepancy(each).id for each in body.together)
        command = AllocateMoney(
            discrepancy.id, request.sub, body.reason, fee, request.seed, together
        )
        return allocate(self.payments, self.providers, command, request.now)

    def _match(
        self, request: RequestContext, discrepancy: str, body: ResolutionBody
    ) -> Discrepancy:
        if body.outgoing is None:
            raise Invalid(field="outgoing")
        outgoing = self._reach(request).discrepancy(body.outgoing).id
        command = resolution.MatchOutgoing(discrepancy, request.sub, body.reason, outgoing)
        return resolution.match(self.payments, command, request.now)

    def _reach(self, request: RequestContext) -> Reach:
        return Reach(self.payments, request.staff)

    def _discrepancy_view(
        self, request: RequestContext, discrepancy: Discrepancy
    ) -> DiscrepancyView:
        context = DiscrepancyContext()
        if self._reach(request).bank_details:
            context = discrepancy_context(self.payments, discrepancy)
        if context.discloses:
            request.disclose(discrepancy.dossier)
        return discrepancy_view(discrepancy, context, request.language)

    def _day_view(self, day: date) -> DayView:
        stored = self.payments.day(day)
        if stored.state == "closed":
            return day_view(stored, stored.totals, ())
        totals = totals_of(self.payments.entries_on(day))
        return day_view(stored, totals, self.payments.open_discrepancies_until(day))


def _past_day(request: RequestContext, text: str) -> date:
    """A day that is over, or today; raises NotFound for one to come."""
    day = date.fromisoformat(text)
    if day > day_of(request.now):
        raise NotFound
    return day
