"""Callbacks of the bank: signed, sent at once, and sent again until the endpoint answers 2xx."""

import heapq
import http.client
import itertools
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from urllib.parse import urlsplit

from local.bank_double.bank import Line, callback

FIRST_PAUSE, LONGEST_PAUSE, TRIES = 0.5, 30.0, 60
"""Seconds between tries: half a second, one, two… at most thirty."""
TIMEOUT: Final = 10.0


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


class Deliveries:
    """Sends callbacks from a thread of its own to `endpoint`; without one, only the statement tells."""

    def __init__(self) -> None:
        self.endpoint: Endpoint | None = None
        self.log: list[Tried] = []
        self._waiting: list[tuple[float, int, Line, int]] = []
        self._order = itertools.count()
        self._changed = threading.Condition()
        self._stopped = False
        self._thread = threading.Thread(target=self._run, name="callbacks", daemon=True)

    def start(self) -> None:
        """Begin to send."""
        self._thread.start()

    def stop(self) -> None:
        """Send nothing more."""
        with self._changed:
            self._stopped = True
            self._changed.notify()

    def tell(self, line: Line) -> None:
        """Send a line as soon as may be."""
        self._push(0.0, line, 1)

    def _push(self, pause: float, line: Line, attempt: int) -> None:
        with self._changed:
            heapq.heappush(self._waiting, (time.monotonic() + pause, next(self._order), line, attempt))
            self._changed.notify()

    def _run(self) -> None:
        while (due := self._next()) is not None:
            line, attempt = due
            if self.endpoint is None:
                continue
            status = send([line], self.endpoint, datetime.now(UTC))
            self.log.append(Tried(line.id, status))
            if not 200 <= status < 300 and attempt < TRIES:
                self._push(min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (attempt - 1)), line, attempt + 1)

    def _next(self) -> tuple[Line, int] | None:
        with self._changed:
            while not self._stopped:
                pause = self._waiting[0][0] - time.monotonic() if self._waiting else None
                if pause is not None and pause <= 0:
                    _, _, line, attempt = heapq.heappop(self._waiting)
                    return line, attempt
                self._changed.wait(pause)
        return None


def send(lines: Sequence[Line], endpoint: Endpoint, at: datetime) -> int:
    """POST one callback; the status, or 0 where nobody answered. `*.localhost` is 127.0.0.1 (RFC 6761)."""
    body, signature = callback(lines, endpoint.secret, at)
    parts = urlsplit(endpoint.url)
    host = parts.hostname or ""
    address = "127.0.0.1" if host == "localhost" or host.endswith(".localhost") else host
    connection = http.client.HTTPConnection(address, parts.port or 80, timeout=TIMEOUT)
    headers = {"Host": parts.netloc, "Content-Type": "application/json", "X-Bank-Signature": signature}
    try:
        connection.request("POST", parts.path or "/", body, headers)
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        connection.close()
