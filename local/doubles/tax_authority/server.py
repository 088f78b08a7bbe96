"""The tax authority over HTTP, on 127.0.0.1 only, and its own controls under /_double."""

import json
import threading
import time
from collections.abc import Mapping
from http.server import ThreadingHTTPServer
from typing import Any, Final

from local.cloud.clock import local_now
from local.doubles.connection import DoubleConnection
from local.doubles.tax_authority.register import Delivery, Register

ADDRESS: Final = "127.0.0.1"
LARGEST_BODY: Final = 1_000_000


class Double(ThreadingHTTPServer):
    """The listening authority; one request at a time touches its register. It waits `slow` seconds
    before it answers.
    """

    daemon_threads = True

    def __init__(self, port: int, register: Register) -> None:
        super().__init__((ADDRESS, port), Connection)
        self.register = register
        self.lock = threading.Lock()
        self.slow = 0.0

    @property
    def url(self) -> str:
        """Where receipts and mistakes are taken."""
        return f"http://{ADDRESS}:{self.server_address[1]}/v1"

    def control(self, name: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """`refuse` {number, code}, `accept` {number}, `next` {status}, `slow` {seconds}."""
        register = self.register
        if name == "refuse":
            register.refused[arguments["number"]] = arguments["code"]
        elif name == "accept":
            register.refused.pop(arguments["number"], None)
        elif name == "next":
            register.next_status = int(arguments["status"])
        elif name == "slow":
            self.slow = float(arguments["seconds"])
        return {}

    def content(self) -> dict[str, Any]:
        """What it has taken: numbers by tax code, and what was reported of mistakes."""
        register = self.register
        return {
            "requests": register.requests,
            "receipts": [
                {"tax_code": code, "number": number} for code, number in register.receipts
            ],
            "mistakes": [
                {"tax_code": code, **fields}
                for (code, _), notices in register.mistakes.items()
                for fields in notices
            ],
        }


class Connection(DoubleConnection):
    """One connection."""

    server: Double

    def get(self) -> None:
        """What was taken."""
        if self.path == "/healthz":
            self.send_json(200, {"status": "ok"})
        elif self.path == "/_double/register":
            with self.server.lock:
                self.send_json(200, self.server.content())
        else:
            self.send_json(404, {})

    def post(self) -> None:
        """A submission, or a control."""
        raw = self.read_body(LARGEST_BODY)
        if self.path in ("/v1/receipts", "/v1/mistakes"):
            with self.server.lock:
                status, body = self.server.register.take(self._delivery(raw))
            time.sleep(self.server.slow)
            self.send_json(status, body)
        elif self.path.startswith("/_double/"):
            with self.server.lock:
                name = self.path.removeprefix("/_double/")
                self.send_json(200, self.server.control(name, json.loads(raw or b"{}")))
        else:
            self.send_json(404, {})

    def _delivery(self, raw: bytes) -> Delivery:
        return Delivery(
            kind=self.path.rpartition("/")[2],
            key=self.headers.get("Idempotency-Key", ""),
            content=raw,
            signature=self.headers.get("X-Body-Signature", ""),
            signing_key=self.headers.get("X-Body-Key", ""),
            authentication=self.headers.get("X-Tax-Signature", ""),
        )


def serve(port: int, secret: str) -> Double:
    """An authority that listens (port 0: any free one); the caller runs `serve_forever`."""
    return Double(port, Register(secret, local_now))
