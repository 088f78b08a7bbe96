"""A partner's endpoint and the deliverer's queue, on simulated time."""

import hmac
import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from heapq import heappop, heappush
from itertools import count

from kit.core.model import JsonDict
from kit.testing.clock import ManualClock
from partners.domain.delivery import Outcome, Outgoing
from partners.domain.ports import MailNotSent


@dataclass
class SimulatedQueue:
    """Messages by the time at which they are visible."""

    clock: ManualClock
    messages: list[tuple[datetime, int, str]] = field(default_factory=list)
    _numbers: "count[int]" = field(default_factory=count)

    def wake(self, hook: str, seconds: int = 0) -> None:
        assert 0 <= seconds <= 900, "SQS delays a message by a quarter of an hour at most"
        self.push(self.clock() + timedelta(seconds=seconds), hook)

    def push(self, at: datetime, hook: str) -> None:
        """A message that is visible from then on."""
        heappush(self.messages, (at, next(self._numbers), hook))

    def pop(self) -> tuple[datetime, str]:
        """The next message."""
        at, _, hook = heappop(self.messages)
        return at, hook


@dataclass
class SimulatedMail:
    """`ContactMail` that keeps what it sends; while it is `down` it sends nothing."""

    sent: list[tuple[str, str, str]] = field(default_factory=list)
    down: bool = False

    def send(self, address: str, subject: str, text: str) -> None:
        if self.down:
            raise MailNotSent
        self.sent.append((address, subject, text))


@dataclass(frozen=True)
class Request:
    """What arrived, and whether it was taken."""

    at: datetime
    event: JsonDict
    headers: dict[str, str]
    outcome: Outcome


@dataclass
class Receiver:
    """Answers after `seconds`; `answer` says what: a status, or a reason for none.

    `secrets`: one of them has to have signed what arrives, where any is named.
    """

    clock: ManualClock
    answer: Callable[[int], int] = lambda _: 200
    seconds: float = 0.05
    secrets: list[str] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    unverified: int = 0

    def send(self, outgoing: Outgoing) -> Outcome:
        at = self.clock()
        self.clock.advance(timedelta(seconds=self.seconds))
        status = self.answer(len(self.requests))
        failure = None if status // 100 == 2 else "status" if status else "no_answer"
        outcome = Outcome(status=status or None, failure=failure)
        if self.secrets and not any(is_signed(outgoing, each) for each in self.secrets):
            self.unverified += 1
        event = json.loads(outgoing.body)
        self.requests.append(Request(at, event, outgoing.headers, outcome))
        return outcome

    @property
    def taken(self) -> list[int]:
        """The numbers of the events that it took, tests apart, as they came."""
        taken = (each for each in self.requests if each.outcome.is_success)
        return [number for each in taken if (number := int(each.event["sequence"]))]

    @property
    def tried(self) -> list[Request]:
        """Every request but tests."""
        return [each for each in self.requests if int(each.event["sequence"])]


def is_signed(outgoing: Outgoing, secret: str) -> bool:
    """Whether what is sent bears a signature by the secret."""
    return is_signed_by(outgoing.headers, outgoing.body, secret)


def is_signed_by(headers: Mapping[str, str], body: bytes, secret: str) -> bool:
    """As Standard Webhooks 1.0 says: anew, from what arrived."""
    content = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    key = b64decode(secret.removeprefix("whsec_"))
    expected = f"v1,{b64encode(hmac.new(key, content, sha256).digest()).decode()}"
    return expected in headers["webhook-signature"].split()
