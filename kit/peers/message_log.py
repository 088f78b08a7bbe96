"""The log of calls between systems: one record a call, append-only, without bodies."""

import json
from datetime import datetime
from typing import Any, Literal, Protocol

from kit.core.model import JsonDict, Model
from kit.core.time import stamp
from kit.peers.messages import PeerRequest, PeerResponse

Direction = Literal["in", "out"]
LOGGED = ("content-digest", "content-type", "signature", "signature-input")


class LoggedMessage(Model):
    """One record. Headers are those that signatures cover, and the signatures; bodies are there by
    their digests only. `caller_key` and `answerer_key` are public keys (PEM).
    """

    id: str
    at: str
    direction: Direction
    method: str
    url: str
    request: dict[str, str]
    status: int
    response: dict[str, str]
    caller_key: str
    answerer_key: str

    def as_bytes(self) -> bytes:
        """The record as it is stored and hashed: JSON with sorted names."""
        content: JsonDict = self.model_dump()
        return json.dumps(content, sort_keys=True, ensure_ascii=False).encode()

    @classmethod
    def of(cls, content: bytes) -> "LoggedMessage":
        """From its stored form."""
        return cls.model_validate_json(content)

    def exchange(self) -> PeerResponse:
        """Request and response as they were signed, without their bodies."""
        request = PeerRequest(self.method, self.url, dict(self.request))
        return PeerResponse(self.status, request, dict(self.response))


class MessageLog(Protocol):
    """Where records lie: none is changed or removed."""

    def append(self, record: LoggedMessage) -> None:
        """Store a record; a repeat of the same one changes nothing."""
        ...


def record_of(
    id: str,
    direction: Direction,
    response: PeerResponse,
    caller_key: str,
    answerer_key: str,
    at: datetime,
) -> LoggedMessage:
    """The record of a call that was answered."""
    request = response.request
    return LoggedMessage(
        id=id,
        at=stamp(at),
        direction=direction,
        method=request.method,
        url=request.url,
        request=_logged(request.headers),
        status=response.status_code,
        response=_logged(response.headers),
        caller_key=caller_key,
        answerer_key=answerer_key,
    )


def _logged(headers: dict[str, str]) -> dict[str, Any]:
    named = {name.lower(): text for name, text in headers.items()}
    return {n: t for n, t in named.items() if n in LOGGED or n.startswith("x-road-")}
