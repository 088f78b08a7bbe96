"""SMS by a Vietnamese aggregator: one signed request a message, which it takes once by its id.

The form is our own; an aggregator that speaks another gets a translator before it. Aggregators take
SMS for a registered brand name and report deliveries by calling back
(`notifications.api.webhooks`).
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Final
from urllib.parse import urlsplit

from kit.core.time import Clock
from kit.security.signed_body import signature_of
from notifications.adapters.message_sender import (
    MessageRefused,
    Sms,
    TransientFailure,
    UnknownOutcome,
)

SECONDS: Final = 7
"""For each step of the connection; a send may take no longer than at AWS' carriers."""
HEADER: Final = "X-Sms-Signature"
REFUSED: Final = frozenset({400, 404, 410, 422})
"""Statuses about this message or number."""


@dataclass(frozen=True, slots=True)
class AggregatorSms:
    """`sender` is the brand name; `secrets` sign requests, the first one does."""

    url: str
    sender: str
    secrets: Callable[[], Sequence[str]] = field(repr=False)
    clock: Clock

    def sms(self, message: Sms) -> None:
        body = json.dumps(
            {
                "id": message.notice,
                "from": self.sender,
                "to": message.number,
                "text": message.text,
            }
        ).encode()
        signature = signature_of(body, self.secrets()[0], self.clock())
        status = self._post(body, {"Content-Type": "application/json", HEADER: signature})
        if status in REFUSED:
            raise MessageRefused(str(status))
        if status >= 500:
            raise UnknownOutcome(str(status))
        if status not in (200, 201, 202):
            raise TransientFailure(str(status))

    def _post(self, body: bytes, headers: dict[str, str]) -> int:
        parts = urlsplit(self.url)
        kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        connection = kind(parts.hostname or "", parts.port, timeout=SECONDS)
        try:
            connection.connect()
        except OSError:
            raise TransientFailure from None
        try:
            connection.request("POST", parts.path or "/", body, headers)
            return connection.getresponse().status
        except (OSError, HTTPException):
            raise UnknownOutcome from None
        finally:
            connection.close()
