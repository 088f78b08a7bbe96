"""The ledger (sổ thu): append-only, balanced entries in đồng, stored once by the provider's id.

Debits are positive, credits negative. Accounts: `at:<provider>` is money held there;
`reported:<provider>` is what somebody else says is held there, until its list confirms it; `fees`
was earned; `overpayments` goes back to payers; `unallocated` matches no attempt; `allocated` is
what an official moves from there; `refunding` is on its way back; `disputed` and `lost` say so.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Final, Literal, Self, get_args

from pydantic import Field, model_validator

from contracts.terms import Moment
from kit.core.model import Model
from kit.core.time import VIETNAM

Origin = Literal["fees", "overpayments", "unallocated"]
EntryKind = Literal[
    "charge",
    "confirmation",
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
REPORTED: Final = "reported:"
"""Before the provider of money that is only reported."""


class Posting(Model):
    """An amount on an account: đồng, positive to debit, negative to credit."""

    account: str
    amount: int


class Entry(Model):
    """One movement of money. `id` is the provider's id of it, our refund's before there is one.

    `about` is the attempt, or the bank transaction that matches none. Raises ValueError where it
    does not balance.
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


@dataclass(frozen=True, slots=True)
class Book:
    """The entries about one attempt or bank transaction, and their sums."""

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
        return balance(moves, "fees") + balance(moves, "overpayments")

    def refundable(self, origin: Origin) -> int:
        """What may still go back of `origin`: what the provider holds and is not promised."""
        held = sum(
            posting.amount
            for entry in self.entries
            for posting in entry.postings
            if posting.account.startswith(("at:", ALLOCATED))
        )
        return max(0, min(self.owed(origin), held + self.balance("refunding")))


@dataclass(frozen=True, slots=True)
class Money:
    """Money that came: `amount` in the smallest unit of `currency`, `charge` the provider's id.

    `at` is when we book it, `booked_at` when its provider says that it did. `reported`: another one
    than its provider says that it came.
    """

    provider: str
    charge: str
    amount: int
    currency: str
    at: datetime
    booked_at: datetime | None = None
    reported: bool = False

    @property
    def held(self) -> str:
        """The account of money that came in this way."""
        return f"{REPORTED if self.reported else 'at:'}{self.provider}"

    @property
    def paid_at(self) -> datetime:
        """When it counts as paid: the provider's time, where it names one that is not to come."""
        return min(self.booked_at or self.at, self.at)


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


def balance(entries: Iterable[Entry], account: str) -> int:
    """What an account holds after `entries`, in đồng."""
    return sum(
        posting.amount
        for entry in entries
        for posting in entry.postings
        if posting.account == account
    )


def charge_entry(
    money: Money,
    about: str,
    *,
    fee: str | None,
    settled: int = 0,
    overpaid: int = 0,
    allocated: bool = False,
) -> Entry:
    """Money came to a provider, or an official allocates it.

    `settled` đồng pay the fee, `overpaid` đồng go back, and the rest is unallocated.
    """
    rest = money.amount - settled - overpaid
    shares = (("fees", settled), ("overpayments", overpaid), ("unallocated", rest))
    source = ALLOCATED if allocated else money.held
    return Entry(
        kind="allocation" if allocated else "charge",
        id=money.charge,
        about=about,
        provider=money.provider,
        fee=fee,
        at=money.at,
        postings=(
            Posting(account=source, amount=money.amount),
            *(Posting(account=account, amount=-amount) for account, amount in shares if amount),
        ),
    )


def confirmation_entry(charge: Entry, line: str, at: datetime) -> Entry:
    """The provider's list has reported money, as `line`: it is held there."""
    amount = reported_amount(charge)
    movement = Movement(
        "confirmation", line, charge.about, charge.provider, amount, at, fee=charge.fee
    )
    return movement_entry(movement, f"at:{charge.provider}", f"{REPORTED}{charge.provider}")


def reported_amount(entry: Entry) -> int:
    """What an entry adds to the reported money of its provider, in đồng."""
    return balance([entry], f"{REPORTED}{entry.provider}")


def movement_entry(movement: Movement, debit: str, credit: str) -> Entry:
    """The movement from the account `credit` to the account `debit`."""
    return Entry(
        kind=movement.kind,
        id=movement.id,
        about=movement.about,
        provider=movement.provider,
        fee=movement.fee,
        refund=movement.refund,
        at=movement.at,
        postings=(
            Posting(account=debit, amount=movement.amount),
            Posting(account=credit, amount=-movement.amount),
        ),
    )


def day_of(at: datetime) -> date:
    """The day in Vietnam."""
    return at.astimezone(VIETNAM).date()
