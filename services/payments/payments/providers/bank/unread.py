"""The line of a bank that can't be read: kept whole for a person, in the way of no other line."""

from datetime import datetime
from hashlib import sha256
from typing import Final

from payments.domain.provider_event import BankDetails, ProviderEvent
from payments.domain.provider_report import BankTransactionUnread, UnreadField, UnreadReason
from payments.providers.bank.line import PROVIDER

LONGEST_LINE: Final = 4_000
"""Characters of it that are kept."""


class LineUnreadable(Exception):
    """A field, or without a `field` the whole line, can't be read."""

    def __init__(self, field: UnreadField | None, reason: UnreadReason) -> None:
        super().__init__(field, reason)
        self.field: UnreadField | None = field
        self.reason: UnreadReason = reason


def unread_event(text: str, why: LineUnreadable, now: datetime) -> ProviderEvent:
    """The provider event of a line; equal for one that is repeated, but for its moment."""
    digest = sha256(text.encode()).hexdigest()
    return ProviderEvent(
        id=f"{PROVIDER}:unread.{digest[:32]}",
        provider=PROVIDER,
        kind="transfer.unread",
        object=digest[:32],
        digest=digest,
        at=now,
        report=BankTransactionUnread(field=why.field, reason=why.reason),
        details=BankDetails(text=text[:LONGEST_LINE]),
    )
