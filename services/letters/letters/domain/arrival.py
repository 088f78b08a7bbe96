"""A package that came from outside: stored as it came, then read once, or set aside."""

from datetime import datetime, timedelta
from typing import ClassVar, Final, Literal

from contracts.terms import Moment, Sha256
from kit.core.model import Aggregate

FIRST_PAUSE: Final = timedelta(minutes=1)
LONGEST_PAUSE: Final = timedelta(hours=6)
WAITS: Final = timedelta(days=7)
"""How long a status or a recall waits for the letter that it is about."""
ArrivalState = Literal["stored", "waiting", "read", "refused"]


class Arrival(Aggregate):
    """`id` is `<axis>#<transport>`, the axis' own id of the package; `sender` who handed it in
    there. `waiting`: what it is about is not here yet. `fault` names why it was refused, or
    `repeated` where it was here before; `letter` is what came of it. `signature` is what the
    package's own signature is worth. `due_at`: when it is to be read.
    """

    KIND: ClassVar[str] = "ARRIVAL"

    axis: str
    transport: str
    sender: str
    kind: Literal["edoc", "status"]
    sha256: Sha256
    at: Moment
    state: ArrivalState = "stored"
    fault: str = ""
    where: str = ""
    letter: str | None = None
    signature: str = ""
    signer: str = ""
    attempts: int = 0
    due_at: Moment | None = None


def arrival_id(axis: str, transport: str) -> str:
    """The id of a package by that of its axis."""
    return f"{axis}#{transport}"


def as_read(arrival: Arrival, letter: str, fault: str = "") -> Arrival:
    """It led to a letter, or to nothing new."""
    return arrival.evolve(state="read", letter=letter, fault=fault, due_at=None)


def as_refused(arrival: Arrival, fault: str, where: str = "") -> Arrival:
    """Nothing comes of it; an official may look at the package as it came."""
    return arrival.evolve(state="refused", fault=fault, where=where, due_at=None)


def as_waiting(arrival: Arrival, fault: str, at: datetime) -> Arrival:
    """Once more later; after a week it is refused."""
    if at - arrival.at >= WAITS:
        return as_refused(arrival, fault)
    pause = min(FIRST_PAUSE * 2 ** min(arrival.attempts, 9), LONGEST_PAUSE)
    return arrival.evolve(
        state="waiting", fault=fault, attempts=arrival.attempts + 1, due_at=at + pause
    )
