"""The comparison of one day, page by page: a run that is out of time leaves the rest for later."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from kit.core.budget import UNLIMITED, Budget
from kit.core.events import Change
from kit.platform import log
from payments.domain import accounting_day
from payments.domain.accounting_day import TotalsBuilder, bounds
from payments.domain.comparison_progress import Phase, begun
from payments.domain.provider_transaction import (
    BY_STATEMENT,
    ProviderTransaction,
    movement_of_entry,
)
from payments.providers.registry import Adapter, Providers
from payments.reconciliation.compare import Comparison
from payments.reconciliation.discrepancies import RunDiscrepancies
from payments.reconciliation.provider_transactions import store_listed
from payments.reconciliation.totals_by_agency import TotalsByAgency
from payments.repository import PaymentRepository

MARGIN: Final = timedelta(hours=6)
"""Read around a day, because a provider books a movement before or after we learn of it."""
STORED_EVERY: Final = 4
"""Pages between two stored places: what a run that dies does again."""


class ComparisonUnfinished(Exception):
    """The time ended first; the place is stored, and the next run carries on."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How long a run may take, and after how many lines it looks at the time."""

    budget: Budget = UNLIMITED
    page: int = 500


class DayComparison:
    """One run over a day, from the place where an earlier one ended."""

    def __init__(
        self,
        payments: PaymentRepository,
        providers: Providers,
        day: date,
        at: datetime,
        pace: Pace,
    ) -> None:
        self._payments = payments
        self._providers = providers
        self._date = day
        self._at = at
        self._pace = pace
        self._day = payments.day(day)
        self._place = begun(self._day.id, self._day.version, payments.comparison_progress(day))
        self._opened_before = self._place.opened
        self._discrepancies = RunDiscrepancies(payments, at)
        self._comparison = Comparison(payments, providers, self._discrepancies, at)
        self._listed: list[ProviderTransaction] = []
        self._movements: set[str] = set()
        self._pages = 0

    def run(self) -> int:
        """Answers how many discrepancies were opened.

        Raises PaymentProviderUnavailable, PaymentProviderRefused, Conflict, ComparisonUnfinished.
        """
        is_whole = self._place.phase == "list" and self._place.provider is None
        self._comparison.compare_statements(self._date)
        if self._place.phase == "list":
            self._list()
            self._turn_to("transactions")
        if self._place.phase == "transactions":
            if is_whole:
                self._compare_listed()
            self._compare_stored(by_statement_only=is_whole)
            self._turn_to("entries")
        self._compare_entries()
        return self._finish()

    def _list(self) -> None:
        """Store what providers list around the day, from the place of the last run on."""
        begin, end = bounds(self._date)
        for adapter, since in self._unlisted(begin - MARGIN):
            lines = self._providers.gateway(adapter.provider).list_balance_transactions(
                since, end + MARGIN
            )
            stored = 0
            for line in lines:
                self._listed.append(store_listed(self._payments, adapter.provider, line))
                stored += 1
                if stored >= self._pace.page and line.at != self._place.upto:
                    self._page_done(provider=adapter.provider, upto=line.at)
                    stored = 0
        self._movements |= {each.movement for each in self._listed}

    def _unlisted(self, since: datetime) -> Iterator[tuple[Adapter, datetime]]:
        """The providers whose books are still to be stored, each with the moment from which on."""
        place = self._place
        is_reached = place.provider is None
        for adapter in self._providers:
            is_place = adapter.provider == place.provider
            is_reached = is_reached or is_place
            gateway = self._providers.gateway(adapter.provider)
            if is_reached and gateway.capabilities.list_balance_transactions:
                yield adapter, (place.upto if is_place else None) or since

    def _compare_listed(self) -> None:
        """What this run listed: the index of the day may not show it yet."""
        of_day = [each for each in self._listed if each.day == self._date]
        for count, transaction in enumerate(of_day, start=1):
            self._comparison.compare_transaction(transaction)
            if count % self._pace.page == 0:
                self._page_done()
        self._count(len(self._listed))

    def _compare_stored(self, *, by_statement_only: bool) -> None:
        """What is stored of the day, by the table's list of it."""
        while True:
            page = self._payments.transactions_of_day(
                self._date, after=self._place.after, limit=self._pace.page
            )
            for transaction in page.items:
                if transaction.provider in BY_STATEMENT or not by_statement_only:
                    self._movements.add(transaction.movement)
                    self._comparison.compare_transaction(transaction)
                    self._count(1)
            if page.after is None:
                return
            self._page_done(after=page.after)

    def _compare_entries(self) -> None:
        """The ledger's side, which is added up as it is read."""
        sums = TotalsBuilder.of(self._place.totals)
        agencies = TotalsByAgency.of(self._payments, self._place.bodies)
        while True:
            page = self._payments.entries_of_day(
                self._date, after=self._place.after, limit=self._pace.page
            )
            for entry in page.items:
                sums.add(entry)
                agencies.add(entry)
                listed = movement_of_entry(entry) in self._movements
                self._comparison.compare_entry(entry, is_listed=listed)
            place = {"totals": sums.totals(), "bodies": agencies.totals(), "after": page.after}
            if page.after is None:
                self._place = self._place.evolve(**place)
                return
            self._page_done(**place)

    def _finish(self) -> int:
        """The result, in one transaction with the end of a stored progress."""
        place, opened = self._place, self._opened_before + self._discrepancies.opened
        result = accounting_day.record_comparison(self._day, place.totals, place.bodies, self._at)
        ended = [Change(place.evolve(phase="done", after=None), None)] if place.version else []
        self._payments.commit([result, *ended], at=self._at)
        log.info(
            "day_reconciled",
            day=self._day.id,
            transactions=place.transactions,
            entries=place.totals.entries,
            discrepancies=opened,
        )
        log.metric("ReconciliationCases", opened)
        return opened

    def _turn_to(self, phase: Phase) -> None:
        self._place = self._place.evolve(phase=phase, provider=None, upto=None, after=None)

    def _count(self, transactions: int) -> None:
        self._place = self._place.evolve(transactions=self._place.transactions + transactions)

    def _page_done(self, **place: Any) -> None:
        """Store the place now and then, and where the time is over; raises ComparisonUnfinished."""
        opened = self._opened_before + self._discrepancies.opened
        self._place = self._place.evolve(opened=opened, **place)
        self._pages += 1
        if self._pace.budget.is_spent or self._pages % STORED_EVERY == 0:
            self._payments.commit([Change(self._place, None)], at=self._at)
            self._place = self._place.committed()
        if self._pace.budget.is_spent:
            raise ComparisonUnfinished
