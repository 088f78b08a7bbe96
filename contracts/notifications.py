"""What notifications says: one event for each outcome of a notice."""

from typing import Literal

from kit.core.model import Event

NoticeChannel = Literal["sms", "mail"]


class NoticeSent(Event):
    """The provider took it. `segments` of an SMS, `price` in đồng (0 where none is known)."""

    TYPE = "notice.sent"

    channel: NoticeChannel
    template: str
    segments: int = 0
    price: int = 0


class NoticeDelivered(NoticeSent):
    """The handset or mailbox took it."""

    TYPE = "notice.delivered"


class NoticeFailed(NoticeSent):
    """It could not be sent."""

    TYPE = "notice.failed"


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
