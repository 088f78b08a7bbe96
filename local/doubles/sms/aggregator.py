"""The aggregator's book: what it took, and what it reports."""

import json
import re
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, Final

from kit.security.signed_body import is_signed, signature_of
from local.doubles.redelivery import post

HEADER: Final = "X-Sms-Signature"
NUMBER: Final = re.compile(r"\+[0-9]{8,15}")
UNKNOWN_NUMBER: Final = "0000"


@dataclass(frozen=True, slots=True)
class Message:
    """A message that was taken."""

    id: str
    sender: str
    to: str
    text: str


@dataclass
class Aggregator:
    """`secret` signs both ways; reports go to `endpoint`. `next_status` is answered once."""

    secret: str
    clock: Callable[[], datetime]
    endpoint: str = ""
    messages: dict[str, Message] = field(default_factory=dict)
    requests: int = 0
    next_status: int | None = None

    def take(self, body: bytes, signature: str) -> int:
        """The status that a sent message is answered with."""
        self.requests += 1
        if self.next_status is not None:
            status, self.next_status = self.next_status, None
            return status
        if not is_signed(body, signature, (self.secret,), self.clock()):
            return 401
        try:
            fields = json.loads(body)
            message = Message(fields["id"], fields["from"], fields["to"], fields["text"])
        except (ValueError, TypeError, KeyError):
            return 422
        if not NUMBER.fullmatch(message.to) or message.to.endswith(UNKNOWN_NUMBER):
            return 422
        self.messages.setdefault(message.id, message)
        return 202

    def report(self, *reports: dict[str, Any]) -> int:
        """Report deliveries to the endpoint; its status, 0 where nobody answered."""
        body, signature = self.signed(*reports)
        headers = {"Content-Type": "application/json", HEADER: signature}
        return post(self.endpoint, body, headers)

    def signed(self, *reports: dict[str, Any]) -> tuple[bytes, str]:
        """A body of reports and its signature."""
        body = json.dumps({"reports": list(reports)}).encode()
        return body, signature_of(body, self.secret, self.clock())

    def taken(self) -> list[dict[str, Any]]:
        """Every message, in the order in which it was taken."""
        return [asdict(message) for message in self.messages.values()]
