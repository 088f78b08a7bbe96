"""The provider transaction: a line of a provider's own books, stored beside the ledger.

Its own currency never mixes with đồng.
"""

from datetime import date
from typing import ClassVar, Final

from contracts.terms import Moment
from kit.core.events import Change
from kit.core.model import Aggregate, Model
from payments.domain.balance_transaction import (
    BalanceTransaction,
    BalanceTransactionKind,
)
from payments.domain.ledger import Entry, EntryKind, day_of

BY_STATEMENT: Final = frozenset({"bank"})
"""Providers whose books are a statement that an official imports; others list theirs or have none.
"""
ENTRY_KIND: Final[dict[BalanceTransactionKind, EntryKind]] = {
    "charge": "charge",
    "refund": "refunded",
    "refund_failure": "refund_failure",
    "dispute": "dispute",
    "dispute_won": "dispute_won",
}
"""The kind of the ledger's entry of a transaction; a transaction of another kind has no entry."""


class ProviderTransaction(Model):
    """`dossier` is the one that the transaction concerns, where that is known."""

    provider: str
    line: BalanceTransaction
    dossier: str | None = None

    @property
    def kind(self) -> str:
        """The kind of the ledger's entry, or the provider's word where the ledger has none."""
        return ENTRY_KIND.get(self.line.kind, self.line.kind)

    @property
    def foreign(self) -> bool:
        """Whether other money than đồng moved: its amount is in the provider's columns only."""
        return self.line.kind in ENTRY_KIND and not self.line.amount

    @property
    def movement(self) -> str:
        """The name of the movement of money, the same as that of its ledger entry."""
        return movement_id(self.kind, self.line.id)

    @property
    def day(self) -> date:
        """The day in Vietnam on which the provider booked it."""
        return day_of(self.line.at)


class StatementImport(Aggregate):
    """The import of a statement that has lines of one day; `id` is `<provider>.<day>`, `by` an
    official.
    """

    KIND: ClassVar[str] = "STATEMENT"

    lines: int
    at: Moment
    by: str


def movement_id(kind: str, id: str) -> str:
    """What discrepancies about one movement of money are named after."""
    return f"{kind}.{id}"


def movement_of_entry(entry: Entry) -> str:
    """The name of an entry's movement of money."""
    return movement_id(entry.kind, entry.id)


def provider_amount(entry: Entry) -> int:
    """What came to the entry's provider (positive) or left it, in đồng; 0: nothing that it would
    book.
    """
    account = f"at:{entry.provider}"
    return sum(posting.amount for posting in entry.postings if posting.account == account)


def imported(statement: StatementImport, *, lines: int, by: str, at: Moment) -> Change:
    """A statement with this many lines of a day was imported."""
    return Change(statement.evolve(lines=lines, by=by, at=at), None)
