"""One request to an endpoint: what is sent, and what became of it."""

from datetime import datetime
from typing import Final, Literal

from pydantic import Field

from kit.core.model import Model
from partners.domain.public_event import PublicEvent

GONE: Final = 410
Failure = Literal[
    "refused_address", "no_address", "tls", "timeout", "no_answer", "redirect", "status"
]


class Outgoing(Model):
    """A signed event for an endpoint."""

    url: str
    body: bytes
    headers: dict[str, str] = Field(repr=False)


class Outcome(Model):
    """`status` of the answer, if there was one; `milliseconds` until it; `retry_after` in seconds.

    Success is a status of 2xx; `failure` is None then.
    """

    status: int | None = None
    failure: Failure | None = None
    milliseconds: int = 0
    retry_after: int | None = None

    @property
    def is_success(self) -> bool:
        """Whether the endpoint took it."""
        return self.failure is None


class Retry(Model):
    """An event that an endpoint has not taken: `attempts` were made, the next is due then."""

    number: int
    attempts: int
    due: datetime


class Attempt(Model):
    """A try on record."""

    sequence: str
    event: str
    at: datetime
    status: int | None
    failure: Failure | None
    milliseconds: int
    replay: bool = False
    final: bool = False


def attempt_of(
    event: PublicEvent, outcome: Outcome, at: datetime, *, replay: bool, final: bool
) -> Attempt:
    """What is kept of a try: nothing of what the endpoint sent."""
    return Attempt(
        sequence=event.sequence,
        event=event.id,
        at=at,
        status=outcome.status,
        failure=outcome.failure,
        milliseconds=outcome.milliseconds,
        replay=replay,
        final=final,
    )
