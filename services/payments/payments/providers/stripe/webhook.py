"""Stripe's webhooks: verified, read, and translated into the reports of the domain.

The signature is checked here and not by the SDK: the SDK takes stamps from the future and would be
imported for nothing else. A test shows that both agree.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Annotated, Any, Final

from pydantic import BaseModel, Field, StringConstraints, TypeAdapter, ValidationError

from kit.core.errors import MalformedRequest
from payments.domain.provider_event import ProviderEvent
from payments.providers.callback_signature import UnexpectedEvent, header_of, verify
from payments.providers.stripe.account import stripe_account
from payments.providers.stripe.reports import TYPES_READ, EventObject, report_of
from payments.providers.stripe.version import STRIPE_VERSION

HEADER: Final = "Stripe-Signature"


@dataclass(frozen=True)
class StripeWebhook:
    """The webhooks of one account: its secrets in force, and whether its money is real."""

    secrets: Sequence[str]
    live: bool

    def parse_callback(
        self, raw: bytes, headers: Mapping[str, str], now: datetime
    ) -> Sequence[ProviderEvent]:
        """The one event of a body; raises MalformedRequest, BadSignature, UnexpectedEvent."""
        verify(raw, header_of(headers, HEADER), self.secrets, now, header=HEADER)
        return (read(raw, live=self.live),)


def from_settings() -> StripeWebhook:
    """The webhooks of the account in the settings."""
    account = stripe_account()
    return StripeWebhook(account.webhook_secrets, account.live)


LATEST: Final = 32_503_680_000
"""The year 3000, epoch seconds: no event is later."""
_Id = Annotated[str, StringConstraints(min_length=1, max_length=255)]
"""Stripe's ids have at most 255 characters (docs.stripe.com/upgrades)."""


class _Data(BaseModel):
    object: dict[str, Any]


_ABOUT: Final = TypeAdapter(Annotated[str, StringConstraints(max_length=255)])


class _Event(BaseModel):
    id: _Id
    type: _Id
    created: Annotated[int, Field(ge=0, le=LATEST)]
    livemode: bool
    api_version: str | None = None
    data: _Data


def read(raw: bytes, *, live: bool) -> ProviderEvent:
    """The event of a verified body, without personal data.

    Of types that no report is made of, only the object's id is read. Raises MalformedRequest,
    UnexpectedEvent.
    """
    try:
        event = _Event.model_validate_json(raw)
        report, about = None, _ABOUT.validate_python(event.data.object.get("id", ""))
        if event.type in TYPES_READ:
            read_object = EventObject.model_validate(event.data.object)
            report = report_of(event.type, read_object)
        provider_event = ProviderEvent(
            id=event.id,
            provider="stripe",
            kind=event.type,
            object=about,
            digest=sha256(raw).hexdigest(),
            at=datetime.fromtimestamp(event.created, UTC),
            report=report,
        )
    except ValidationError:
        raise MalformedRequest from None
    if event.livemode is not live or event.api_version != STRIPE_VERSION:
        raise UnexpectedEvent
    return provider_event
