"""The registries over HTTP, on 127.0.0.1 only, and their own controls under /_double."""

import json
import threading
import time
from collections.abc import Mapping
from http.server import ThreadingHTTPServer
from typing import Any, Final

from local.doubles.connection import JSON, DoubleConnection
from local.doubles.registries.registers import Registers

ADDRESS: Final = "127.0.0.1"
LARGEST_BODY: Final = 100_000


class Double(ThreadingHTTPServer):
    """The listening registries; one request at a time touches the registers."""

    daemon_threads = True

    def __init__(self, port: int, registers: Registers) -> None:
        super().__init__((ADDRESS, port), Connection)
        self.registers = registers
        self.lock = threading.Lock()

    @property
    def url(self) -> str:
        """Below it each registry answers by its path."""
        return f"http://{ADDRESS}:{self.server_address[1]}"

    def control(self, name: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """`away` and `back` {registry}, `slow` {seconds}, `forget` the calls."""
        registers = self.registers
        if name == "away":
            registers.away.add(arguments["registry"])
        elif name == "back":
            registers.away.discard(arguments["registry"])
        elif name == "slow":
            registers.slow_seconds = float(arguments["seconds"])
        elif name == "forget":
            registers.calls.clear()
        return {}


class Connection(DoubleConnection):
    """One connection."""

    server: Double

    def get(self) -> None:
        """What was asked: the registry and the members of each request."""
        if self.path == "/healthz":
            self.send_json(200, {"status": "ok"})
        elif self.path == "/_double/calls":
            with self.server.lock:
                calls = [{"registry": r, "body": b} for r, b in self.server.registers.calls]
            self.send_json(200, {"calls": calls})
        else:
            self.send_json(404, {})

    def post(self) -> None:
        """A inquiry, or a control."""
        raw = self.read_body(LARGEST_BODY)
        if self.path.startswith("/_double/"):
            with self.server.lock:
                name = self.path.removeprefix("/_double/")
                self.send_json(200, self.server.control(name, json.loads(raw or b"{}")))
            return
        token = self.headers.get("Authorization", "")
        with self.server.lock:
            reply = self.server.registers.answer(self.path, json.loads(raw), token)
        time.sleep(reply.seconds)
        if reply.text:
            self.send_content(reply.status, reply.text.encode(), JSON)
        else:
            self.send_json(reply.status, reply.body)


def serve(port: int) -> Double:
    """Registries that listen (port 0: any free one); the caller runs `serve_forever`."""
    return Double(port, Registers())
