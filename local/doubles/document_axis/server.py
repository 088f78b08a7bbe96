"""Both systems over HTTP, on 127.0.0.1 only: /axis/<call>, /lgsp/v1/<call>, controls under
/_double.
"""

import json
import threading
import time
from base64 import b64encode
from collections.abc import Mapping
from http.server import ThreadingHTTPServer
from typing import Any, Final

from local.cloud.clock import local_now
from local.doubles.connection import DoubleConnection
from local.doubles.document_axis.national_axis import NationalAxis
from local.doubles.document_axis.post_office import PostOffice
from local.doubles.document_axis.provincial_platform import ProvincialPlatform

ADDRESS: Final = "127.0.0.1"
LARGEST_BODY: Final = 60_000_000
SLOW_SECONDS: Final = 30.0


class Double(ThreadingHTTPServer):
    """The listening systems; one request at a time touches the post office."""

    daemon_threads = True

    def __init__(self, port: int, office: PostOffice) -> None:
        super().__init__((ADDRESS, port), Connection)
        self.office = office
        self.axis = NationalAxis(office)
        self.platform = ProvincialPlatform(office)
        self.lock = threading.Lock()
        self.slow = SLOW_SECONDS

    @property
    def url(self) -> str:
        """Where the systems answer."""
        return f"http://{ADDRESS}:{self.server_address[1]}"

    def control(self, name: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """`faults` {next: [...], always}, `system` {code, name, secret, system}, `lock` {code},
        `slow` {seconds}, `content` {id} -> base64.
        """
        office = self.office
        if name == "faults":
            office.faults = list(arguments.get("next", ()))
            office.always = arguments.get("always")
        elif name == "system":
            code = arguments["code"]
            office.agencies[code] = arguments.get("name", "")
            if system := arguments.get("system"):
                office.systems[code] = system
            if secret := arguments.get("secret"):
                self.axis.systems[code] = self.platform.systems[code] = secret
        elif name == "lock":
            office.locked.add(arguments["code"])
        elif name == "slow":
            self.slow = float(arguments["seconds"])
        elif name == "content":
            messages = [m for m in office.messages if m.id == arguments["id"]]
            return {"content": b64encode(messages[0].content).decode() if messages else None}
        return {}

    def answer(self, connection: "Connection", body: bytes) -> tuple[int, bytes] | None:
        """Status and body; None where the answer is lost."""
        fault = self.office.next_fault()
        if fault == "slow":
            time.sleep(self.slow)
        if fault == "away":
            return 503, b""
        headers = {name: value for name, value in connection.headers.items()}  # noqa: C416
        times = 3 if fault == "thrice" else 1
        path = connection.path
        with self.lock:
            if path.startswith("/axis/"):
                answer = self.axis.answer(path[6:], headers, body, times=times)
            elif path.startswith("/lgsp/v1/"):
                method = connection.command
                answer = self.platform.answer(method, path, headers, body, times=times)
            else:
                return 404, b"{}"
        if fault == "lost":
            return None
        return (answer[0], answer[1][: len(answer[1]) // 2]) if fault == "malformed" else answer


class Connection(DoubleConnection):
    """One connection."""

    server: Double

    def get(self) -> None:
        """What lies there, or a call of the provincial platform."""
        if self.path == "/healthz":
            self.send_json(200, {"status": "ok"})
        elif self.path == "/_double/office":
            with self.server.lock:
                self.send_json(200, self.server.office.contents())
        else:
            self._answer(b"")

    def post(self) -> None:
        """A call, or a control."""
        raw = self.read_body(LARGEST_BODY)
        if self.path.startswith("/_double/"):
            name = self.path.removeprefix("/_double/")
            with self.server.lock:
                self.send_json(200, self.server.control(name, json.loads(raw or b"{}")))
        else:
            self._answer(raw)

    def _answer(self, body: bytes) -> None:
        answer = self.server.answer(self, body)
        if answer is None:
            self.close_connection = True
            return
        status, content = answer
        self.send_content(status, content, {"Content-Type": "application/octet-stream"})


def serve(port: int) -> Double:
    """Systems that listen (port 0: any free one); the caller runs `serve_forever`."""
    return Double(port, PostOffice(local_now))
