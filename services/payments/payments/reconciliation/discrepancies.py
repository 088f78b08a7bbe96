"""The discrepancies that a comparison reports and resolves."""

from datetime import date, datetime

from kit.core.events import Change
from kit.persistence.repository import retry_on_conflict
from payments.domain import discrepancy as discrepancies
from payments.domain.discrepancy import (
    BY_SYSTEM,
    Discrepancy,
    DiscrepancyKind,
    MoneyInQuestion,
    new_discrepancy,
)
from payments.domain.ledger import Entry
from payments.domain.payment_attempt import PaymentAttempt
from payments.domain.provider_transaction import (
    BY_STATEMENT,
    ProviderTransaction,
    movement_of_entry,
    provider_amount,
)
from payments.repository import PaymentRepository


class RunDiscrepancies:
    """The unresolved discrepancies as read when the run began; `opened` counts the run's own."""

    def __init__(self, payments: PaymentRepository, at: datetime) -> None:
        self._payments = payments
        self._at = at
        self._unresolved = {each.id for each in payments.unresolved_discrepancies()}
        self.opened = 0

    def report(self, discrepancy: Discrepancy) -> None:
        """Open a discrepancy unless it is open already.

        What an official resolved stays resolved.
        """
        if discrepancy.id in self._unresolved:
            return
        existing = self._payments.discrepancy_if_any(discrepancy.id)
        if existing is not None and not _resolved_by_system(existing):
            return
        change = discrepancies.reopen(existing) if existing else Change(discrepancy, None)
        self._payments.commit([change], at=self._at)
        self._unresolved.add(discrepancy.id)
        self.opened += 1

    def resolve(self, *ids: str) -> None:
        """Resolve what is not resolved yet of these discrepancies: their difference is gone."""
        for discrepancy in ids:
            if discrepancy in self._unresolved:
                resolve(self._payments, discrepancy, self._at)
                self._unresolved.remove(discrepancy)


@retry_on_conflict
def resolve(payments: PaymentRepository, discrepancy_id: str, at: datetime) -> None:
    """The system resolves a discrepancy whose difference is gone; one that is resolved stays as it
    is.
    """
    discrepancy = payments.discrepancy(discrepancy_id)
    if discrepancy.state != "resolved":
        resolved = discrepancies.resolve(discrepancy, by=BY_SYSTEM, reason="found", at=at)
        payments.commit([resolved], at=at)


def of_transaction(
    kind: DiscrepancyKind,
    transaction: ProviderTransaction,
    payment: PaymentAttempt | None,
    at: datetime,
) -> Discrepancy:
    """The discrepancy of a provider transaction."""
    line = transaction.line
    money = MoneyInQuestion(
        provider=transaction.provider,
        amount=line.amount,
        dossier=payment and payment.dossier,
        vault=payment and payment.vault,
        payment=payment and payment.id,
        fee=payment and payment.fee,
        refund=line.refund,
        line=line.id if transaction.provider in BY_STATEMENT else None,
    )
    return new_discrepancy(kind, transaction.movement, money, at, day=transaction.day)


def of_entry(
    entry: Entry,
    payment: PaymentAttempt | None,
    day: date,
    at: datetime,
    *,
    kind: DiscrepancyKind = "missing_there",
) -> Discrepancy:
    """The discrepancy of a ledger entry that the provider's books of `day` lack."""
    money = MoneyInQuestion(
        provider=entry.provider,
        amount=0,
        expected=provider_amount(entry),
        dossier=payment and payment.dossier,
        vault=payment and payment.vault,
        payment=payment and payment.id,
        fee=entry.fee,
        refund=entry.refund,
        line=entry.id if entry.provider in BY_STATEMENT else None,
    )
    return new_discrepancy(kind, movement_of_entry(entry), money, at, day=day)


def of_missing_statement(provider: str, day: date, at: datetime) -> Discrepancy:
    """The discrepancy of a day whose statement nobody imported."""
    money = MoneyInQuestion(provider=provider, amount=0)
    return new_discrepancy("statement_missing", statement_id(provider, day), money, at, day=day)


def statement_id(provider: str, day: date) -> str:
    """The id of a provider's statement of one day."""
    return f"{provider}.{day.isoformat()}"


def _resolved_by_system(discrepancy: Discrepancy) -> bool:
    return discrepancy.state == "resolved" and discrepancy.by == BY_SYSTEM
