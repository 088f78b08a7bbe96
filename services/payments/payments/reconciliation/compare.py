"""What differs between the ledger and a provider's book: opened as a case once, resolved by itself when it is gone."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from kit.persistence.repository import retry_on_conflict
from payments.domain import discrepancy as cases
from payments.domain.discrepancy import Discrepancy, DiscrepancyKind, discrepancy_id
from payments.domain.ledger import Entry, day_of
from payments.domain.provider_event import ProviderEvent
from payments.providers.registry import BY_PROVIDER
from payments.reconciliation.provider_transactions import (
    BY_STATEMENT,
    Kept,
    booked_there,
    came_back,
    entry_of,
    matter,
    statement_of,
    there,
)
from payments.reconciliation.unreported import applied
from payments.repository import Store


@dataclass(slots=True)
class Matters:
    """The cases that are not resolved, as read when the run began."""

    store: Store
    at: datetime
    pending: dict[str, Discrepancy] = field(default_factory=dict)
    opened: int = 0

    def __post_init__(self) -> None:
        self.pending = {case.id: case for case in unresolved(self.store)}

    def found(self, case: Discrepancy) -> None:
        """A difference; known as a case, or opened as one. What an official resolved stays resolved."""
        if case.id in self.pending:
            return
        known = self.store.discrepancy_if_any(case.id)
        if known is None or (known.state == "resolved" and known.by == "system"):
            self.store.commit([cases.reopen(known) if known else cases.open_(case)], at=self.at)
            self.pending[case.id] = case
            self.opened += 1

    def gone(self, *ids: str) -> None:
        """No difference any more: its cases resolve themselves."""
        for case in ids:
            if case in self.pending:
                resolved(self.store, case, "found", self.at)
                del self.pending[case]


def judge_line(matters: Matters, kept: Kept) -> None:
    """A line of theirs: is it here, with its amount? Money that we never heard of is done now."""
    entry = entry_of(matters.store, kept)
    if entry is None and applied(matters.store, kept, matters.at):
        entry = entry_of(matters.store, kept)
    missing, differs = (
        discrepancy_id("missing_here", kept.matter),
        discrepancy_id("amount_differs", kept.matter),
    )
    if came_back(matters.store, kept):
        matters.gone(missing, differs)
    elif entry is None:
        if kept.line.amount or (
            kept.foreign and kept.provider not in BY_STATEMENT
        ):  # a bank's is a case since it came
            matters.found(_case_of_line(matters, "missing_here", kept, 0))
    elif there(entry) != kept.line.amount:
        matters.gone(missing)
        matters.found(_case_of_line(matters, "amount_differs", kept, there(entry)))
    else:
        matters.gone(missing, differs)


def judge_entry(matters: Matters, entry: Entry, *, seen: bool) -> None:
    """An entry of ours: was its line `seen`, or ever, and could it be?"""
    lists = matters.store.gateway(
        BY_PROVIDER[entry.provider].method
    ).capabilities.list_balance_transactions
    if not there(entry) or not (lists or entry.provider in BY_STATEMENT):
        return
    if seen or booked_there(matters.store, entry):
        matters.gone(discrepancy_id("missing_there", matter(entry.kind, entry.id)))
        return
    day = day_of(entry.at) if lists else _bank_day(matters.store, entry)
    if lists or statement_of(matters.store, entry.provider, day):
        matters.found(_case_of_entry(matters, entry, day))
    else:
        matters.found(_no_statement(matters, entry.provider, day))


def judge_statements(matters: Matters, day: date) -> None:
    """A statement that was missing has come."""
    for provider in BY_STATEMENT:
        if statement_of(matters.store, provider, day):
            matters.gone(discrepancy_id("statement_missing", f"{provider}.{day.isoformat()}"))


def unresolved(store: Store) -> Iterator[Discrepancy]:
    """The cases that are open or only signed, oldest first."""
    for state in ("open", "signed"):
        for item in store.aggregates.table.whole_index("by", f"DISCREPANCIES#{state}"):
            yield store.aggregates.parse(Discrepancy, item.doc)


@retry_on_conflict
def resolved(store: Store, case: str, reason: str, at: datetime) -> None:
    """A case ends by itself, unless somebody ended it before."""
    found = store.discrepancy(case)
    if found.state != "resolved":
        store.commit([cases.resolve(found, by="system", reason=reason, at=at)], at=at)


def _bank_day(store: Store, entry: Entry) -> date:
    """The day in whose statement the entry's line must stand."""
    told = store.aggregates.load(ProviderEvent, entry.id)
    return day_of(told.at if told else entry.at)


def _case_of_line(
    matters: Matters, kind: DiscrepancyKind, kept: Kept, expected: int
) -> Discrepancy:
    payment = matters.store.payment_if_any(kept.line.payment) if kept.line.payment else None
    return Discrepancy(
        id=discrepancy_id(kind, kept.matter),
        dossier=payment.dossier if payment else None,
        vault=payment.vault if payment else None,
        kind=kind,
        provider=kept.provider,
        day=kept.day.isoformat(),
        since=matters.at,
        amount=kept.line.amount,
        expected=expected,
        payment=payment.id if payment else None,
        fee=payment.fee if payment else None,
        refund=kept.line.refund,
        line=kept.line.id if kept.provider in BY_STATEMENT else None,
    )


def _case_of_entry(matters: Matters, entry: Entry, day: date) -> Discrepancy:
    payment = matters.store.payment_if_any(entry.about)
    return Discrepancy(
        id=discrepancy_id("missing_there", matter(entry.kind, entry.id)),
        dossier=payment.dossier if payment else None,
        vault=payment.vault if payment else None,
        kind="missing_there",
        provider=entry.provider,
        day=day.isoformat(),
        since=matters.at,
        amount=0,
        expected=there(entry),
        payment=payment.id if payment else None,
        fee=entry.fee,
        refund=entry.refund,
        line=entry.id if entry.provider in BY_STATEMENT else None,
    )


def _no_statement(matters: Matters, provider: str, day: date) -> Discrepancy:
    return Discrepancy(
        id=discrepancy_id("statement_missing", f"{provider}.{day.isoformat()}"),
        kind="statement_missing",
        provider=provider,
        day=day.isoformat(),
        since=matters.at,
        amount=0,
    )
