"""A notice: one message about one event by one channel, its tries and what became of it."""

from datetime import datetime, timedelta
from hashlib import sha256
from typing import ClassVar, Final, Literal

from contracts.notifications import (
    NoticeChannel,
    NoticeDelivered,
    NoticeFailed,
    NoticeSent,
    NoticeSuperseded,
    NoticeUnknown,
)
from kit.core.errors import ServiceError
from kit.core.events import Envelope
from kit.core.model import Aggregate
from notifications.domain.notice_rules import Reader, Row

Outcome = Literal[
    "new",
    "attempted",
    "waiting",
    "sent",
    "delivered",
    "failed",
    "unknown",
    "superseded",
    "declined",
]
Act = Literal["attempt", "accept", "refuse", "lose", "release", "overtake", "decline", "deliver"]

GRAPH: Final[dict[tuple[Outcome, Act], Outcome]] = {
    ("new", "attempt"): "attempted",
    ("new", "overtake"): "superseded",
    ("new", "decline"): "declined",
    ("new", "refuse"): "failed",
    ("attempted", "accept"): "sent",
    ("attempted", "refuse"): "failed",
    ("attempted", "lose"): "unknown",
    ("attempted", "release"): "waiting",
    ("waiting", "attempt"): "attempted",
    ("waiting", "overtake"): "superseded",
    ("waiting", "decline"): "declined",
    ("waiting", "refuse"): "failed",
    ("unknown", "attempt"): "attempted",
    ("unknown", "refuse"): "failed",
    ("sent", "deliver"): "delivered",
}
"""Every allowed step; whatever is not here is refused."""

SAYS: Final[dict[Act, type[NoticeSent]]] = {
    "accept": NoticeSent,
    "refuse": NoticeFailed,
    "lose": NoticeUnknown,
    "overtake": NoticeSuperseded,
    "deliver": NoticeDelivered,
}
"""The event each act says; the others are nobody else's business."""

LEASE: Final = timedelta(seconds=90)
"""How long a try belongs to the process that began it: longer than any function may run."""

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
ID_CHARACTERS: Final = 13


class NotAllowed(ServiceError):
    """The notice's state does not allow this act."""

    code = "notice_act_not_allowed"


class Notice(Aggregate):
    """One message. `event` is the id of the event it tells and `event_at` its time, `leased_until` the end of the
    running try.
    """

    KIND: ClassVar[str] = "NOTICE"

    event: str
    event_at: datetime
    template: str
    channel: NoticeChannel
    to: Reader
    statutory: bool
    outcome: Outcome = "new"
    attempts: int = 0
    segments: int = 0
    leased_until: datetime | None = None
    at: datetime

    @property
    def is_settled(self) -> bool:
        """Whether there is nothing left to do for it."""
        if self.outcome == "unknown":
            return not self.statutory
        return self.outcome in ("sent", "delivered", "failed", "superseded", "declined")

    def is_being_sent(self, now: datetime) -> bool:
        """Whether another process has a try of it under way."""
        return (
            self.outcome == "attempted"
            and self.leased_until is not None
            and self.leased_until > now
        )


def notice_id(event: str, channel: NoticeChannel) -> str:
    """The id of an event's notice by a channel: 13 characters (64 bits) of Crockford base32, always the same."""
    number = int.from_bytes(sha256(f"{event}/{channel}".encode()).digest()[:8], "big")
    return "".join(ALPHABET[number >> 5 * place & 31] for place in range(ID_CHARACTERS))


def drafted(message: Envelope, row: Row, channel: NoticeChannel, now: datetime) -> Notice:
    """The notice of a heard event, before anything happened to it."""
    return Notice(
        id=notice_id(message.id, channel),
        dossier=message.dossier,
        vault=message.vault,
        event=message.id,
        event_at=message.time,
        template=message.type,
        channel=channel,
        to=row.to,
        statutory=row.statutory,
        at=now,
    )


def after(notice: Notice, act: Act, now: datetime, *, segments: int | None = None) -> Notice:
    """The notice after an act; raises NotAllowed."""
    outcome = GRAPH.get((notice.outcome, act))
    if outcome is None or (act == "attempt" and notice.is_settled):
        raise NotAllowed
    return notice.evolve(
        outcome=outcome,
        at=now,
        attempts=notice.attempts + (act == "attempt"),
        leased_until=now + LEASE if act == "attempt" else None,
        segments=notice.segments if segments is None else segments,
    )


def said(notice: Notice, act: Act) -> NoticeSent | None:
    """The event that says an act, if anybody else needs to know."""
    kind = SAYS.get(act)
    if kind is None:
        return None
    return kind(channel=notice.channel, template=notice.template, segments=notice.segments, price=0)
