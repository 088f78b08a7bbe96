"""What payments answers about days, discrepancies and ledgers, as far as the pages show it."""

from datetime import date, datetime

from desk.money.cash_models import Payee
from front.api_problem import ApiModel


class DaySummary(ApiModel):
    """An accounting day in a list."""

    day: date
    state: str
    entries: int
    reconciled_at: datetime | None = None
    closed_at: datetime | None = None


class Days(ApiModel):
    """A page of days; `next` is the cursor of the rest."""

    items: tuple[DaySummary, ...]
    next: str | None = None


class AccountTotal(ApiModel):
    """What an account got and gave on a day, in đồng."""

    account: str
    debit: int
    credit: int

    @property
    def seen(self) -> str:
        """As the form carries it."""
        return f"{self.account}|{self.debit}|{self.credit}"


class AgencyTotal(ApiModel):
    """What a collecting body's fees earned on a day, in đồng."""

    agency: str
    name: str
    fees: int


class DiscrepancyBrief(ApiModel):
    """A discrepancy that keeps a day from closing."""

    discrepancy: str
    kind: str
    day: date
    amount: int


class Day(ApiModel):
    """An accounting day."""

    day: date
    state: str
    entries: int
    totals: tuple[AccountTotal, ...]
    agencies: tuple[AgencyTotal, ...]
    reconciled_at: datetime | None = None
    closed_at: datetime | None = None
    by: str | None = None
    discrepancies_open: int
    discrepancies: tuple[DiscrepancyBrief, ...]


class DiscrepancySummary(ApiModel):
    """A discrepancy in a list."""

    discrepancy: str
    kind: str
    state: str
    provider: str
    day: date
    since: datetime
    amount: int
    expected: int | None = None
    dossier: str | None = None
    payment: str | None = None
    fee: str | None = None
    refund: str | None = None
    refusal: str | None = None


class Discrepancies(ApiModel):
    """A page of discrepancies; `next` is the cursor of the rest."""

    items: tuple[DiscrepancySummary, ...]
    next: str | None = None


class BankLine(ApiModel):
    """A line of our account as the bank reported it. Personal."""

    number: str
    booked_at: datetime
    amount: int | None = None
    text: str | None = None
    account: str | None = None
    name: str | None = None


class Unread(ApiModel):
    """Why a line could not be read."""

    message: str


class ProposedFee(ApiModel):
    """A fee that the text of a transfer may mean."""

    fee: str
    dossier: str | None = None
    state: str
    total: int


class Discrepancy(DiscrepancySummary):
    """A discrepancy with what it refers to."""

    reason: str | None = None
    by: str | None = None
    until: datetime | None = None
    payee: Payee | None = None
    bank_lines: tuple[BankLine, ...] = ()
    unread: Unread | None = None
    proposed: tuple[ProposedFee, ...] = ()


class PaymentSummary(ApiModel):
    """A payment attempt as officials see it."""

    payment: str
    fee: str
    dossier: str | None = None
    method: str
    state: str
    amount: int
    settled: int
    overpaid: int
    since: datetime
    until: datetime | None = None
    reference: str | None = None
    charge: str | None = None


class Payments(ApiModel):
    """A page of payment attempts; `next` is the cursor of the rest."""

    items: tuple[PaymentSummary, ...]
    next: str | None = None


class Posting(ApiModel):
    """An amount on an account: positive to debit, negative to credit."""

    account: str
    amount: int


class Entry(ApiModel):
    """A movement of money."""

    kind: str
    id: str
    refund: str | None = None
    at: datetime
    postings: tuple[Posting, ...]


class Ledger(ApiModel):
    """The ledger of a payment."""

    refundable: int
    overpaid: int
    entries: tuple[Entry, ...]
