"""Stripe's webhooks: is this body Stripe's, for us, of now, and in our version?

The signature scheme is Stripe's "v1" (HMAC-SHA256 over `<t>.<body>`). It is checked here and not by the SDK, because
the SDK takes stamps from the future and would be imported for nothing else; a test shows that both agree.
"""

import hmac
from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, ValidationError

from kit.errors import BadRequest
from payments.gateway.stripe_version import STRIPE_VERSION
from payments.notification import KINDS, Notification

TOLERANCE_SECONDS: Final = 300


class NotSigned(BadRequest):
    """The signature is missing, wrong, or its stamp is not of now."""

    code = "bad_signature"
    vi = "Chữ ký của thông báo không hợp lệ."
    en = "The signature of this notification is not valid."


class NotForUs(BadRequest):
    """Signed, but of the other mode (live or test) or of another API version."""

    code = "unexpected_event"
    vi = "Thông báo không thuộc môi trường hoặc phiên bản này."
    en = "This notification is of another mode or API version."


class _Object(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str = ""


class _OfOurs(_Object):
    metadata: dict[str, str] | None = None
    client_reference_id: str | None = None
    payment_status: str | None = None
    amount_total: int | None = None
    amount: int | None = None
    currency: str | None = None


class _Data(BaseModel):
    object: dict[str, Any]


class _Event(BaseModel):
    id: str
    type: str
    created: int
    livemode: bool
    api_version: str | None = None
    data: _Data


def verify(raw: bytes, header: str, secrets: Sequence[str], now: datetime) -> None:
    """Accept one good signature under any of the secrets (two while one is rotated out); raises NotSigned."""
    stamp, signatures = _parsed(header)
    if abs(now.timestamp() - stamp) > TOLERANCE_SECONDS:
        raise NotSigned(field="Stripe-Signature")
    signed = f"{stamp}.".encode() + raw
    for secret in secrets:
        expected = hmac.new(secret.encode(), signed, sha256).hexdigest()
        if any(hmac.compare_digest(expected, given) for given in signatures):
            return
    raise NotSigned(field="Stripe-Signature")


def read(raw: bytes, *, live: bool) -> Notification:
    """What a verified body says, without anything personal; raises BadRequest, NotForUs."""
    try:
        event = _Event.model_validate_json(raw)
        seen = _OfOurs.model_validate(event.data.object) if event.type in KINDS else None
        about = seen or _Object.model_validate(event.data.object)
    except ValidationError:
        raise BadRequest from None
    if event.livemode is not live or event.api_version != STRIPE_VERSION:
        raise NotForUs
    told = Notification(
        id=event.id,
        provider="stripe",
        kind=event.type,
        object=about.id,
        digest=sha256(raw).hexdigest(),
        at=datetime.fromtimestamp(event.created, UTC),
    )
    return told.model_copy(update=_facts(seen)) if seen else told


def _facts(seen: _OfOurs) -> dict[str, str | int | None]:
    return {
        "payment": (seen.metadata or {}).get("payment") or seen.client_reference_id,
        "payment_status": seen.payment_status,
        "amount": seen.amount_total if seen.amount_total is not None else seen.amount,
        "currency": seen.currency,
    }


def _parsed(header: str) -> tuple[int, list[str]]:
    parts = [part.strip().partition("=") for part in header.split(",")]
    stamps = [value for name, _, value in parts if name == "t"]
    if len(stamps) != 1 or not stamps[0].isascii() or not stamps[0].isdigit() or len(stamps[0]) > 12:
        raise NotSigned(field="Stripe-Signature")
    return int(stamps[0]), [value for name, _, value in parts if name == "v1" and value.isascii()]
