"""The lines of a statement: each is stored once as a provider event, and as the bank's books."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from itertools import chain
from typing import Final

from kit.core.budget import UNLIMITED, Budget
from kit.core.events import Change
from kit.persistence.repository import retry_on_conflict
from payments.domain.line_identity import has_same_text, is_same_line
from payments.domain.provider_event import ProviderEvent
from payments.domain.provider_transaction import ProviderTransaction
from payments.provider_events.bank_lines import (
    IdentifiedLine,
    changes_of_line,
    identified,
    of_equal_content,
)
from payments.providers.bank.line import PROVIDER
from payments.reconciliation.book_lines import (
    BookContent,
    content_of,
    line_of,
    row_key,
    without_count,
)
from payments.repository import PaymentRepository

AT_ONCE: Final = 49
"""Lines in one transaction: two items each and what counts them, of the hundred that it may have.
"""
Counting = Callable[[int], Sequence[Change]]
"""What a transaction with so many new lines records beside them."""
NOT_COUNTED: Final[Counting] = lambda _: ()  # noqa: E731


class StatementUnfinished(Exception):
    """The time ended before the last line; the lines so far are stored."""


class StatementLines:
    """The lines of one statement, which covers `days`."""

    def __init__(
        self,
        payments: PaymentRepository,
        days: Iterable[date],
        at: datetime,
        counting: Counting = NOT_COUNTED,
        budget: Budget = UNLIMITED,
    ) -> None:
        self._payments = payments
        self._days = tuple(days)
        self._at = at
        self._counting = counting
        self._budget = budget
        self._taken: set[str] = set()
        self._rows: defaultdict[str, list[ProviderEvent]] = defaultdict(list)

    def store(self, events: Sequence[ProviderEvent]) -> int:
        """Answers how many of them nobody had reported; raises StatementUnfinished."""
        distinct = list({row_key(each): each for each in events}.values())
        missing = self._missing(distinct)
        for event in distinct:
            self._rows[event.id].append(event)
        return sum(
            self._store(missing[first : first + AT_ONCE])
            for first in range(0, len(missing), AT_ONCE)
        )

    def _missing(self, events: Sequence[ProviderEvent]) -> list[ProviderEvent]:
        """The lines of which the bank's books hold fewer than the statement has."""
        listed = Counter(content_of(line_of(event)) for event in events)
        stored: Counter[BookContent] = Counter()
        for transaction in chain.from_iterable(map(self._payments.transactions_on, self._days)):
            stored[content := content_of(transaction.line)] += 1
            if content in listed:
                self._taken.add(transaction.line.id)
        return [
            event for event in events if stored[key := content_of(line_of(event))] < listed[key]
        ]

    @retry_on_conflict
    def _store(self, events: Sequence[ProviderEvent]) -> int:
        """Store the events that nobody reported, then all lines as the bank's books."""
        if self._budget.is_spent:
            raise StatementUnfinished
        lines = list(self._identified(events))
        new = [line for line in lines if line.is_new]
        if new:
            changes = [each for line in new for each in changes_of_line(self._payments, line)]
            unreported = sum(line.unnumbered is None for line in new)
            self._payments.commit([*changes, *self._counting(unreported)], at=self._at)
        self._payments.store_transactions(
            [
                ProviderTransaction(
                    provider=PROVIDER, line=line_of(event.evolve(id=_book_id(line)))
                )
                for event, line in zip(events, lines, strict=True)
            ]
        )
        self._taken |= {line.event.id for line in lines}
        return sum(line.unnumbered is None for line in new)

    def _identified(self, events: Sequence[ProviderEvent]) -> Iterator[IdentifiedLine]:
        """Each event among those stored and those before it."""
        pending: dict[str, ProviderEvent] = {}
        for event in events:
            line = identified(self._payments, event, pending, self._taken)
            if line.is_new:
                line = self._of_other_print(line, pending) or line
            pending[line.event.id] = line.event
            yield line

    def _of_other_print(
        self, line: IdentifiedLine, pending: Mapping[str, ProviderEvent]
    ) -> IdentifiedLine | None:
        """The same line where the bank printed it otherwise before: with another amount (the
        comparison of the day reports that), or without a number, or with one.
        """
        event = line.event
        of_day = (each for each in line.others if each.day == event.day)
        free = (each for each in of_day if each.id not in pending and self._is_free(each))
        if printed := next((each for each in free if has_same_text(each, event)), None):
            return IdentifiedLine(printed, is_new=False)
        same = self._same(event, pending)
        if same is None:
            return None
        if event.has_number:
            return IdentifiedLine(event, is_new=True, unnumbered=same)
        return IdentifiedLine(same, is_new=False)

    def _is_free(self, existing: ProviderEvent) -> bool:
        """Whether no line of this statement is the known one."""
        rows = self._rows[without_count(existing.id)]
        return existing.id not in self._taken and not any(
            is_same_line(existing, row) for row in rows
        )

    def _same(
        self, event: ProviderEvent, pending: Mapping[str, ProviderEvent]
    ) -> ProviderEvent | None:
        """The line of equal content that was reported without a number, or of which this one has
        none; one line is the same as one only.
        """
        others = self._unnumbered if event.has_number else self._numbered
        free = (
            self._payments.provider_event_opened(each.id)
            for each in others.get(event.day, ())
            if each.id not in pending and self._is_free(each)
        )
        return of_equal_content(event, filter(None, free))

    @cached_property
    def _numbered(self) -> dict[date, list[ProviderEvent]]:
        return self._stored_lines(numbered=True)

    @cached_property
    def _unnumbered(self) -> dict[date, list[ProviderEvent]]:
        return self._stored_lines(numbered=False)

    def _stored_lines(self, *, numbered: bool) -> dict[date, list[ProviderEvent]]:
        return {
            day: list(self._payments.bank_lines_on(day, numbered=numbered)) for day in self._days
        }


def _book_id(line: IdentifiedLine) -> str:
    """The id of the ledger's entry: that of the event that was applied."""
    return line.unnumbered.id if line.unnumbered else line.event.same_as or line.event.id
