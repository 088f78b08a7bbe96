"""The comparison of ledger entries with provider transactions.

A difference is opened as a discrepancy once, and resolves itself when it is gone.
"""

from datetime import date, datetime

from payments.domain.discrepancy import DiscrepancyKind, discrepancy_id
from payments.domain.ledger import Entry, day_of, reported_amount
from payments.domain.provider_transaction import (
    BY_STATEMENT,
    ProviderTransaction,
    movement_of_entry,
    provider_amount,
)
from payments.providers.registry import Providers
from payments.reconciliation.confirm_reported import confirm, is_confirmed, reported_charge
from payments.reconciliation.discrepancies import (
    RunDiscrepancies,
    of_entry,
    of_missing_statement,
    of_transaction,
    statement_id,
)
from payments.reconciliation.provider_transactions import entry_of, is_reversed_refund
from payments.reconciliation.unreported import apply_unreported
from payments.repository import PaymentRepository


class Comparison:
    """The comparison of one day's transactions and entries, each looked at once."""

    def __init__(
        self,
        payments: PaymentRepository,
        providers: Providers,
        discrepancies: RunDiscrepancies,
        at: datetime,
    ) -> None:
        self._payments = payments
        self._providers = providers
        self._discrepancies = discrepancies
        self._at = at

    def compare_transaction(self, transaction: ProviderTransaction) -> None:
        """Looks for the entry of a transaction and compares the amounts; unreported money is
        applied.
        """
        entry = entry_of(self._payments, transaction)
        reported = None if entry else reported_charge(self._payments, transaction.line)
        if reported is not None:
            self._compare_reported(transaction, reported)
            return
        if entry is None and apply_unreported(
            self._payments, self._providers, transaction, self._at
        ):
            entry = entry_of(self._payments, transaction)

        missing = discrepancy_id("missing_here", transaction.movement)
        differs = discrepancy_id("amount_differs", transaction.movement)
        if is_reversed_refund(self._payments, transaction):
            self._discrepancies.resolve(missing, differs)
        elif entry is None:
            if _needs_entry(transaction):
                self._report_transaction("missing_here", transaction, expected=0)
        elif provider_amount(entry) != transaction.line.amount:
            self._discrepancies.resolve(missing)
            self._report_transaction("amount_differs", transaction, expected=provider_amount(entry))
        else:
            self._discrepancies.resolve(missing, differs)

    def compare_entry(self, entry: Entry, *, is_listed: bool) -> None:
        """Looks for the transaction of an entry; `is_listed`: it is one of this day's."""
        if reported_amount(entry):
            self._compare_reported_entry(entry)
            return
        gateway = self._providers.gateway(entry.provider)
        lists = gateway.capabilities.list_balance_transactions
        if not provider_amount(entry) or not (lists or entry.provider in BY_STATEMENT):
            return
        if is_listed or self._payments.is_booked_by_provider(entry):
            self._discrepancies.resolve(discrepancy_id("missing_there", movement_of_entry(entry)))
            return

        day = day_of(entry.at) if lists else self._statement_day(entry)
        if lists or self._payments.statement_import(entry.provider, day):
            payment = self._payments.payment_if_any(entry.about)
            self._discrepancies.report(of_entry(entry, payment, day, self._at))
        else:
            self._discrepancies.report(of_missing_statement(entry.provider, day, self._at))

    def _compare_reported(self, transaction: ProviderTransaction, reported: Entry) -> None:
        """The provider's list has money that the national portal had reported."""
        missing = discrepancy_id("missing_here", transaction.movement)
        amount = reported_amount(reported)
        self._discrepancies.resolve(missing)
        if transaction.line.amount != amount:
            self._report_transaction("amount_differs", transaction, expected=amount)
            return
        confirm(self._payments, reported, transaction.line.id, self._at)
        unconfirmed = discrepancy_id("unconfirmed", movement_of_entry(reported))
        differs = discrepancy_id("amount_differs", transaction.movement)
        self._discrepancies.resolve(unconfirmed, differs)

    def _compare_reported_entry(self, entry: Entry) -> None:
        """Reported money stays in question until the list has it, also where there is no list."""
        if entry.kind != "charge":  # the confirmation itself: the list is its ground
            return
        if is_confirmed(self._payments, entry):
            self._discrepancies.resolve(discrepancy_id("unconfirmed", movement_of_entry(entry)))
            return
        payment = self._payments.payment_if_any(entry.about)
        unconfirmed = of_entry(entry, payment, day_of(entry.at), self._at, kind="unconfirmed")
        self._discrepancies.report(unconfirmed.evolve(expected=reported_amount(entry)))

    def compare_statements(self, day: date) -> None:
        """Resolves the discrepancy of a statement that was missing and has come."""
        for provider in BY_STATEMENT:
            if self._payments.statement_import(provider, day):
                self._discrepancies.resolve(
                    discrepancy_id("statement_missing", statement_id(provider, day))
                )

    def _report_transaction(
        self, kind: DiscrepancyKind, transaction: ProviderTransaction, *, expected: int
    ) -> None:
        payment_id = transaction.line.payment
        payment = self._payments.payment_if_any(payment_id) if payment_id else None
        self._discrepancies.report(
            of_transaction(kind, transaction, payment, self._at).evolve(expected=expected)
        )

    def _statement_day(self, entry: Entry) -> date:
        """The day in whose statement the entry's transaction must stand."""
        event = self._payments.provider_event_if_any(entry.id)
        return day_of(event.at if event else entry.at)


def _needs_entry(transaction: ProviderTransaction) -> bool:
    """False where nothing moved, and for a bank's foreign money: its event opened a discrepancy."""
    foreign = transaction.foreign and transaction.provider not in BY_STATEMENT
    return bool(transaction.line.amount) or foreign
