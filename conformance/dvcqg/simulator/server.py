"""The simulator over HTTP/1.1 with connections that stay open, on 127.0.0.1 only.

The protocol is read here and not by http.server: its parsing of headers takes longer than the call.
"""

import socket
import socketserver
import threading
import time
from http.client import responses
from typing import Final, cast

from dvcqg.simulator.exchange import Answer, Request
from dvcqg.simulator.simulator import Simulator

ADDRESS: Final = "127.0.0.1"
LARGEST_BODY: Final = 64 * 1024 * 1024
LONGEST_LINE: Final = 16_384
MOST_HEADERS: Final = 100
CONTINUE: Final = b"HTTP/1.1 100 Continue\r\n\r\n"


class BadRequest(ValueError):
    """What came is not HTTP as it is understood here."""


class SimulatorServer(socketserver.ThreadingTCPServer):
    """Listens on a port of 127.0.0.1 (0: any free one); the caller runs `serve_forever`.

    Where the portal's clock stands, an answer's seconds are not waited for.
    """

    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 128

    def __init__(self, simulator: Simulator, port: int = 0, *, hold_seconds: float = 0.0) -> None:
        super().__init__((ADDRESS, port), Connection)
        self.simulator = simulator
        self.hold_seconds = hold_seconds
        """How long a connection stays open that then ends without an answer."""

    @property
    def url(self) -> str:
        """Without a slash at its end."""
        return f"http://{ADDRESS}:{self.server_address[1]}"

    def start(self) -> "SimulatorServer":
        """Serves in a thread of this process, until `shutdown`."""
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()
        return self


class Connection(socketserver.StreamRequestHandler):
    """One connection; one request after another."""

    disable_nagle_algorithm = True
    rbufsize = 65_536

    def handle(self) -> None:
        """Until the client closes it, or a fault does."""
        server = cast(SimulatorServer, self.server)
        try:
            while (request := self._read()) is not None:
                answer = server.simulator.handle(request)
                if not self._send(server, request, answer):
                    return
        except (BadRequest, ConnectionError):
            return

    def _send(self, server: SimulatorServer, request: Request, answer: Answer) -> bool:
        """Whether the connection stays open."""
        if answer.seconds and server.simulator.portal.clock.running:
            time.sleep(answer.seconds)
        if answer.closed:
            time.sleep(server.hold_seconds)
            return False
        self.connection.sendall(_bytes_of(answer))
        return request.headers.get("connection", "").lower() != "close"

    def _read(self) -> Request | None:
        line = self._line()
        if not line:
            return None
        parts = line.split(" ")
        if len(parts) != 3 or not parts[2].startswith("HTTP/1."):
            raise BadRequest(line)
        headers = self._headers()
        if headers.get("expect", "").lower() == "100-continue":
            self.connection.sendall(CONTINUE)
        return Request(parts[0], parts[1], self._body(headers), headers)

    def _headers(self) -> dict[str, str]:
        headers: dict[str, str] = {}
        while line := self._line():
            name, colon, value = line.partition(":")
            if not colon or len(headers) > MOST_HEADERS:
                raise BadRequest("headers")
            headers[name.lower()] = value.strip()
        return headers

    def _line(self) -> str:
        line = self.rfile.readline(LONGEST_LINE + 1)
        if len(line) > LONGEST_LINE:
            raise BadRequest("too long")
        return line.decode("latin-1").rstrip("\r\n")

    def _body(self, headers: dict[str, str]) -> bytes:
        if headers.get("transfer-encoding", "").lower() == "chunked":
            return self._chunks()
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > LARGEST_BODY:
            raise BadRequest("content-length")
        return self.rfile.read(int(length))

    def _chunks(self) -> bytes:
        chunks = []
        while size := int(self._line().partition(";")[0] or "0", 16):
            chunks.append(self.rfile.read(size))
            self._line()
            if sum(map(len, chunks)) > LARGEST_BODY:
                raise BadRequest("too large")
        while self._line():
            pass
        return b"".join(chunks)


def _bytes_of(answer: Answer) -> bytes:
    return (
        f"HTTP/1.1 {answer.status} {responses[answer.status]}\r\n"
        f"Content-Type: {answer.content_type}\r\n"
        f"Content-Length: {len(answer.body)}\r\n\r\n"
    ).encode() + answer.body


def is_listening(port: int) -> bool:
    """Whether something listens on the port of 127.0.0.1."""
    with socket.socket() as probe:
        return probe.connect_ex((ADDRESS, port)) == 0
