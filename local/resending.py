"""How a local double tells an endpoint: at once, from a thread of its own, and again until it is taken."""

import heapq
import http.client
import itertools
import threading
import time
from collections.abc import Callable, Mapping
from typing import Final, Generic, TypeVar
from urllib.parse import urlsplit

T = TypeVar("T")
FIRST_PAUSE, LONGEST_PAUSE, TRIES = 0.5, 30.0, 60
"""Seconds between tries: half a second, one, two… at most thirty. Nobody waits three days for a demo."""
TIMEOUT: Final = 10.0


class Resending(Generic[T]):
    """Gives each thing told to `sent`, which answers whether it is done with; what is not is given again later."""

    def __init__(self, name: str, sent: Callable[[T], bool]) -> None:
        self._sent = sent
        self._waiting: list[tuple[float, int, T, int]] = []
        self._order = itertools.count()
        self._changed = threading.Condition()
        self._stopped = False
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Begin to send."""
        self._thread.start()

    def stop(self) -> None:
        """Send nothing more."""
        with self._changed:
            self._stopped = True
            self._changed.notify()

    def tell(self, told: T) -> None:
        """Send it as soon as may be."""
        self._push(0.0, told, 1)

    def _push(self, pause: float, told: T, attempt: int) -> None:
        with self._changed:
            heapq.heappush(
                self._waiting, (time.monotonic() + pause, next(self._order), told, attempt)
            )
            self._changed.notify()

    def _run(self) -> None:
        while (due := self._next()) is not None:
            told, attempt = due
            if not self._sent(told) and attempt < TRIES:
                self._push(min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (attempt - 1)), told, attempt + 1)

    def _next(self) -> tuple[T, int] | None:
        with self._changed:
            while not self._stopped:
                pause = self._waiting[0][0] - time.monotonic() if self._waiting else None
                if pause is not None and pause <= 0:
                    _, _, told, attempt = heapq.heappop(self._waiting)
                    return told, attempt
                self._changed.wait(pause)
        return None


def post(url: str, body: bytes, headers: Mapping[str, str]) -> int:
    """POST to an endpoint; the status, or 0 where nobody answered. `*.localhost` is 127.0.0.1 (RFC 6761)."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    address = "127.0.0.1" if host == "localhost" or host.endswith(".localhost") else host
    connection = http.client.HTTPConnection(address, parts.port or 80, timeout=TIMEOUT)
    try:
        connection.request("POST", parts.path or "/", body, {"Host": parts.netloc, **headers})
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        connection.close()


def taken(status: int) -> bool:
    """Whether an endpoint took it."""
    return 200 <= status < 300
