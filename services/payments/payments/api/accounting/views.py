"""How discrepancies and accounting days are shown to accountants."""

from collections.abc import Sequence
from typing import Any

from payments.api.accounting.schemas import (
    FIRST,
    AccountTotalView,
    AgencyTotalView,
    BankLineView,
    DaySummary,
    DayView,
    DiscrepancyBrief,
    DiscrepancySummary,
    DiscrepancyView,
    ProposedFeeView,
)
from payments.api.refunds.schemas import payee_view
from payments.api.statements.schemas import UnreadView
from payments.backoffice.discrepancy_context import DiscrepancyContext
from payments.domain.accounting_day import AccountingDay
from payments.domain.day_totals import Totals
from payments.domain.discrepancy import Discrepancy
from payments.domain.provider_event import BankDetails, ProviderEvent
from payments.domain.provider_report import BankTransactionUnread
from payments.domain.unread_transaction import why_unread


def discrepancy_summary(discrepancy: Discrepancy) -> DiscrepancySummary:
    """A discrepancy in a list."""
    return DiscrepancySummary(**_summary(discrepancy))


def discrepancy_view(
    discrepancy: Discrepancy, context: DiscrepancyContext, language: str
) -> DiscrepancyView:
    """A discrepancy with what it refers to."""
    own = context.lines[0] if context.lines else None
    details = own.details if own and isinstance(own.details, BankDetails) else None
    return DiscrepancyView(
        **_summary(discrepancy),
        reason=discrepancy.reason,
        by=discrepancy.by,
        until=discrepancy.until,
        payee=payee_view(details),
        bank_lines=tuple(map(_bank_line, context.lines)),
        unread=_unread(own, language),
        proposed=tuple(
            ProposedFeeView(fee=fee.id, dossier=fee.dossier, state=fee.state, total=fee.total)
            for fee in context.proposed
        ),
    )


def day_view(day: AccountingDay, totals: Totals, discrepancies: Sequence[Discrepancy]) -> DayView:
    """`discrepancies` keep the day from closing."""
    return DayView(
        day=day.id,
        state=day.state,
        entries=totals.entries,
        totals=tuple(
            AccountTotalView(account=each.account, debit=each.debit, credit=each.credit)
            for each in totals.accounts
        ),
        agencies=tuple(
            AgencyTotalView(agency=each.agency, name=each.name, fees=each.fees)
            for each in day.bodies
        ),
        reconciled_at=day.reconciled_at,
        closed_at=day.closed_at,
        discrepancies_open=len(discrepancies),
        discrepancies=tuple(map(_brief, discrepancies[:FIRST])),
    )


def day_summary(day: AccountingDay) -> DaySummary:
    """A day in a list."""
    return DaySummary(
        day=day.id,
        state=day.state,
        entries=day.totals.entries,
        reconciled_at=day.reconciled_at,
        closed_at=day.closed_at,
        by=day.by,
    )


def _summary(discrepancy: Discrepancy) -> dict[str, Any]:
    return {
        "discrepancy": discrepancy.id,
        "kind": discrepancy.kind,
        "state": discrepancy.state,
        "provider": discrepancy.provider,
        "day": discrepancy.day,
        "since": discrepancy.since,
        "amount": discrepancy.amount,
        "expected": discrepancy.expected,
        "dossier": discrepancy.dossier,
        "payment": discrepancy.payment,
        "fee": discrepancy.fee,
        "refusal": discrepancy.refusal,
        "refund": discrepancy.refund,
    }


def _brief(discrepancy: Discrepancy) -> DiscrepancyBrief:
    return DiscrepancyBrief(
        discrepancy=discrepancy.id,
        kind=discrepancy.kind,
        day=discrepancy.day,
        amount=discrepancy.amount,
    )


def _bank_line(event: ProviderEvent) -> BankLineView:
    details = event.details if isinstance(event.details, BankDetails) else None
    return BankLineView(
        number=event.object,
        booked_at=event.at,
        amount=getattr(event.report, "amount", None),
        text=details and details.text,
        account=details and details.account,
        name=details and details.name,
    )


def _unread(event: ProviderEvent | None, language: str) -> UnreadView | None:
    report = event.report if event else None
    if not isinstance(report, BankTransactionUnread):
        return None
    message = why_unread(report.field, report.reason, language)
    return UnreadView(field=report.field, reason=report.reason, message=message)
