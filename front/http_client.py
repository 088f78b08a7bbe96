"""HTTP to the public routes: one request, one response, time-outs in seconds."""

from collections.abc import Callable, Mapping
from functools import cached_property
from math import inf
from typing import Final, NamedTuple, Protocol

import urllib3

from kit.platform.loopback import loopback

CONNECT_SECONDS: Final = 2.0
READ_SECONDS: Final = 9.0
"""A cold start behind the route takes seconds."""
VISIT_SECONDS: Final = 22.0
"""The limit for all calls of one page: our function ends after 28 seconds, the gateway after 29."""
LEAST_SECONDS: Final = 1.0
"""With less time than this left no call is started: its response would hardly come in time."""


class NoResponse(Exception):
    """The route sent no valid response in time, so the outcome of the request is unknown."""


class Request(NamedTuple):
    """`url` is absolute; headers may hold a look-up key and are never logged.

    `seconds_left` is how much time the visitor's page has left.
    """

    method: str
    url: str
    headers: Mapping[str, str]
    body: bytes = b""
    seconds_left: Callable[[], float] = lambda: inf

    def __repr__(self) -> str:
        return f"Request({self.method} {self.url})"


class Response(NamedTuple):
    """`retry_after` is in seconds, `etag` as it was sent, where the route sent these headers."""

    status: int
    body: bytes
    retry_after: int | None = None
    etag: str = ""

    def __repr__(self) -> str:
        return f"Response({self.status})"


class HttpClient(Protocol):
    """Sends requests."""

    def send(self, request: Request) -> Response:
        """The response, whatever its status; raises NoResponse."""
        ...


class NetworkClient:
    """Sends each request once over the network, within the time that its visitor has left."""

    @cached_property
    def _pool(self) -> urllib3.PoolManager:
        return urllib3.PoolManager(retries=False)

    def send(self, request: Request) -> Response:
        """The response, whatever its status; raises NoResponse."""
        url, host = loopback(request.url)
        timeout = urllib3.Timeout(
            connect=CONNECT_SECONDS, read=READ_SECONDS, total=request.seconds_left()
        )
        try:
            response = self._pool.request(
                request.method,
                url,
                headers={**request.headers, **host},
                body=request.body or None,
                timeout=timeout,
            )
        except urllib3.exceptions.HTTPError as error:
            raise NoResponse from error
        wait = response.headers.get("Retry-After", "")
        return Response(
            response.status,
            response.data,
            int(wait) if wait.isdecimal() else None,
            response.headers.get("ETag", ""),
        )
