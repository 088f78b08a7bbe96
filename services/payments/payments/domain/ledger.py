"""The ledger (sổ thu): append-only entries in integer đồng, each balanced, kept once under the provider's own id.

Debits are positive, credits negative. Accounts: `at:<provider>` money held there; `fees` what was earned; `surplus`
what payers get back; `unallocated` what nobody could match; `allocated` what an official moves from there; `refunding`
what is on its way back; `disputed`, `lost`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Annotated, Final, Literal, Self, get_args

from pydantic import Field, model_validator

from contracts.terms import Moment
from kit.core.items import Absent, Item, Put
from kit.core.model import Model
from kit.core.time import stamp

Origin = Literal["fees", "surplus", "unallocated"]
EntryKind = Literal[
    "charge",
    "allocation",
    "refund",
    "refunded",
    "refund_failure",
    "dispute",
    "dispute_won",
    "dispute_lost",
]
ENTRY_KINDS: Final[frozenset[EntryKind]] = frozenset(get_args(EntryKind))
ALLOCATED: Final = "allocated"
VIETNAM: Final = timezone(timedelta(hours=7))


class Posting(Model):
    """An amount on an account: đồng, positive to debit, negative to credit."""

    account: str
    amount: int


class Entry(Model):
    """One movement of money. `id` is the provider's id of it (our refund's where the provider has none yet).

    `about` is the payment, or the bank line that nobody could match. Raises ValueError when it does not balance.
    """

    kind: EntryKind
    id: str
    about: str
    provider: str
    fee: str | None = None
    refund: str | None = None
    at: Moment
    postings: Annotated[tuple[Posting, ...], Field(min_length=2)]

    @model_validator(mode="after")
    def _balanced(self) -> Self:
        if sum(posting.amount for posting in self.postings):
            raise ValueError("an entry's postings add up to zero")
        return self

    def write(self) -> Put:
        """The entry as an item: the same movement of the same money a second time fails its whole transaction."""
        index_attributes = {"by": book_of(day_of(self.at)), "at": stamp(self.at)}
        doc = self.model_dump_json()
        return Put(
            Item(
                ledger_of(self.about),
                f"{self.kind}#{self.id}",
                doc,
                index_attributes=index_attributes,
            ),
            Absent(),
        )


@dataclass(frozen=True, slots=True)
class Book:
    """The entries about one payment or line, and what they add up to."""

    entries: Sequence[Entry] = ()

    def balance(self, account: str) -> int:
        """What an account holds, in đồng: debits less credits."""
        return balance(self.entries, account)

    def owed(self, origin: Origin) -> int:
        """What came in on `origin` and has not gone back, in đồng."""
        return -self.balance(origin)

    @property
    def sent_back(self) -> int:
        """What refunds took of the money and no failure brought back, in đồng."""
        moves = [entry for entry in self.entries if entry.kind in ("refund", "refund_failure")]
        return balance(moves, "fees") + balance(moves, "surplus")

    def refundable(self, origin: Origin) -> int:
        """What may still be sent back of `origin`: no more than the provider holds and has not promised."""
        there = sum(
            p.amount
            for e in self.entries
            for p in e.postings
            if p.account.startswith(("at:", ALLOCATED))
        )
        return max(0, min(self.owed(origin), there + self.balance("refunding")))


def balance(entries: Iterable[Entry], account: str) -> int:
    """What an account holds after `entries`, in đồng."""
    return sum(
        posting.amount
        for entry in entries
        for posting in entry.postings
        if posting.account == account
    )


def charge_entry(
    money: "Money", about: str, *, fee: str | None, kept: int, surplus: int, allocated: bool = False
) -> Entry:
    """Money came to a provider, or is `allocated`: `kept` for the fee, `surplus` to go back, the rest unallocated."""
    rest = money.amount - kept - surplus
    shares = (("fees", kept), ("surplus", surplus), ("unallocated", rest))
    return Entry(
        kind="allocation" if allocated else "charge",
        id=money.charge,
        about=about,
        provider=money.provider,
        fee=fee,
        at=money.at,
        postings=(
            Posting(
                account=ALLOCATED if allocated else f"at:{money.provider}", amount=money.amount
            ),
            *(Posting(account=account, amount=-amount) for account, amount in shares if amount),
        ),
    )


def movement_entry(entry: "Movement", debit: str, credit: str) -> Entry:
    """`amount` đồng from the account `credit` to the account `debit`."""
    return Entry(
        kind=entry.kind,
        id=entry.id,
        about=entry.about,
        provider=entry.provider,
        fee=entry.fee,
        refund=entry.refund,
        at=entry.at,
        postings=(
            Posting(account=debit, amount=entry.amount),
            Posting(account=credit, amount=-entry.amount),
        ),
    )


@dataclass(frozen=True, slots=True)
class Movement:
    """An entry before its accounts are named. `amount` in đồng, above zero."""

    kind: EntryKind
    id: str
    about: str
    provider: str
    amount: int
    at: datetime
    fee: str | None = None
    refund: str | None = None


@dataclass(frozen=True, slots=True)
class Money:
    """Money that came: `amount` in the smallest unit of `currency`, `charge` the provider's id of it."""

    provider: str
    charge: str
    amount: int
    currency: str
    at: datetime


def ledger_of(about: str) -> str:
    """The partition of the entries about a payment or line."""
    return f"LEDGER#{about}"


def day_of(at: datetime) -> date:
    """The day in Vietnam."""
    return at.astimezone(VIETNAM).date()


def book_of(day: date) -> str:
    """The index value under which a day's entries are found."""
    return book_of_text(day.isoformat())


def book_of_text(day: str) -> str:
    """The same for a day as text (2026-11-23)."""
    return f"BOOK#{day}"
