"""What accountants get: discrepancies, statement imports and accounting days."""

from collections.abc import Sequence
from typing import Any

from pydantic import Field, RootModel

from contracts.terms import Day as DayText
from contracts.terms import DossierCode
from kit.core.local_time import LocalTime
from kit.core.model import Model
from payments.api.official.schemas import PayeeView, payee_view
from payments.api.schemas import Currency
from payments.domain.accounting_day import AccountingDay, DayState, Totals
from payments.domain.discrepancy import Discrepancy, DiscrepancyKind, DiscrepancyState
from payments.domain.provider_event import BankDetails

FIRST: int = 50
"""How many discrepancies a day shows."""


class DiscrepancySummary(Model):
    """A discrepancy in a list."""

    discrepancy: str = Field(description="The discrepancy's id: `<kind>.<what it is about>`.")
    kind: DiscrepancyKind = Field(description="What differs.")
    state: DiscrepancyState = Field(description="`signed`: an official answers for it as it is.")
    provider: str = Field(description="The provider that holds the money.")
    day: DayText = Field(description="The accounting day to which it belongs, in Vietnam.")
    since: LocalTime = Field(description="When it was opened.")
    amount: int = Field(description="đồng, negative where money left.")
    expected: int | None = Field(description="What should have come, in đồng.")
    dossier: DossierCode | None = Field(description="The dossier that it concerns.")
    payment: str | None = Field(description="The payment attempt that it concerns.")
    fee: str | None = Field(description="The fee that it concerns.")
    refund: str | None = Field(description="The refund that it concerns.")


class DiscrepanciesView(Model):
    """A page of discrepancies, oldest first; it may hold fewer than asked for."""

    items: tuple[DiscrepancySummary, ...] = Field(description="The discrepancies within reach.")
    next: str | None = Field(description="The cursor of the next page; null on the last.")


class DiscrepancyView(DiscrepancySummary):
    """A discrepancy."""

    reason: str | None = Field(description="Why it ended, or why a day may close with it.")
    by: str | None = Field(description="The official who dealt with it, or `system`.")
    until: LocalTime | None = Field(description="When it ended.")
    payee: PayeeView | None = Field(
        description="What the bank reported of its transaction; for accountants only."
    )


class StatementImportView(Model):
    """The result of a statement's import."""

    lines: int = Field(description="How many lines the statement has.")
    new: int = Field(description="How many of them nobody had reported.")
    already_reported: int = Field(
        description="How many a callback or an earlier statement had reported."
    )


class DiscrepancyBrief(Model):
    """A discrepancy that keeps a day from closing."""

    discrepancy: str = Field(description="The discrepancy's id.")
    kind: DiscrepancyKind = Field(description="What differs.")
    day: DayText = Field(description="The accounting day to which it belongs.")
    amount: int = Field(description="đồng.")


class AccountTotalView(Model):
    """What an account got and gave on a day."""

    account: str = Field(description="`at:<provider>` is money held there.")
    debit: int = Field(description="đồng.")
    credit: int = Field(description="đồng.")


class AgencyTotalView(Model):
    """What a collecting body's fees earned on a day."""

    agency: str = Field(description="The agency's code.")
    name: str = Field(description="The agency's name.")
    fees: int = Field(description="đồng, less what went back.")


class DayView(Model):
    """An accounting day. The totals of a closed day are as it was closed."""

    day: DayText = Field(description="The date in Vietnam.")
    state: DayState = Field(description="`closed`: for good.")
    currency: Currency = "VND"
    entries: int = Field(description="How many ledger entries the day has.")
    totals: tuple[AccountTotalView, ...] = Field(description="The day's accounts, by name.")
    agencies: tuple[AgencyTotalView, ...] = Field(
        description="The collecting bodies' earnings at the last comparison."
    )
    reconciled_at: LocalTime | None = Field(
        description="When it was last compared with the providers' books."
    )
    closed_at: LocalTime | None = Field(description="When it was closed.")
    discrepancies_open: int = Field(description="How many discrepancies keep it from closing.")
    discrepancies: tuple[DiscrepancyBrief, ...] = Field(description="The first fifty of them.")


class SettlementCsv(RootModel[str]):
    """A table with a row for each provider transaction and each ledger entry of a day."""


def discrepancy_summary(discrepancy: Discrepancy) -> DiscrepancySummary:
    """A discrepancy in a list."""
    return DiscrepancySummary(**_summary(discrepancy))


def discrepancy_view(discrepancy: Discrepancy, payee: BankDetails | None) -> DiscrepancyView:
    """`payee` is what the bank reported of its transaction."""
    return DiscrepancyView(
        **_summary(discrepancy),
        reason=discrepancy.reason,
        by=discrepancy.by,
        until=discrepancy.until,
        payee=payee_view(payee),
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
        "refund": discrepancy.refund,
    }


def _brief(discrepancy: Discrepancy) -> DiscrepancyBrief:
    return DiscrepancyBrief(
        discrepancy=discrepancy.id,
        kind=discrepancy.kind,
        day=discrepancy.day,
        amount=discrepancy.amount,
    )
