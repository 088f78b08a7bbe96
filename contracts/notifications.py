"""What notifications says: one event for each outcome of a notice, and for each task of a desk."""

from typing import Literal

from contracts.exports import NoticeExported
from contracts.terms import AgencyCode, Day, Moment
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


TaskForm = Literal[
    "form-01", "form-02", "form-03", "form-04", "form-05", "result", "letter", "correction"
]
"""What a desk hands over or posts; a `letter` is the words of the notice alone. A `correction` is
brought to nobody: the desk corrects what the National Portal refuses."""
TaskOutcome = Literal["handed", "posted", "in_person", "by_phone", "superseded"]


class TaskOpened(Event):
    """A notice reaches its applicant by no channel: the desk of `agency` brings it until `due`; or
    it corrects a dossier until then.
    """

    TYPE = "task.opened"

    template: str
    form: TaskForm
    agency: AgencyCode
    due: Moment


class TaskClosed(Event):
    """The desk brought the notice, or a later event made it pointless (`superseded`, by nobody)."""

    TYPE = "task.closed"

    template: str
    outcome: TaskOutcome
    by: str | None = None


class TaskEscalated(Event):
    """The desk has not brought a notice in time."""

    TYPE = "task.escalated"

    template: str
    level: Literal["due", "overdue"]
    due: Moment


EVENTS: tuple[type[Event], ...] = (
    NoticeSent,
    NoticeDelivered,
    NoticeFailed,
    NoticeUnknown,
    NoticeSuperseded,
    TaskOpened,
    TaskClosed,
    TaskEscalated,
    NoticeExported,
)
