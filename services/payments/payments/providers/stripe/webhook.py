"""Stripe's webhooks: is this body Stripe's, for us, of now, and in our version, and what does it say?

The signature is checked here and not by the SDK, because the SDK takes stamps from the future and would be imported for
nothing else; a test shows that both agree.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from kit.core.errors import MalformedRequest
from payments.domain.provider_event import KINDS, ProviderEvent
from payments.providers.callback import (
    TOLERANCE_SECONDS,
    BadSignature,
    UnexpectedEvent,
    header_of,
    verify,
)
from payments.providers.stripe.version import STRIPE_VERSION
from payments.settings import stripe_account

__all__ = [
    "KINDS_READ",
    "OTHER_KINDS",
    "TOLERANCE_SECONDS",
    "BadSignature",
    "StripeWebhook",
    "UnexpectedEvent",
    "read",
    "verify",
]
HEADER: Final = "Stripe-Signature"
OTHER_KINDS: Final[Mapping[str, Literal["refund", "dispute"]]] = {
    "refund.created": "refund",
    "refund.updated": "refund",
    "refund.failed": "refund",
    "charge.refund.updated": "refund",
    "charge.dispute.created": "dispute",
    "charge.dispute.closed": "dispute",
    "charge.dispute.funds_withdrawn": "dispute",
    "charge.dispute.funds_reinstated": "dispute",
}
"""Stripe's event type -> what its object is, where it is no try to pay; `payment_status` is then its status."""
KINDS_READ: Final[tuple[str, ...]] = tuple(sorted(KINDS | set(OTHER_KINDS)))
"""The types of which more than the id is read: what the endpoint at Stripe must be told to send."""


@dataclass(frozen=True)
class StripeWebhook:
    """Reads the webhooks of one account: its secrets in force, and whether its money is real."""

    secrets: Sequence[str]
    live: bool

    def parse_callback(
        self, raw: bytes, headers: Mapping[str, str], now: datetime
    ) -> Sequence[ProviderEvent]:
        """The one notification of a body; raises MalformedRequest, BadSignature, UnexpectedEvent."""
        verify(raw, header_of(headers, HEADER), self.secrets, now)
        return (read(raw, live=self.live),)


def from_settings() -> StripeWebhook:
    """The reader of the account that this function was told."""
    account = stripe_account()
    return StripeWebhook(account.webhook_secrets, account.live)


class _Part(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class _Object(_Part):
    id: str = ""


class _Evidence(_Part):
    due_by: int | None = None


class _Failure(_Part):
    code: str | None = None


class _OfOurs(_Object):
    metadata: dict[str, str] | None = None
    client_reference_id: str | None = None
    payment_status: str | None = None
    status: str | None = None
    amount_total: int | None = None
    amount: int | None = None
    currency: str | None = None
    payment_intent: str | None = None
    failure_reason: str | None = None
    last_payment_error: _Failure | None = None
    evidence_details: _Evidence = _Evidence()


class _Data(BaseModel):
    object: dict[str, Any]


class _Event(BaseModel):
    id: str
    type: str
    created: int
    livemode: bool
    api_version: str | None = None
    data: _Data


def read(raw: bytes, *, live: bool) -> ProviderEvent:
    """What a verified body says, without anything personal; raises MalformedRequest, UnexpectedEvent."""
    try:
        event = _Event.model_validate_json(raw)
        seen = _OfOurs.model_validate(event.data.object) if event.type in KINDS_READ else None
        about = seen or _Object.model_validate(event.data.object)
    except ValidationError:
        raise MalformedRequest from None
    if event.livemode is not live or event.api_version != STRIPE_VERSION:
        raise UnexpectedEvent
    told = ProviderEvent(
        id=event.id,
        provider="stripe",
        kind=event.type,
        object=about.id,
        digest=sha256(raw).hexdigest(),
        at=datetime.fromtimestamp(event.created, UTC),
    )
    return told.model_copy(update=_facts(event.type, seen)) if seen else told


def _facts(kind: str, seen: _OfOurs) -> dict[str, object]:
    ours, other = seen.metadata or {}, kind in OTHER_KINDS
    due = seen.evidence_details.due_by
    return {
        "payment": ours.get("payment") or seen.client_reference_id,
        "payment_status": seen.status if other else seen.payment_status,
        "amount": seen.amount_total if seen.amount_total is not None else seen.amount,
        "currency": seen.currency,
        "charge": seen.id if kind.startswith("payment_intent.") else seen.payment_intent,
        "refund": ours.get("refund") if OTHER_KINDS.get(kind) == "refund" else None,
        "error": seen.failure_reason
        or (seen.last_payment_error.code if seen.last_payment_error else None),
        "evidence_due": datetime.fromtimestamp(due, UTC) if due else None,
    }
