"""One HTTP connection of a double, on 127.0.0.1: reads a body, answers JSON or pages, logs nothing.

Programs that the doubles stand in for see usernames, telephone numbers and accounts.
"""

import json
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler
from typing import Any, Final

JSON: Final = {"Content-Type": "application/json"}


class DoubleConnection(BaseHTTPRequestHandler):
    """What the doubles share of a connection."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # an answer is two writes: the second would wait 40 ms

    def do_GET(self) -> None:
        """By `get`."""
        self.get()

    def do_POST(self) -> None:
        """By `post`."""
        self.post()

    def get(self) -> None:
        """Answers a GET; here none exists."""
        self.send_json(404, {})

    def post(self) -> None:
        """Answers a POST; here none exists."""
        self.send_json(404, {})

    def read_body(self, most: int | None = None) -> bytes:
        """The body, at most `most` bytes of it; the rest ends the connection."""
        length = int(self.headers.get("Content-Length") or 0)
        if most is None or length <= most:
            return self.rfile.read(length)
        self.close_connection = True
        return self.rfile.read(most)

    def send_json(
        self, status: int, body: Mapping[str, Any], headers: Mapping[str, str] | None = None
    ) -> None:
        """A JSON body, with further headers."""
        content = json.dumps(body, ensure_ascii=False).encode()
        self.send_content(status, content, {**JSON, **(headers or {})})

    def send_content(self, status: int, content: bytes, headers: Mapping[str, str]) -> None:
        """A body of any type."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""
