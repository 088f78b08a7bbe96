"""HTTP to the public routes: one request, one answer, time-outs in seconds."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import inf
from typing import Final, Protocol
from urllib.parse import urlsplit

import urllib3

CONNECT_SECONDS: Final = 2.0
READ_SECONDS: Final = 9.0
"""A first start behind the route takes seconds."""
VISIT_SECONDS: Final = 22.0
"""All that a page asks takes no longer: our function ends after 28, the gateway before us after 29."""
LEAST_SECONDS: Final = 1.0
"""With less than this left a route is not asked: it would hardly answer in time."""


class NoAnswer(Exception):
    """The route did not answer in time, or not with what it promises: what became of the request is not known."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A request: `url` is absolute; headers may hold a look-up key and are never logged.

    `left` is how many seconds its visitor still has.
    """

    method: str
    url: str
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(default=b"", repr=False)
    left: Callable[[], float] = field(default=lambda: inf, repr=False, compare=False)


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


@dataclass(frozen=True)
class Patient:
    """Tries a read twice, while its visitor has time; what changes something is left to its sender, who has a key."""

    wire: Wire

    def carry(self, sent: Sent) -> Came:
        """The answer, whatever its status; raises NoAnswer, at the latest when no time is left."""
        tries = 2 if sent.method == "GET" else 1
        failed: NoAnswer | None = None
        while tries and sent.left() >= LEAST_SECONDS:
            tries -= 1
            try:
                return self.wire.carry(sent)
            except NoAnswer as error:
                failed = error
        raise NoAnswer from failed


class HttpWire:
    """The network: one try, which may take what its visitor has left and no more."""

    @cached_property
    def _pool(self) -> urllib3.PoolManager:
        return urllib3.PoolManager(retries=False)

    def carry(self, sent: Sent) -> Came:
        """The answer, whatever its status; raises NoAnswer."""
        address, host = _reached(sent.url)
        headers = {**sent.headers, **host}
        within = urllib3.Timeout(connect=CONNECT_SECONDS, read=READ_SECONDS, total=sent.left())
        try:
            came = self._pool.request(
                sent.method, address, headers=headers, body=sent.body or None, timeout=within
            )
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
