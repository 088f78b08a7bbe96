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
from contracts.terms import Day
from kit.core import base32
from kit.core.errors import ServiceError
from kit.core.events import Envelope
from kit.core.model import Aggregate, Model
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
Act = Literal[
    "attempt",
    "accept",
    "refuse",
    "withhold",
    "lose",
    "release",
    "overtake",
    "decline",
    "deliver",
    "bounce",
]

GRAPH: Final[dict[tuple[Outcome, Act], Outcome]] = {
    ("new", "attempt"): "attempted",
    ("new", "overtake"): "superseded",
    ("new", "decline"): "declined",
    ("new", "refuse"): "failed",
    ("new", "withhold"): "failed",
    ("attempted", "accept"): "sent",
    ("attempted", "refuse"): "failed",
    ("attempted", "lose"): "unknown",
    ("attempted", "release"): "waiting",
    ("waiting", "attempt"): "attempted",
    ("waiting", "overtake"): "superseded",
    ("waiting", "decline"): "declined",
    ("waiting", "refuse"): "failed",
    ("waiting", "withhold"): "failed",
    ("unknown", "attempt"): "attempted",
    ("unknown", "refuse"): "failed",
    ("unknown", "withhold"): "failed",
    ("unknown", "deliver"): "delivered",
    ("unknown", "bounce"): "failed",
    ("sent", "deliver"): "delivered",
    ("sent", "bounce"): "failed",
}
"""Every allowed step; whatever is not here is refused."""

EVENTS: Final[dict[Act, type[NoticeSent]]] = {
    "accept": NoticeSent,
    "refuse": NoticeFailed,
    "withhold": NoticeFailed,
    "bounce": NoticeFailed,
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
    the running attempt, `at` when its outcome last changed. `price` is that of all attempts in
    đồng by the list of `priced_as_of`, `why` the stable code of a failure.
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
    price: int = 0
    priced_as_of: Day | None = None
    why: str | None = None
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


def notice_id(event: str, channel: NoticeChannel | Literal["desk"]) -> str:
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


class Attempt(Model):
    """What one attempt takes: `segments` of an SMS, its price in đồng by the list of a day."""

    segments: int
    price: int
    priced_as_of: Day


def apply(
    notice: Notice,
    act: Act,
    at: datetime,
    *,
    attempt: Attempt | None = None,
    why: str | None = None,
) -> Notice:
    """The notice after an act; raises NoticeActNotAllowed."""
    outcome = GRAPH.get((notice.outcome, act))
    if outcome is None or (act == "attempt" and notice.is_settled):
        raise NoticeActNotAllowed
    return notice.evolve(
        outcome=outcome,
        at=at,
        attempts=notice.attempts + (act == "attempt"),
        leased_until=at + LEASE if act == "attempt" else None,
        segments=attempt.segments if attempt else notice.segments,
        price=notice.price + (attempt.price if attempt else 0),
        priced_as_of=attempt.priced_as_of if attempt else notice.priced_as_of,
        why=why,
    )


def event_of(notice: Notice, act: Act) -> NoticeSent | None:
    """The event that an act publishes, if anybody else needs to know."""
    kind = EVENTS.get(act)
    if kind is None:
        return None
    facts = {name: getattr(notice, name) for name in kind.model_fields}
    return kind.model_validate(facts)
