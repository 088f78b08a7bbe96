"""A notice: one message about one event by one channel, its attempts and its outcome."""

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
from kit.core import base32
from kit.core.errors import ServiceError
from kit.core.events import Envelope
from kit.core.model import Aggregate
from notifications.domain.notice_rules import Audience, NoticeRule

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

EVENTS: Final[dict[Act, type[NoticeSent]]] = {
    "accept": NoticeSent,
    "refuse": NoticeFailed,
    "lose": NoticeUnknown,
    "overtake": NoticeSuperseded,
    "deliver": NoticeDelivered,
}
"""The event that an act publishes; the others concern nobody else."""

LEASE: Final = timedelta(seconds=90)
"""How long an attempt belongs to the process that began it: longer than any function may run."""

ID_CHARACTERS: Final = 13


class NoticeActNotAllowed(ServiceError):
    """The notice's outcome does not allow this act."""

    code = "notice_act_not_allowed"


class Notice(Aggregate):
    """One message.

    `event` is the id of the event it is about and `event_at` its time, `leased_until` the end of
    the running attempt, `at` when its outcome last changed.
    """

    KIND: ClassVar[str] = "NOTICE"

    event: str
    event_at: datetime
    template: str
    channel: NoticeChannel
    to: Audience
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

    def is_being_sent(self, at: datetime) -> bool:
        """Whether another process has an attempt under way."""
        leased = self.leased_until is not None and self.leased_until > at
        return self.outcome == "attempted" and leased


def notice_id(event: str, channel: NoticeChannel) -> str:
    """13 characters (64 bits) of Crockford's base 32; always the same for an event and a
    channel."""
    digest = sha256(f"{event}/{channel}".encode()).digest()
    return base32.encode(int.from_bytes(digest[:8], "big"), ID_CHARACTERS)


def new_notice(message: Envelope, rule: NoticeRule, channel: NoticeChannel, at: datetime) -> Notice:
    """The notice of an event by one channel, before anything happened to it."""
    return Notice(
        id=notice_id(message.id, channel),
        dossier=message.dossier,
        vault=message.vault,
        event=message.id,
        event_at=message.time,
        template=message.type,
        channel=channel,
        to=rule.to,
        statutory=rule.statutory,
        at=at,
    )


def apply(notice: Notice, act: Act, at: datetime, *, segments: int | None = None) -> Notice:
    """The notice after an act; raises NoticeActNotAllowed."""
    outcome = GRAPH.get((notice.outcome, act))
    if outcome is None or (act == "attempt" and notice.is_settled):
        raise NoticeActNotAllowed
    return notice.evolve(
        outcome=outcome,
        at=at,
        attempts=notice.attempts + (act == "attempt"),
        leased_until=at + LEASE if act == "attempt" else None,
        segments=notice.segments if segments is None else segments,
    )


def event_of(notice: Notice, act: Act) -> NoticeSent | None:
    """The event that an act publishes, if anybody else needs to know."""
    kind = EVENTS.get(act)
    if kind is None:
        return None
    return kind(channel=notice.channel, template=notice.template, segments=notice.segments, price=0)
