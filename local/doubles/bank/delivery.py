"""Callbacks of the bank: signed, sent at once, and sent again until the endpoint answers 2xx."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from local.cloud.clock import local_now
from local.doubles.bank.bank import Line, callback
from local.doubles.redelivery import Redelivery, accepted, post


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where callbacks go, and the secret they are signed with."""

    url: str
    secret: str


@dataclass(frozen=True, slots=True)
class Tried:
    """One try: the line's id and the answer's status, 0 where nobody answered."""

    line: str
    status: int


class Deliveries(Redelivery[Line]):
    """Sends callbacks to `endpoint`; without one, only the statement tells. `log` has every try."""

    def __init__(self) -> None:
        super().__init__("callbacks", self._try)
        self.endpoint: Endpoint | None = None
        self.log: list[Tried] = []

    def _try(self, line: Line) -> bool:
        if self.endpoint is None:
            return True
        status = send([line], self.endpoint, local_now())
        self.log.append(Tried(line.id, status))
        return accepted(status)


def send(lines: Sequence[Line], endpoint: Endpoint, at: datetime) -> int:
    """POST one callback; the status, or 0 where nobody answered."""
    body, signature = callback(lines, endpoint.secret, at)
    return post(
        endpoint.url, body, {"Content-Type": "application/json", "X-Bank-Signature": signature}
    )
