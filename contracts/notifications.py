"""What notifications says: one event for each outcome of a notice."""

from typing import Literal

from contracts.terms import Day
from kit.core.model import Event

NoticeChannel = Literal["sms", "mail"]


class NoticeSent(Event):
    """The provider took it, which does not mean that it arrived.

    `segments` of an SMS; `price` of all attempts in đồng, by the list of the day `priced_as_of`.
    """

    TYPE = "notice.sent"

    channel: NoticeChannel
    template: str
    segments: int = 0
    price: int = 0
    priced_as_of: Day | None = None


class NoticeDelivered(NoticeSent):
    """The handset or mailbox took it, as the carrier reports."""

    TYPE = "notice.delivered"


class NoticeFailed(NoticeSent):
    """It was not sent, or did not arrive. `why` is a stable code such as `phone_unverified`."""

    TYPE = "notice.failed"

    why: str | None = None


class NoticeUnknown(NoticeSent):
    """The process died between the provider's acceptance and our write."""

    TYPE = "notice.unknown"


class NoticeSuperseded(NoticeSent):
    """A later event made it pointless before it was sent."""

    TYPE = "notice.superseded"


EVENTS: tuple[type[Event], ...] = (
    NoticeSent,
    NoticeDelivered,
    NoticeFailed,
    NoticeUnknown,
    NoticeSuperseded,
)
