"""The lines of providers' books, kept once each beside the ledger; their own currency never mixes with đồng."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar, Final

from contracts.terms import Moment
from kit.core.events import Change
from kit.core.ids import stamp
from kit.core.model import Aggregate, Model
from kit.persistence.items import Item, Put
from payments.domain.ledger import Entry, EntryKind, day_of, ledger_of
from payments.domain.provider_event import ProviderEvent
from payments.domain.refund import Refund
from payments.providers.port import BalanceTransaction, BalanceTransactionKind, Settlement
from payments.repository import Store
from payments.settlement.settle import CURRENCY

BY_STATEMENT: Final = frozenset({"bank"})
"""Providers whose book is a statement that an official imports; others list theirs by themselves or have none."""
OUR_KIND: Final[dict[BalanceTransactionKind, EntryKind]] = {
    "charge": "charge",
    "refund": "refunded",
    "refund_failure": "refund_failure",
    "dispute": "dispute",
    "dispute_won": "dispute_won",
}
"""What the ledger calls a line of a provider's book; one of another kind has no entry here."""


BOTH_WAYS: Final[frozenset[str]] = frozenset({"refunded", "refund_failure"})


class Kept(Model):
    """A line as it is kept: whose book it is from, and the dossier it is about, if that is known."""

    provider: str
    line: BalanceTransaction
    dossier: str | None = None

    @property
    def kind(self) -> str:
        """The ledger's name of what it is, or the provider's where the ledger has none."""
        return OUR_KIND.get(self.line.kind, self.line.kind)

    @property
    def foreign(self) -> bool:
        """Whether money moved that is not đồng: its amount stands in the provider's columns only."""
        return self.line.kind in OUR_KIND and not self.line.amount

    @property
    def matter(self) -> str:
        """What a case about it is called after; the same for our entry."""
        return matter(self.kind, self.line.id)

    @property
    def day(self) -> date:
        """The day in Vietnam on which the provider booked it."""
        return day_of(self.line.at)

    def write(self) -> Put:
        """The line as an item: written again it is the same item, corrected where the provider corrected it."""
        index_attributes = {"by": f"SETTLED#{self.day.isoformat()}", "at": stamp(self.line.at)}
        return Put(
            Item(
                _settled(self.line.id),
                f"{self.kind}#{self.line.entry}",
                self.model_dump_json(),
                index_attributes=index_attributes,
            )
        )


class Statement(Aggregate):
    """A statement was imported in which lines of this day stand; `id` is `<provider>.<day>`, `by` who imported it."""

    KIND: ClassVar[str] = "STATEMENT"

    lines: int
    at: Moment
    by: str


def matter(kind: str, id: str) -> str:
    """What cases about one movement of money are called after."""
    return f"{kind}.{id}"


def keep(store: Store, provider: str, line: BalanceTransaction) -> Kept:
    """Keep a line of a provider's book, under the provider's ids of it."""
    payment = store.payment_if_any(line.payment) if line.payment else None
    kept = Kept(provider=provider, line=line, dossier=payment.dossier if payment else None)
    known = store.aggregates.table.get(kept.write().item.pk, kept.write().item.sk)
    if known is None or known.doc != kept.write().item.doc:
        store.aggregates.table.write([kept.write()])
    return kept


def kept_on(store: Store, day: date) -> Iterator[Kept]:
    """The lines that providers booked on a day, oldest first."""
    items = store.aggregates.table.whole_index("by", f"SETTLED#{day.isoformat()}")
    return (Kept.model_validate_json(item.doc) for item in items)


def booked_there(store: Store, entry: Entry) -> bool:
    """Whether a line of the provider's book was ever kept for one of our entries."""
    return bool(store.aggregates.table.query(_settled(entry.id), f"{entry.kind}#", limit=1).items)


def entry_of(store: Store, kept: Kept) -> Entry | None:
    """Our entry of a line: under the payment it names, or that we know by its id, or under the line itself."""
    for about in _abouts(store, kept):
        found = store.aggregates.table.get(ledger_of(about), f"{kept.kind}#{kept.line.id}")
        if found:
            return Entry.model_validate_json(found.doc)
    return None


def came_back(store: Store, kept: Kept) -> bool:
    """Whether a line is half of a refund that left and came back there, while here it failed before it was known to
    have left: neither half has an entry that moves the provider's account.
    """
    refund = store.refund_if_any(kept.line.refund) if kept.line.refund else None
    if refund is None or refund.state != "failed" or kept.kind not in BOTH_WAYS:
        return False
    book = store.book(refund.payment).entries
    moved = sum(
        abs(there(entry)) for entry in book if entry.kind in BOTH_WAYS and entry.refund == refund.id
    )
    items = store.aggregates.table.all(_settled(kept.line.id))
    halves = [Kept.model_validate_json(item.doc).line.amount for item in items]
    return not moved and len(halves) == 2 and not sum(halves)


def there(entry: Entry) -> int:
    """What an entry says that came to its provider (positive) or left it, in đồng; 0: nothing that it would book."""
    return sum(
        posting.amount for posting in entry.postings if posting.account == f"at:{entry.provider}"
    )


def of_statement(told: ProviderEvent) -> BalanceTransaction:
    """A bank's line as a line of its book; what is not đồng stands in columns of its own."""
    came = told.kind == "transfer.received"
    amount = (told.amount or 0) * (1 if came else -1)
    foreign = told.currency or CURRENCY
    return BalanceTransaction(
        entry=told.id,
        kind="charge" if came else "refund",
        id=told.id,
        amount=amount if foreign == CURRENCY else 0,
        at=told.at,
        settlement=None
        if foreign == CURRENCY
        else Settlement(currency=foreign, amount=amount, fee=0, net=amount),
    )


def statement_of(store: Store, provider: str, day: date) -> Statement | None:
    """The last import of a statement with lines of this day."""
    return store.aggregates.load(Statement, f"{provider}.{day.isoformat()}")


def imported(known: Statement | None, id: str, *, lines: int, by: str, at: Moment) -> Change:
    """A statement with this many lines of a day was imported."""
    version = known.version if known else 0
    return Change(Statement(id=id, lines=lines, by=by, at=at, version=version), None)


def _abouts(store: Store, kept: Kept) -> Iterator[str]:
    line = kept.line
    if line.payment:
        yield line.payment
    refund = store.refund_if_any(line.refund) if line.refund else None
    if refund:
        yield refund.payment
    if kept.provider in BY_STATEMENT:
        yield from _of_bank(store, kept)
    elif line.kind == "charge" and (payment := store.payment_of_charge(line.id)):
        yield payment.id


def _of_bank(store: Store, kept: Kept) -> Iterator[str]:
    line = kept.line
    if line.kind == "charge":
        if payment := store.payment_of_charge(line.id):
            yield payment.id
    else:
        named = store.named_by(store.provider_event(line.id).references)
        if isinstance(named, Refund):
            yield named.payment
    yield line.id


def _settled(id: str) -> str:
    return f"SETTLED#{id}"
