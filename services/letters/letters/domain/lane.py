"""A lane to agencies outside the province: what they are to be told of one letter, in order.

The lane of a letter and an axis holds messages one behind another; only the first is ever under
way, so that a status is never told before the one that came first. An adapter of the axis takes a
due lane under a lease, sends its first message, and notes the outcome.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import ClassVar, Final, Literal

from contracts.terms import Moment
from kit.core.model import Aggregate, Model, Sealed

LEASE: Final = timedelta(minutes=5)
FIRST_PAUSE: Final = timedelta(seconds=60)
LONGEST_PAUSE: Final = timedelta(hours=1)
Transition = Callable[["Lane"], "Lane"]
MessageKind = Literal["letter", "request", "status"]


class LaneMessage(Model):
    """`letter`: the letter itself goes out, to `to`; `request`: something is asked of those that
    have it; `status`: what `by_agency` did, as `code`. `number` counts the messages of the lane:
    with the lane it is the stored key of the effect.
    """

    number: int
    kind: MessageKind
    at: Moment
    code: str = ""
    to: tuple[str, ...] = ()
    by_agency: str = ""
    official: Sealed[str | None] = None
    note: Sealed[str | None] = None


class Lane(Aggregate):
    """`id` is `<axis>#<letter>`; `waiting` are the messages that were not taken there yet, `sent`
    how many were. `unknown`: the first one was sent, and nobody knows whether it came. `transport`
    is the axis' own id of the letter, once it has one. `refusal`: why the axis does not take it.
    """

    KIND: ClassVar[str] = "LANE"

    axis: str
    letter: str
    waiting: tuple[LaneMessage, ...] = ()
    sent: int = 0
    unknown: bool = False
    transport: str | None = None
    due_at: Moment | None = None
    failures: int = 0
    lease: str | None = None
    lease_until: Moment | None = None
    refusal: str | None = None

    def is_due(self, at: datetime) -> bool:
        """Whether a sender may take it now."""
        free = self.lease_until is None or self.lease_until <= at
        return self.due_at is not None and self.due_at <= at and free


def lane_id(axis: str, letter: str) -> str:
    """The id of the lane of a letter and an axis."""
    return f"{axis}#{letter}"


def with_message(lane: Lane, message: LaneMessage) -> Lane:
    """The lane with one more message at its end, numbered."""
    number = lane.sent + len(lane.waiting) + 1
    return lane.evolve(
        waiting=(*lane.waiting, message.evolve(number=number)),
        due_at=lane.due_at or (None if lane.refusal else message.at),
    )


def leased(lane: Lane, lease: str, at: datetime) -> Lane:
    """Taken by a sender."""
    return lane.evolve(lease=lease, lease_until=at + LEASE)


def under_way(lane: Lane) -> Lane:
    """What is stored before the call: should its answer be lost, the axis is asked first."""
    return lane.evolve(unknown=True)


def taken(lane: Lane, at: datetime, transport: str | None = None) -> Lane:
    """The axis has the first message; the next one is due at once."""
    waiting = lane.waiting[1:]
    return lane.evolve(
        waiting=waiting,
        sent=lane.sent + 1,
        unknown=False,
        failures=0,
        transport=transport or lane.transport,
        due_at=at if waiting else None,
        lease=None,
        lease_until=None,
    )


def not_taken(lane: Lane, at: datetime) -> Lane:
    """The axis did not answer: once more after a pause that doubles up to an hour. Whether it has
    the message stays unknown.
    """
    pause = min(FIRST_PAUSE * 2 ** min(lane.failures, 10), LONGEST_PAUSE)
    return lane.evolve(failures=lane.failures + 1, due_at=at + pause, lease=None, lease_until=None)


def refused(lane: Lane, code: str) -> Lane:
    """The axis does not take the message: an official looks; nothing behind it is sent."""
    return lane.evolve(refusal=code, due_at=None, unknown=False, lease=None, lease_until=None)


def again(lane: Lane, at: datetime) -> Lane:
    """An official has it sent again."""
    return lane.evolve(refusal=None, failures=0, due_at=at if lane.waiting else None)
