"""Requests to partners' endpoints: to the very address that was checked, without redirects."""

import socket
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from threading import Timer
from typing import Any, Final
from urllib.parse import SplitResult, urlsplit

from kit.platform.public_address import is_public
from partners.domain.delivery import Failure, Outcome, Outgoing
from partners.domain.endpoint_address import LOOPBACK, EndpointRefused, checked_address

CONNECT_SECONDS: Final = 5.0
TOTAL_SECONDS: Final = 15.0
"""Of one request with its answer: an endpoint that drips is not waited for."""
LARGEST_ANSWER: Final = 4096
"""So many bytes of an answer are read; none is kept."""
PORTS: Final = {"https": 443, "http": 80}
Resolve = Callable[[str, int], list[str]]


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a name; raises OSError."""
    answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]) for each in answers))


class Refused(Exception):
    """The request is not made, or its answer does not count."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure)
        self.failure = failure


@dataclass(frozen=True, slots=True)
class HttpEndpoints:
    """`Endpoints` over HTTPS. A name is resolved once; every address of it has to be public, and
    the connection goes to the first of them, under the name's certificate.

    Only a local stage `allows_loopback`, over plain HTTP too.
    """

    allows_loopback: bool = False
    resolve: Resolve = resolve
    total_seconds: float = TOTAL_SECONDS

    def send(self, outgoing: Outgoing) -> Outcome:
        """One POST; raises nothing."""
        began = time.monotonic()
        try:
            status, retry_after = self._post(outgoing, began + self.total_seconds)
        except Refused as refused:
            return Outcome(failure=refused.failure, milliseconds=_since(began))
        failure: Failure | None = None
        if status // 100 != 2:
            failure = "redirect" if status // 100 == 3 else "status"
        return Outcome(
            status=status, failure=failure, milliseconds=_since(began), retry_after=retry_after
        )

    def _post(self, outgoing: Outgoing, ends: float) -> tuple[int, int | None]:
        from urllib3 import exceptions

        try:
            checked_address(outgoing.url, allows_loopback=self.allows_loopback)
        except EndpointRefused:
            raise Refused("refused_address") from None
        parts = urlsplit(outgoing.url)
        address = self._address(parts)
        watch = Watch(ends)
        try:
            with _pool(parts, address, watch) as pool:
                return _answer(pool, parts, outgoing, ends)
        except exceptions.SSLError:
            raise Refused("tls") from None
        except exceptions.NewConnectionError:  # which is a time-out to urllib3, for old times
            raise Refused("no_answer") from None
        except exceptions.TimeoutError:
            raise Refused("timeout") from None
        except (exceptions.HTTPError, OSError):
            raise Refused("timeout" if watch.is_over else "no_answer") from None
        finally:
            watch.end()

    def _address(self, parts: SplitResult) -> str:
        host = str(parts.hostname)
        try:
            addresses = self.resolve(host, parts.port or PORTS[parts.scheme])
        except (OSError, UnicodeError):
            raise Refused("no_address") from None
        is_local = self.allows_loopback and host in LOOPBACK
        if not addresses or not (is_local or all(map(is_public, addresses))):
            raise Refused("refused_address")
        return addresses[0]


class Watch:
    """The end of a request's time: a time-out of one read does not end an answer that drips."""

    def __init__(self, ends: float) -> None:
        self.ends = ends
        self._timers: list[Timer] = []

    @property
    def left(self) -> float:
        """Seconds until the end."""
        return max(0.1, self.ends - time.monotonic())

    @property
    def is_over(self) -> bool:
        """Whether the time is over."""
        return time.monotonic() >= self.ends

    def close_in_time(self, connected: socket.socket) -> None:
        """The connection is shut at the end, whatever is under way."""
        timer = Timer(self.left, _shut, (connected,))
        timer.daemon = True
        self._timers.append(timer)
        timer.start()

    def end(self) -> None:
        """The request is over."""
        for timer in self._timers:
            timer.cancel()


def _shut(connected: socket.socket) -> None:
    with suppress(OSError):
        connected.shutdown(socket.SHUT_RDWR)


def _pool(parts: SplitResult, address: str, watch: Watch) -> Any:
    import urllib3

    port = parts.port or PORTS[parts.scheme]
    timeout = urllib3.Timeout(connect=min(CONNECT_SECONDS, watch.left), read=watch.left)
    options: dict[str, Any] = {"timeout": timeout, "retries": False}
    kind: Any = urllib3.HTTPConnectionPool
    if parts.scheme == "https":
        kind = urllib3.HTTPSConnectionPool
        options |= {"server_hostname": parts.hostname, "assert_hostname": parts.hostname}
    pool = kind(address, port, **options)
    pool.ConnectionCls = _watched(kind.ConnectionCls, watch)
    return pool


def _watched(kind: Any, watch: Watch) -> Any:
    class Watched(kind):  # type: ignore[misc]
        """A connection that is shut when the time is over."""

        def connect(self) -> None:
            super().connect()
            watch.close_in_time(self.sock)

    return Watched


def _answer(
    pool: Any, parts: SplitResult, outgoing: Outgoing, ends: float
) -> tuple[int, int | None]:
    """Status and Retry-After; the rest of the answer is read up to a limit and forgotten."""
    path = parts.path or "/"
    response = pool.request(
        "POST",
        f"{path}?{parts.query}" if parts.query else path,
        body=outgoing.body,
        headers={"Host": parts.netloc, **outgoing.headers},
        redirect=False,
        preload_content=False,
        decode_content=False,
    )
    try:
        _read(response, ends)
        return int(response.status), _seconds(response.headers.get("Retry-After", ""))
    finally:
        response.close()


def _read(response: Any, ends: float) -> None:
    """Raises Refused where it does not end in time."""
    read = 0
    while read < LARGEST_ANSWER:
        chunk = response.read1(LARGEST_ANSWER - read)
        if time.monotonic() > ends:
            raise Refused("timeout")
        if not chunk:
            return
        read += len(chunk)


def _seconds(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else None


def _since(began: float) -> int:
    return round((time.monotonic() - began) * 1000)
