"""An HTTP server on this machine whose next answers are told beforehand."""

import json
import socket
import struct
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final, Literal

Fault = Literal["reset", "throttle", "error"]
FAULTS: Final[tuple[Fault, ...]] = ("reset", "throttle", "error")
_AT_ONCE: Final = struct.pack("ii", 1, 0)


class OddServer(ThreadingHTTPServer):
    """Each request takes the next fault; where there is none, the usual answer."""

    daemon_threads = True

    def __init__(self, answer: dict[str, Any]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answer = answer
        self.faults: deque[Fault] = deque()
        self.requests = 0

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A reset connection is no news here."""


class _Handler(BaseHTTPRequestHandler):
    server: OddServer
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.requests += 1
        fault = self.server.faults.popleft() if self.server.faults else None
        if fault == "reset":
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _AT_ONCE)
            self.connection.close()
            self.close_connection = True
            return
        name = {"throttle": "ThrottlingException", "error": "InternalServerError"}.get(fault or "")
        body = {"__type": f"com.amazonaws#{name}", "message": "x"} if name else self.server.answer
        self._send({"throttle": 400, "error": 500}.get(fault or "", 200), body)

    def do_GET(self) -> None:
        self.do_POST()

    def _send(self, status: int, body: dict[str, Any]) -> None:
        text = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/x-amz-json-1.0")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def odd_server(answer: dict[str, Any]) -> Iterator[OddServer]:
    """The server while it is used."""
    server = OddServer(answer)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
