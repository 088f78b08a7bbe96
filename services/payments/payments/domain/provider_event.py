"""The provider event: stored once under the provider's id, then applied from the queue."""

from typing import ClassVar

from contracts.payments import ProviderNotified
from contracts.terms import Moment, Sha256
from kit.core.events import Change
from kit.core.model import Aggregate, Model, Sealed
from payments.domain.provider_report import ProviderReport


class BankDetails(Model):
    """What a bank says of a transfer: its text, and whose account it came from. Personal."""

    text: str
    account: str | None = None
    name: str | None = None


class ProviderEvent(Aggregate):
    """`id` is the provider's; `report` what it means, None where it is only recorded.

    `kind` and `object` are the provider's own words, for the record alone. `digest` is over the
    body: another one under the same id means that the provider contradicts itself. `result` is what
    became of it: what was applied, or why it was ignored.
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


def received(event: ProviderEvent) -> Change:
    """A verified event is new; its own event lets the queue apply it."""
    notified = ProviderNotified(
        provider=event.provider, kind=event.kind, object=event.object, digest=event.digest
    )
    return Change(event, notified)
