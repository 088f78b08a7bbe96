"""The aggregator over HTTP, on 127.0.0.1 only."""

import json
import threading
from datetime import UTC, datetime
from http.server import ThreadingHTTPServer
from typing import Final

from local.doubles.connection import DoubleConnection
from local.doubles.sms.aggregator import HEADER, Aggregator

ADDRESS: Final = "127.0.0.1"
LARGEST_BODY: Final = 65_536


class Double(ThreadingHTTPServer):
    """The listening aggregator; one request at a time touches its book."""

    daemon_threads = True

    def __init__(self, port: int, aggregator: Aggregator) -> None:
        super().__init__((ADDRESS, port), Connection)
        self.aggregator = aggregator
        self.lock = threading.Lock()

    @property
    def url(self) -> str:
        """Where messages are taken."""
        return f"http://{ADDRESS}:{self.server_address[1]}/messages"


class Connection(DoubleConnection):
    """One connection."""

    server: Double

    def get(self) -> None:
        """What was taken."""
        if self.path == "/healthz":
            self.send_json(200, {"status": "ok"})
        elif self.path == "/_double/messages":
            self.send_json(200, {"messages": self.server.aggregator.taken()})
        else:
            self.send_json(404, {})

    def post(self) -> None:
        """A message, or a control."""
        raw = self.read_body(LARGEST_BODY)
        aggregator = self.server.aggregator
        if self.path == "/messages":
            with self.server.lock:
                status = aggregator.take(raw, self.headers.get(HEADER, ""))
            self.send_json(status, {"taken": status == 202})
        elif self.path == "/_double/report":
            self.send_json(200, {"status": aggregator.report(json.loads(raw))})
        elif self.path == "/_double/next":
            aggregator.next_status = int(json.loads(raw)["status"])
            self.send_json(200, {})
        else:
            self.send_json(404, {})


def serve(port: int, secret: str, endpoint: str = "") -> Double:
    """An aggregator that listens (port 0: any free one); the caller runs `serve_forever`."""
    return Double(port, Aggregator(secret, lambda: datetime.now(UTC), endpoint))
