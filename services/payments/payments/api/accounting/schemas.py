"""What accountants get: discrepancies, statement imports and accounting days."""

from pydantic import Field, RootModel

from contracts.terms import Day as DayText
from contracts.terms import DossierCode
from kit.core.local_time import LocalTime
from kit.core.model import Model
from payments.api.refunds.schemas import PayeeView
from payments.api.schemas import Currency
from payments.api.statements.schemas import UnreadView
from payments.domain.accounting_day import DayState
from payments.domain.discrepancy import DiscrepancyKind, DiscrepancyState
from payments.domain.fee import FeeState

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
    refusal: str | None = Field(description="Code and text with which the tax authority refused.")


class DiscrepanciesView(Model):
    """A page of discrepancies, oldest first; it may hold fewer than asked for."""

    items: tuple[DiscrepancySummary, ...] = Field(description="The discrepancies within reach.")
    next: str | None = Field(description="The cursor of the next page; null on the last.")


class BankLineView(Model):
    """A line of our account as the bank reported it; personal, for accountants only."""

    number: str = Field(description="The bank's number of the line.")
    booked_at: LocalTime = Field(description="When the bank booked it; 00:00 if it named a day.")
    amount: int | None = Field(description="In the line's currency; null if it can't be read.")
    text: str | None = Field(description="What the payer wrote, or the whole line if unread.")
    account: str | None = Field(description="The other account.")
    name: str | None = Field(description="Whose the other account is.")


class ProposedFeeView(Model):
    """A fee that the text of a transfer may mean; nothing is decided by it."""

    fee: str = Field(description="The fee's id.")
    dossier: DossierCode | None = Field(description="The dossier that owes it.")
    state: FeeState = Field(description="Whether it is due.")
    total: int = Field(description="đồng.")


class DiscrepancyView(DiscrepancySummary):
    """A discrepancy."""

    reason: str | None = Field(description="Why it ended, or why a day may close with it.")
    by: str | None = Field(description="The official who dealt with it, or `system`.")
    until: LocalTime | None = Field(description="When it ended.")
    payee: PayeeView | None = Field(
        description="What the bank reported of its transaction; for accountants only."
    )
    bank_lines: tuple[BankLineView, ...] = Field(
        description="The bank's line; of a reused number, both lines. For accountants only."
    )
    unread: UnreadView | None = Field(description="Why the line could not be read.")
    proposed: tuple[ProposedFeeView, ...] = Field(
        description="Fees that the text of the transfer may mean."
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


class DaySummary(Model):
    """An accounting day in a list."""

    day: DayText = Field(description="The date in Vietnam.")
    state: DayState = Field(description="`closed`: for good.")
    entries: int = Field(description="How many ledger entries it had at its last comparison.")
    reconciled_at: LocalTime | None = Field(
        description="When it was last compared with the providers' books."
    )
    closed_at: LocalTime | None = Field(description="When it was closed.")
    by: str | None = Field(description="The official who closed it.")


class DaysView(Model):
    """A page of days, of which something was written."""

    items: tuple[DaySummary, ...] = Field(description="The days.")
    next: str | None = Field(description="The cursor of the next page; null on the last.")


class SettlementCsv(RootModel[str]):
    """A table with a row for each provider transaction and each ledger entry of a day."""
