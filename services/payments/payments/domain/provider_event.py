"""The provider event: stored once under the provider's id, then applied from the queue."""

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


def received(event: ProviderEvent) -> Change:
    """A verified event is new; its own event lets the queue apply it."""
    notified = ProviderNotified(
        provider=event.provider, kind=event.kind, object=event.object, digest=event.digest
    )
    return Change(event, notified)
