"""What a provider told us: stored once under the provider's event id, then worked on from the queue."""

from typing import ClassVar, Final

from contracts.payments import ProviderNotified
from contracts.terms import Moment, Sha256
from kit.core.events import Change
from kit.core.model import Aggregate, Model, Sealed
from payments.domain.payment_attempt import AttemptAct

MEANINGS: Final[dict[tuple[str, str | None], AttemptAct]] = {
    ("checkout.session.completed", "paid"): "pay",
    ("checkout.session.completed", "unpaid"): "process",
    ("checkout.session.async_payment_succeeded", "paid"): "pay",
    ("checkout.session.async_payment_failed", "unpaid"): "fail",
    ("checkout.session.expired", "unpaid"): "expire",
    ("payment_intent.payment_failed", None): "decline",
}
"""(Stripe's event type, the session's payment_status) -> what it does to our payment; others are recorded only."""
KINDS: Final[frozenset[str]] = frozenset(kind for kind, _ in MEANINGS)
"""The types of which more than the id is read."""


class BankDetails(Model):
    """What a bank says beside the amount: the transfer's text, and whose account it was. Personal."""

    text: str
    account: str | None = None
    name: str | None = None


class ProviderEvent(Aggregate):
    """`id` is the provider's event id, `object` its object's; `amount` in đồng where `currency` is "vnd".

    `charge` is the provider's id of the money, `refund` our id of a refund, `references` what a transfer's text may
    name. `result` says what became of it: the payment's act, or why it was ignored.
    """

    KIND: ClassVar[str] = "PROVIDER_EVENT"

    provider: str
    kind: str
    object: str
    digest: Sha256
    at: Moment
    payment: str | None = None
    payment_status: str | None = None
    amount: int | None = None
    currency: str | None = None
    charge: str | None = None
    refund: str | None = None
    error: str | None = None
    evidence_due: Moment | None = None
    references: tuple[str, ...] = ()
    details: Sealed[BankDetails | None] = None
    result: str | None = None

    @property
    def meaning(self) -> AttemptAct | None:
        """What it does to the payment; None where it only gets recorded."""
        return MEANINGS.get((self.kind, self.payment_status))

    @property
    def dong(self) -> int:
        """Its amount in đồng; 0 where it is in another currency."""
        return (self.amount or 0) if self.currency == "vnd" else 0

    @property
    def session(self) -> str | None:
        """The checkout session it is about, if it is about one."""
        return self.object if self.kind.startswith("checkout.session.") else None


def received(notification: ProviderEvent) -> Change:
    """A verified notification, with the event that lets the queue work on it."""
    return Change(
        notification,
        ProviderNotified(
            provider=notification.provider,
            kind=notification.kind,
            object=notification.object,
            digest=notification.digest,
        ),
    )


def processed(notification: ProviderEvent, result: str) -> Change:
    """What became of it."""
    return Change(notification.evolve(result=result), None)
