"""Delivery by a double to an endpoint: at once, from a thread, and again until it is accepted."""

import heapq
import http.client
import itertools
import threading
import time
from collections.abc import Callable, Mapping
from typing import Final, Generic, TypeVar
from urllib.parse import urlsplit

T = TypeVar("T")
FIRST_PAUSE, LONGEST_PAUSE, MOST_ATTEMPTS = 0.5, 30.0, 60
"""Seconds between attempts: half a second, one, two … at most thirty. No demo lasts for days."""
TIMEOUT: Final = 35.0
"""Seconds: more than the gateway's 29. A second request before the first has ended slows both."""


class Redelivery(Generic[T]):
    """`deliver` returns whether the item is accepted; if not, it is delivered again later."""

    def __init__(self, name: str, deliver: Callable[[T], bool]) -> None:
        self.first_pause = FIRST_PAUSE
        self._deliver = deliver
        self._waiting: list[tuple[float, int, T, int]] = []
        self._order = itertools.count()
        self._changed = threading.Condition()
        self._stopped = False
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Begin to deliver."""
        self._thread.start()

    def stop(self) -> None:
        """Deliver nothing more."""
        with self._changed:
            self._stopped = True
            self._changed.notify()

    def enqueue(self, item: T) -> None:
        """Deliver it as soon as possible."""
        self._push(0.0, item, 1)

    def _push(self, pause: float, item: T, attempt: int) -> None:
        with self._changed:
            due = time.monotonic() + pause
            heapq.heappush(self._waiting, (due, next(self._order), item, attempt))
            self._changed.notify()

    def _run(self) -> None:
        while (due := self._next()) is not None:
            item, attempt = due
            if not self._deliver(item) and attempt < MOST_ATTEMPTS:
                pause = self.first_pause * 2 ** (attempt - 1)
                self._push(min(LONGEST_PAUSE, pause), item, attempt + 1)

    def _next(self) -> tuple[T, int] | None:
        with self._changed:
            while not self._stopped:
                pause = self._waiting[0][0] - time.monotonic() if self._waiting else None
                if pause is not None and pause <= 0:
                    _, _, item, attempt = heapq.heappop(self._waiting)
                    return item, attempt
                self._changed.wait(pause)
        return None


def post(url: str, body: bytes, headers: Mapping[str, str]) -> int:
    """POST to an endpoint; the status, or 0 without a response. `*.localhost` is 127.0.0.1.

    RFC 6761, 6.3.
    """
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


def accepted(status: int) -> bool:
    """Whether the endpoint has it now."""
    return 200 <= status < 300
