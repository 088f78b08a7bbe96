"""A server on a port of this machine that hands each request to a function."""

import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = tuple[int, dict[str, str], bytes]
Respond = Callable[[str, str, dict[str, str], bytes], Answer]


class LocalServer(ThreadingHTTPServer):
    """`respond` gets method, target, headers and body; one request at a time."""

    daemon_threads = True
    respond: Respond

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.lock = threading.Lock()

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: LocalServer

    def do_GET(self) -> None:
        self._respond(b"")

    def do_POST(self) -> None:
        self._respond(self.rfile.read(int(self.headers["Content-Length"])))

    def do_OPTIONS(self) -> None:
        """A script that watches the progress of an upload asks first."""
        self.send_response(200)
        for name in ("Origin", "Methods", "Headers"):
            self.send_header(f"Access-Control-Allow-{name}", "*")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _respond(self, body: bytes) -> None:
        with self.server.lock:
            status, headers, content = self.server.respond(
                self.command, self.path, dict(self.headers), body
            )
        self.send_response(status)
        for name, value in headers.items():
            for each in value.split("\n"):
                self.send_header(name, each)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        pass
