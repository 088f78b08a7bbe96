"""The aggregator over HTTP, on 127.0.0.1 only."""

import json
import threading
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

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


class Connection(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    server: Double

    def do_GET(self) -> None:
        """What was taken."""
        if self.path == "/healthz":
            self._answer(200, {"status": "ok"})
        elif self.path == "/_double/messages":
            self._answer(200, {"messages": self.server.aggregator.taken()})
        else:
            self._answer(404, {})

    def do_POST(self) -> None:
        """A message, or a control."""
        length = min(int(self.headers.get("Content-Length") or 0), LARGEST_BODY)
        raw = self.rfile.read(length)
        aggregator = self.server.aggregator
        if self.path == "/messages":
            with self.server.lock:
                status = aggregator.take(raw, self.headers.get(HEADER, ""))
            self._answer(status, {"taken": status == 202})
        elif self.path == "/_double/report":
            self._answer(200, {"status": aggregator.report(json.loads(raw))})
        elif self.path == "/_double/next":
            aggregator.next_status = int(json.loads(raw)["status"])
            self._answer(200, {})
        else:
            self._answer(404, {})

    def log_message(self, format: str, *args: object) -> None:
        """Quiet: the screen belongs to those who started it."""

    def _answer(self, status: int, body: dict[str, Any]) -> None:
        content = json.dumps(body, ensure_ascii=False).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


def serve(port: int, secret: str, endpoint: str = "") -> Double:
    """An aggregator that listens (port 0: any free one); the caller runs `serve_forever`."""
    return Double(port, Aggregator(secret, lambda: datetime.now(UTC), endpoint))
