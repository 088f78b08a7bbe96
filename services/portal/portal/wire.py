"""HTTP to the public routes: one request, one answer, time-outs in seconds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, Protocol
from urllib.parse import urlsplit

import urllib3

CONNECT_SECONDS: Final = 2.0
READ_SECONDS: Final = 9.0
ONCE_MORE: Final = urllib3.Retry(1, redirect=False, respect_retry_after_header=False)
"""For what did not come through; an answer that says when to ask again is the visitor's, nobody waits for it here."""
"""A first start behind the route takes seconds; the gateway before us gives up after 29."""


class NoAnswer(Exception):
    """The route did not answer in time, or not with what it promises: what became of the request is not known."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A request: `url` is absolute; headers may hold a look-up key and are never logged."""

    method: str
    url: str
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Came:
    """An answer: status, body, and after how many seconds to ask again where it says so."""

    status: int
    body: bytes = field(repr=False)
    retry_after: int | None = None


class Wire(Protocol):
    """Carries requests."""

    def carry(self, sent: Sent) -> Came:
        """The answer, whatever its status; raises NoAnswer."""
        ...


class HttpWire:
    """The network. A read is tried twice; what changes something is left to its sender, who has a key for it."""

    @cached_property
    def _pool(self) -> urllib3.PoolManager:
        return urllib3.PoolManager(timeout=urllib3.Timeout(CONNECT_SECONDS, READ_SECONDS), retries=False)

    def carry(self, sent: Sent) -> Came:
        """The answer, whatever its status; raises NoAnswer."""
        tries = ONCE_MORE if sent.method == "GET" else urllib3.Retry(False)
        address, host = _reached(sent.url)
        headers = {**sent.headers, **host}
        try:
            came = self._pool.request(sent.method, address, headers=headers, body=sent.body or None, retries=tries)
        except urllib3.exceptions.HTTPError as error:
            raise NoAnswer from error
        said = came.headers.get("Retry-After", "")
        return Came(came.status, came.data, int(said) if said.isdecimal() else None)


def _reached(url: str) -> tuple[str, Mapping[str, str]]:
    """A name under .localhost is this machine (RFC 6761, section 6.3), though not every resolver knows it."""
    parts = urlsplit(url)
    if not (parts.hostname or "").endswith(".localhost"):
        return url, {}
    here = f"127.0.0.1:{parts.port}" if parts.port else "127.0.0.1"
    return parts._replace(netloc=here).geturl(), {"Host": parts.netloc}
