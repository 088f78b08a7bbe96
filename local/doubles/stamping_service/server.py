"""The authority over HTTP, on 127.0.0.1 only, and its controls under /_double."""

import json
import threading
from http.server import ThreadingHTTPServer
from typing import Final

from local.cloud.clock import local_now
from local.doubles.authority.authority import Authority
from local.doubles.connection import DoubleConnection
from local.doubles.stamping_service.authority import StampingAuthority

ADDRESS: Final = "127.0.0.1"
LARGEST_BODY: Final = 16_384


class Double(ThreadingHTTPServer):
    """The listening authority."""

    daemon_threads = True

    def __init__(self, port: int, authority: StampingAuthority) -> None:
        super().__init__((ADDRESS, port), Connection)
        self.authority = authority
        self.lock = threading.Lock()

    @property
    def url(self) -> str:
        """Where requests for stamps go."""
        return f"http://{ADDRESS}:{self.server_address[1]}/tsa"


class Connection(DoubleConnection):
    """One connection."""

    server: Double

    def get(self) -> None:
        """Whether it listens, and its root."""
        if self.path == "/healthz":
            self.send_json(200, {"status": "ok"})
        elif self.path == "/_double/root":
            self.send_json(200, {"root": self.server.authority.root.pem})
        else:
            self.send_json(404, {})

    def post(self) -> None:
        """A request for a stamp, or a control: `away` {on}."""
        raw = self.read_body(LARGEST_BODY)
        if self.path == "/_double/away":
            self.server.authority.away = bool(json.loads(raw)["on"])
            self.send_json(200, {})
            return
        with self.server.lock:
            answer = self.server.authority.answer(raw)
        if answer is None:
            self.send_json(503, {})
        else:
            self.send_content(200, answer, {"Content-Type": "application/timestamp-reply"})


def serve(port: int, root: Authority) -> Double:
    """An authority that listens (port 0: any free one); the caller runs `serve_forever`."""
    return Double(port, StampingAuthority(root, local_now))
