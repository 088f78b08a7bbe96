"""Webhooks of the double: signed, sent at once, and sent again until the endpoint answers 2xx."""

import heapq
import http.client
import itertools
import json
import threading
import time
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

import stripe

from local.stripe_double.objects import Json

FIRST_PAUSE, LONGEST_PAUSE, TRIES = 0.5, 30.0, 60
"""Seconds. "Stripe attempts to deliver events … for up to three days with an exponential back off" (webhooks); here the
pauses are short, because nobody waits three days for a demo."""
TIMEOUT: Final = 10.0


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where events go, the secret they are signed with, and which types it wants.

    Stripe: "You may specify ['*'] to enable all events" (OpenAPI, webhook_endpoints, enabled_events)
    """

    url: str
    secret: str
    enabled_events: tuple[str, ...] = ("*",)

    def wants(self, kind: str) -> bool:
        """Whether events of this type are sent to it."""
        return "*" in self.enabled_events or kind in self.enabled_events


class Deliveries:
    """Sends events from a thread of its own. `log` holds (event id, status or 0) of every try."""

    def __init__(self) -> None:
        self.endpoints: list[Endpoint] = []
        self.log: list[tuple[str, str, int]] = []
        self._waiting: list[tuple[float, int, Json, Endpoint, int]] = []
        self._order = itertools.count()
        self._changed = threading.Condition()
        self._stopped = False
        self._thread = threading.Thread(target=self._run, name="webhooks", daemon=True)

    def start(self) -> None:
        """Begin to send."""
        self._thread.start()

    def stop(self) -> None:
        """Send nothing more."""
        with self._changed:
            self._stopped = True
            self._changed.notify()

    def tell(self, event: Json) -> None:
        """Send an event to every endpoint that wants it now."""
        with self._changed:
            for endpoint in filter(lambda e: e.wants(event["type"]), self.endpoints):
                heapq.heappush(self._waiting, (time.monotonic(), next(self._order), event, endpoint, 1))
            self._changed.notify()

    def _run(self) -> None:
        while (due := self._next()) is not None:
            event, endpoint, attempt = due
            status = send(event, endpoint, int(time.time()))
            self.log.append((event["id"], event["type"], status))
            if not 200 <= status < 300 and attempt < TRIES:
                pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (attempt - 1))
                with self._changed:
                    again = (time.monotonic() + pause, next(self._order), event, endpoint, attempt + 1)
                    heapq.heappush(self._waiting, again)

    def _next(self) -> tuple[Json, Endpoint, int] | None:
        with self._changed:
            while not self._stopped:
                pause = self._waiting[0][0] - time.monotonic() if self._waiting else None
                if pause is not None and pause <= 0:
                    _, _, event, endpoint, attempt = heapq.heappop(self._waiting)
                    return event, endpoint, attempt
                self._changed.wait(pause)
        return None


def signed(event: Json, secret: str, at: int) -> tuple[bytes, str]:
    """The body and its `Stripe-Signature`: "a timestamp and one or more signatures" (webhooks/signature)."""
    body = json.dumps(event, ensure_ascii=False, separators=(",", ":"))
    return body.encode(), stripe.WebhookSignature.generate_signature_header(body, secret, at)


def send(event: Json, endpoint: Endpoint, at: int) -> int:
    """POST one event; the status, or 0 where nobody answered. `*.localhost` is 127.0.0.1 (RFC 6761)."""
    body, signature = signed(event, endpoint.secret, at)
    parts = urlsplit(endpoint.url)
    host = parts.hostname or ""
    address = "127.0.0.1" if host == "localhost" or host.endswith(".localhost") else host
    connection = http.client.HTTPConnection(address, parts.port or 80, timeout=TIMEOUT)
    headers = {
        "Host": parts.netloc,
        "Content-Type": "application/json; charset=utf-8",
        "Stripe-Signature": signature,
        "User-Agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
    }
    try:
        connection.request("POST", parts.path or "/", body, headers)
        return connection.getresponse().status
    except OSError:
        return 0
    finally:
        connection.close()
