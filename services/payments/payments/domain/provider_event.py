"""The provider event: stored once under the provider's id, then applied from the queue."""

import unicodedata
from datetime import date
from typing import ClassVar, Final

from contracts.payments import ProviderNotified
from contracts.terms import Moment, Sha256
from kit.core.events import Change
from kit.core.model import Aggregate, Model, Sealed
from payments.domain.ledger import day_of
from payments.domain.provider_report import (
    BankTransactionReceived,
    BankTransactionSent,
    ProviderReport,
)

UNNUMBERED: Final = "~"
"""Before the `object` of a bank line that the bank gave no number."""


class BankDetails(Model):
    """What a bank says of a transfer: its text, and whose account it came from. Personal."""

    text: str
    account: str | None = None
    name: str | None = None


class ProviderEvent(Aggregate):
    """`id` is the provider's; `report` what it means, None where it is only recorded.

    `kind` and `object` are the provider's own words, for the record alone. `digest` is over the
    body: another one under the same id means that the provider contradicts itself. `result` is what
    became of it: what was applied, or why it was ignored. `same_as` is the event that was applied
    for the same bank line, which came without a number.
    """

    KIND: ClassVar[str] = "PROVIDER_EVENT"

    provider: str
    kind: str
    object: str
    digest: Sha256
    at: Moment
    report: ProviderReport | None = None
    details: Sealed[BankDetails | None] = None
    result: str | None = None
    same_as: str | None = None

    @property
    def day(self) -> date:
        """The day in Vietnam on which the provider says that it happened."""
        return day_of(self.at)

    @property
    def is_bank_line(self) -> bool:
        """Whether it is a line that was read: a bank's number alone does not identify it."""
        return isinstance(self.report, BankTransactionReceived | BankTransactionSent)

    @property
    def has_number(self) -> bool:
        """Whether the bank gave the line a number; any other event has one."""
        return not self.object.startswith(UNNUMBERED)


def is_same_line(existing: ProviderEvent, other: ProviderEvent) -> bool:
    """Whether two bank events are one line of our account: day, amount and text agree."""
    return (existing.digest, existing.day) == (other.digest, other.day) and has_same_text(
        existing, other
    )


def has_same_text(existing: ProviderEvent, other: ProviderEvent) -> bool:
    """Whether two bank lines have one text; one whose key is gone is not compared.

    Callback and statement may print a text differently: one holds the other, or both name the same
    references. Of one source it must be equal.
    """
    ours, theirs = existing.details, other.details
    if not isinstance(ours, BankDetails) or not isinstance(theirs, BankDetails):
        return True
    one, two = _letters(ours.text), _letters(theirs.text)
    if one == two or _source(existing) == _source(other):
        return one == two
    return one in two or two in one or bool(_references(existing) & _references(other))


def names_another_payment(existing: ProviderEvent, other: ProviderEvent) -> bool:
    """Whether both texts name references, and none is the same."""
    ours, theirs = _references(existing), _references(other)
    return bool(ours) and bool(theirs) and not ours & theirs


def _references(event: ProviderEvent) -> frozenset[str]:
    match event.report:
        case BankTransactionReceived(references=named) | BankTransactionSent(references=named):
            return frozenset(named)
    return frozenset()


def _source(event: ProviderEvent) -> str | None:
    match event.report:
        case BankTransactionReceived(source=source) | BankTransactionSent(source=source):
            return source
    return None


def _letters(text: str) -> str:
    """Latin letters and digits alone: banks drop marks, spaces and signs as they like."""
    bare = unicodedata.normalize("NFKD", text.upper().replace("Đ", "D"))
    return "".join(each for each in bare if each.isascii() and each.isalnum())


def received(event: ProviderEvent) -> Change:
    """A verified event is new; its own event lets the queue apply it."""
    notified = ProviderNotified(
        provider=event.provider, kind=event.kind, object=event.object, digest=event.digest
    )
    return Change(event, notified)
