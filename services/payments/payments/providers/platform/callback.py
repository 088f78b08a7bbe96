"""The notifications of the platform: an occasion to ask it, and no proof of money.

Their check sum covers neither the status nor the id of the money, and bears no time: whoever has
seen one notification can say "paid" with it for ever. What is true is asked (`SessionChanged`).
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final

from pydantic import BaseModel, ConfigDict, ValidationError

from kit.core.errors import MalformedRequest
from payments.domain.provider_event import ProviderEvent
from payments.domain.provider_report import SessionChanged
from payments.providers.callback_signature import BadSignature, UnexpectedEvent
from payments.providers.platform.account import PlatformAccount, platform_account
from payments.providers.platform.answers import Text
from payments.providers.platform.check_sum import is_right

FIELD: Final = "check_sum"
STATUSES: Final = frozenset(map(str, range(10)))


class _Notification(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    addition_fee: Text
    client_id: Text
    command: Text
    trans_amount: Text
    transaction_id: Text
    version: Text
    status: Text
    check_sum: Text


@dataclass(frozen=True)
class PlatformCallback:
    """Reads the notifications about one account."""

    to: PlatformAccount

    def parse_callback(
        self, raw: bytes, headers: Mapping[str, str], now: datetime
    ) -> Sequence[ProviderEvent]:
        """The one event of a body; the platform signs in the body and sends no header.

        Raises MalformedRequest, BadSignature, UnexpectedEvent (of another client).
        """
        del headers
        notification = _read(raw)
        signed = (
            *(notification.addition_fee, notification.client_id, notification.command),
            *(notification.trans_amount, notification.transaction_id, notification.version),
        )
        if not is_right(notification.check_sum, self.to.callback_keys, *signed):
            raise BadSignature(field=FIELD)
        if notification.client_id != self.to.client_id:
            raise UnexpectedEvent(field="client_id")
        return (_event(notification, signed, now),)


def from_settings() -> PlatformCallback:
    """The notifications of the account in the settings."""
    return PlatformCallback(platform_account())


def _read(raw: bytes) -> _Notification:
    try:
        return _Notification.model_validate(json.loads(raw))
    except (ValueError, RecursionError, ValidationError):
        raise MalformedRequest from None


def _event(notification: _Notification, signed: Sequence[str], now: datetime) -> ProviderEvent:
    """Of one transaction there are few events, however often it is notified and with what."""
    status = notification.status if notification.status in STATUSES else "other"
    about = sha256("|".join(signed).encode()).hexdigest()
    return ProviderEvent(
        id=f"platform:{about[:32]}.{status}",
        provider="platform",
        kind=f"status {status}",
        object=notification.transaction_id,
        digest=about,
        at=now,
        report=SessionChanged(
            payment=notification.transaction_id, session=notification.transaction_id
        ),
    )
